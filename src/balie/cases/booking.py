"""Verbs about the visit that a zaak needs: booking it, and counting the term again when it moves."""
from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from balie.applications import public as applications
from balie.appointments import public as appointments
from balie.cases import access, rules, steps, visits
from balie.cases.models import WorkItem, Zaak
from balie.cases.views import Stand
from balie.identity.public import Resident
from balie.kernel import audit

TOO_LATE = "Voor deze aanvraag hoeft u geen afspraak meer te maken."


@transaction.atomic
def book_visit(
    *, application_id: UUID, resident: Resident | None, token: str = "", location: str, start: datetime, key: str,
) -> appointments.AppointmentView:
    """The visit that this application asks for, at this moment. The same `key` books once.

    The application is held until this is done, and so does who ends the zaak: a slot of a zaak that ended cannot stay taken. Raises
    `applications.NotFound`, `Impossible` (nothing to come for, or not any more) and what `appointments.book` raises.
    """
    visit = applications.hold_for_visit(application_id=application_id, resident=resident, token=token)
    if not visit.product or not stand_of(application_id).undecided:
        raise rules.Impossible(TOO_LATE)
    return appointments.book(
        owner=visit.owner, product=visit.product, location=location, start=start, person_id=visit.person_id, key=key
    )


def stand_of(application_id: UUID) -> Stand:
    """How far the zaak of this application is, also before it exists. The door has checked whose application it is. Two queries."""
    zaak = Zaak.objects.filter(application_id=application_id).first()
    if zaak is None:
        return Stand(exists=False, ended=False, undecided=True, deadline=None)
    state = WorkItem.objects.filter(zaak=zaak).values_list("state", flat=True).first()
    return Stand(
        exists=True, ended=zaak.einddatum is not None, undecided=state in rules.UNDECIDED, deadline=zaak.uiterlijke_einddatum_afdoening
    )


@transaction.atomic
def count_term_again(*, owner: str) -> None:
    """A visit of this owner was booked, moved, cancelled or missed: until we have decided, the term follows it."""
    zaak_id = access.zaak_id_of_owner(owner)
    if zaak_id is None:
        return
    zaak, work = access.locked(zaak_id)
    if work is None or work.state not in rules.UNDECIDED or zaak.application_id is None:
        return
    application = applications.submitted(zaak.application_id)
    if not visits.counts_from_visit(application, zaak.zaaktype):
        return
    since = visits.day_of(visits.owners(zaak), visits.wanted(application))
    deadline = rules.extended(rules.ends_on(since, visits.term_of(zaak)), zaak.verlenging_duur) if since else None
    if (work.term_from, work.deadline) == (since, deadline):
        return
    work.term_from = since
    work.save(update_fields=["term_from"])
    steps.set_deadline(zaak, work, deadline)
    audit.record("zaak.termijn", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"tot": deadline.isoformat() if deadline else ""})
