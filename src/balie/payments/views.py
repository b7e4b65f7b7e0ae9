"""The shapes that leave this room, and what can go wrong."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class PaymentView:
    """A payment. `status`: open, betaald, mislukt (the last attempt ended without money; may be started again).

    `received` and `refunded` are sums of the ledger. `token` (192 random bits) goes into the return and the webhook URL.
    """

    id: UUID
    owner: str
    amount: Decimal
    description: str
    status: str
    status_name: str
    token: str
    created: datetime
    paid_at: datetime | None
    received: Decimal
    refunded: Decimal


@dataclass(frozen=True, kw_only=True)
class RefundView:
    """Money going back. `status`: gevraagd, onderweg, terugbetaald, mislukt."""

    id: UUID
    payment_id: UUID
    amount: Decimal
    reason: str
    status: str
    status_name: str
    created: datetime


class NotFound(LookupError):
    """There is no such payment for who asks."""


class AlreadyPaid(Exception):
    """The payment is paid; there is nothing to start."""


class ProviderDown(Exception):
    """The provider does not answer; `str()` is a sentence for the resident."""


class NotRefundable(Exception):
    """More than what came in and is not on its way back; `str()` is a sentence for the official."""
