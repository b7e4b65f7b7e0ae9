"""Facts that cases announces. Fields are ids and codes; who hears them asks `cases.public` for the rest."""
from dataclasses import dataclass
from uuid import UUID

from balie.kernel import outbox


@dataclass(frozen=True, kw_only=True)
class ZaakStarted(outbox.Event):
    """The zaak of an application exists. Announced once per application, before any decision."""

    zaak_id: UUID


@dataclass(frozen=True, kw_only=True)
class StatusChanged(outbox.Event):
    zaak_id: UUID
    status_id: UUID


@dataclass(frozen=True, kw_only=True)
class ResidentAsked(outbox.Event):
    """The municipality waits for the resident; the term stands still."""

    zaak_id: UUID
    ask_id: UUID


@dataclass(frozen=True, kw_only=True)
class ResidentAnswered(outbox.Event):
    zaak_id: UUID
    ask_id: UUID


@dataclass(frozen=True, kw_only=True)
class ZaakDecided(outbox.Event):
    """`outcome` is verlenen, weigeren or wachtlijst; `besluit_id` is empty where the service knows no besluit."""

    zaak_id: UUID
    outcome: str
    besluit_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PaymentDue(outbox.Event):
    """It is granted as soon as this payment comes in; until then the place is kept."""

    zaak_id: UUID
    payment_id: UUID


@dataclass(frozen=True, kw_only=True)
class OfferLapsed(outbox.Event):
    """What was due did not come in: the zaak ends, and the place is no longer kept."""

    zaak_id: UUID


@dataclass(frozen=True, kw_only=True)
class PlaceFreed(outbox.Event):
    """One of the places of this service that are counted together (`pool`) is free, or may be."""

    service: str
    pool: str


@dataclass(frozen=True, kw_only=True)
class ProductEnded(outbox.Event):
    """The resident gave up what they had."""

    zaak_id: UUID
    product_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReadyToCollect(outbox.Event):
    zaak_id: UUID


@dataclass(frozen=True, kw_only=True)
class ZaakClosed(outbox.Event):
    """`result` is the omschrijving of the resultaattype, such as Verleend or Ingetrokken."""

    zaak_id: UUID
    result: str
