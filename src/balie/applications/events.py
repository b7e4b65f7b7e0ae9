"""What applications announces."""
from dataclasses import dataclass
from uuid import UUID

from balie.kernel import outbox


@dataclass(frozen=True, kw_only=True)
class ApplicationSubmitted(outbox.Event):
    """Complete, signed and paid: the municipality's turn. Announced once per application."""

    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class CosignAsked(outbox.Event):
    """Somebody else must agree first."""

    application_id: UUID
    cosign_id: UUID


@dataclass(frozen=True, kw_only=True)
class CosignAnswered(outbox.Event):
    """`answer`: akkoord or geweigerd."""

    application_id: UUID
    cosign_id: UUID
    answer: str


@dataclass(frozen=True, kw_only=True)
class PaymentNeeded(outbox.Event):
    """Everybody has signed: the applicant can pay now."""

    application_id: UUID
    payment_id: UUID


@dataclass(frozen=True, kw_only=True)
class ApplicationWithdrawn(outbox.Event):
    """`reason`: aanvrager, niet-ondertekend, niet-betaald."""

    application_id: UUID
    reason: str
