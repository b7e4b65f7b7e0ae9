"""Reactions to facts of earlier rooms. Each is idempotent: doing it again finds what is there."""
from __future__ import annotations

from uuid import UUID

from balie.applications.events import ApplicationSubmitted
from balie.appointments.events import HandedOut
from balie.cases.decisions import handed_out
from balie.cases.intake import start_zaak
from balie.cases.models import Zaak
from balie.cases.zaaktypes import ensure_zaaktype
from balie.catalogue.events import ServicePublished
from balie.kernel import outbox


@outbox.reacts_to(ServicePublished)
def make_zaaktype(event: ServicePublished) -> None:
    ensure_zaaktype(event.version_id)


@outbox.reacts_to(ApplicationSubmitted)
def make_zaak(event: ApplicationSubmitted) -> None:
    start_zaak(application_id=event.application_id)


@outbox.reacts_to(HandedOut)
def close_what_was_handed_out(event: HandedOut) -> None:
    kind, _, key = event.owner.partition(":")
    column = {"zaak": "id", "application": "application_id"}.get(kind)
    zaak_id = column and Zaak.objects.filter(**{column: UUID(key)}).values_list("id", flat=True).first()
    if zaak_id:
        handed_out(zaak_id=zaak_id)
