"""What payments announces. Each fact once, however often the provider calls."""

from dataclasses import dataclass
from uuid import UUID

from balie.kernel import outbox


@dataclass(frozen=True, kw_only=True)
class PaymentPaid(outbox.Event):
    """The whole amount came in. Final: nothing that comes later takes this back."""

    payment_id: UUID
    owner: str


@dataclass(frozen=True, kw_only=True)
class PaymentFailed(outbox.Event):
    """An attempt ended without money (cancelled, expired, failed). `attempt` counts from 1; the resident may try again."""

    payment_id: UUID
    owner: str
    attempt: int


@dataclass(frozen=True, kw_only=True)
class PaymentRefunded(outbox.Event):
    """The provider paid back (a part of) the amount."""

    payment_id: UUID
    owner: str
    refund_id: UUID
