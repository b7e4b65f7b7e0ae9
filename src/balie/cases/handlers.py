"""Reactions to facts of earlier rooms. Each is idempotent: doing it again finds what is there."""
from __future__ import annotations

from uuid import UUID

from balie.applications.events import ApplicationSubmitted
from balie.appointments.events import (
    AppointmentArrived,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentMissed,
    AppointmentMoved,
    HandedOut,
)
from balie.cases.access import zaak_id_of_owner
from balie.cases.booking import count_term_again
from balie.cases.decisions import handed_out
from balie.cases.events import PlaceFreed
from balie.cases.intake import start_zaak
from balie.cases.waiting import give_out, paid
from balie.cases.zaaktypes import ensure_zaaktype
from balie.catalogue.events import ServicePublished
from balie.kernel import outbox
from balie.payments.events import PaymentPaid


@outbox.reacts_to(ServicePublished)
def make_zaaktype(event: ServicePublished) -> None:
    ensure_zaaktype(event.version_id)


@outbox.reacts_to(ApplicationSubmitted)
def make_zaak(event: ApplicationSubmitted) -> None:
    start_zaak(application_id=event.application_id)


@outbox.reacts_to(PaymentPaid)
def grant_what_was_paid(event: PaymentPaid) -> None:
    kind, _, key = event.owner.partition(":")
    if kind == "zaak":
        paid(zaak_id=UUID(key), payment_id=event.payment_id)


@outbox.reacts_to(PlaceFreed)
def give_the_place_to_the_next(event: PlaceFreed) -> None:
    give_out(service=event.service, pool=event.pool)


@outbox.reacts_to(HandedOut)
def close_what_was_handed_out(event: HandedOut) -> None:
    zaak_id = zaak_id_of_owner(event.owner)
    if zaak_id:
        handed_out(zaak_id=zaak_id)


@outbox.reacts_to(AppointmentBooked, AppointmentMoved, AppointmentCancelled, AppointmentMissed, AppointmentArrived)
def let_the_term_follow_the_visit(event: outbox.Event) -> None:
    count_term_again(owner=event.owner)
