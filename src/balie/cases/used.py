"""What of a zaak counts in the real use of its service: noted as it happens (`catalogue.note_use`), never counted afterwards.

Only zaken that came from an application: what clients of the API make is their own use.
"""
from __future__ import annotations

from balie.applications.public import SubmittedApplication
from balie.cases.models import ResultaatType, WorkItem, Zaak
from balie.catalogue import public as catalogue
from balie.kernel import audit

What = catalogue.What
OFFICIAL = "medewerker"
DECIDED = ("verlenen", "weigeren")
AFTER_DECISION = (WorkItem.State.BESLOTEN, WorkItem.State.KLAAR_VOOR_AFHALEN)


def started(application: SubmittedApplication) -> None:
    catalogue.note_use(service=application.service, what=What.DESK if application.assisted_by else What.ONLINE)


def decided(zaak: Zaak, application: SubmittedApplication, *, official: str) -> None:
    """Without help, when no official filled it in, looked at it or decided it: the trail knows of everything that an official does."""
    helped = official or application.assisted_by or audit.current_actor().kind == OFFICIAL or audit.involved(f"zaak:{zaak.id}", kind=OFFICIAL)
    catalogue.note_use(service=application.service, what=What.DECIDED)
    if not helped:
        catalogue.note_use(service=application.service, what=What.ALONE)


def decided_there(zaak: Zaak, work: WorkItem | None, kind: ResultaatType) -> None:
    """Another system gives the result with which it closes: what was decided here already, counted then."""
    if zaak.application_id and kind.on_outcome in DECIDED and work is not None and work.state not in AFTER_DECISION:
        catalogue.note_use(service=zaak.zaaktype.identificatie, what=What.DECIDED)


def closed(zaak: Zaak, kind: ResultaatType, *, number: int = 1) -> None:
    """How long it took, in the month in which it ended; `number`: -1 when it is opened again. What was withdrawn took nobody's time."""
    if zaak.application_id and zaak.einddatum and kind.on_outcome in DECIDED:
        took = (zaak.einddatum - zaak.startdatum).days
        catalogue.note_use(service=zaak.zaaktype.identificatie, what=What.CLOSED, day=zaak.einddatum, days=took, number=number)
