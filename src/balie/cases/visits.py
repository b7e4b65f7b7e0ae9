"""The visit that a zaak needs first: the term counts from it, and its slot is free again when the zaak ends."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from balie.applications import public as applications
from balie.applications.public import SubmittedApplication
from balie.appointments import public as appointments
from balie.cases.models import Zaak, ZaakType
from balie.kernel import clock


def wanted(application: SubmittedApplication) -> str:
    """The code of what the applicant comes by for; empty: for nothing."""
    return (application.needs.get("appointment") or {}).get("product", "")


def counts_from_visit(application: SubmittedApplication, zaaktype: ZaakType) -> bool:
    """What is handed out is made after the visit at which it is asked for; anything else is worked on from the start."""
    return zaaktype.hand_out and bool(wanted(application))


def term_from(application: SubmittedApplication, zaaktype: ZaakType) -> date | None:
    """The day from which the term counts. None: nobody has booked the visit yet."""
    if not counts_from_visit(application, zaaktype):
        return clock.local(application.completed_at).date()
    return day_of([application.owner], wanted(application))


def day_of(owners: Iterable[str], product: str) -> date | None:
    """The day of the visit that stands, or that was. One query."""
    found = [each for some in appointments.for_owners(owners).values() for each in some if each.product == product and each.stands]
    return max(each.start for each in found).date() if found else None


def term_of(zaak: Zaak) -> str:
    needs = applications.submitted(zaak.application_id).needs if zaak.application_id else {}
    return needs.get("term") or zaak.zaaktype.termijn


def owners(zaak: Zaak) -> list[str]:
    """The names under which appointments may be of this zaak."""
    return [f"zaak:{zaak.id}", *([f"application:{zaak.application_id}"] if zaak.application_id else [])]


def give_back(zaak: Zaak) -> None:
    """The zaak has ended: nobody needs to come any more. Who is booking at this moment waits for the application, and then hears that it ended."""
    if zaak.application_id:
        applications.hold(zaak.application_id)
    appointments.cancel_coming(owners=owners(zaak))
