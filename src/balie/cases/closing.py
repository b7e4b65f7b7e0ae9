"""The end of a zaak (zrc-007), and opening it again (zrc-008): the same whoever does it, an official, a rule or another system.

The caller has locked the zaak, set the status, and seen to it that there is a result.
"""
from __future__ import annotations

from datetime import date

from balie.cases import archiving, places, queued, used, visits
from balie.cases.events import ZaakClosed
from balie.cases.models import Ask, Resultaat, ResultaatType, Task, WaitingPlace, WorkItem, Zaak
from balie.kernel import audit, clock, outbox


def close(zaak: Zaak, work: WorkItem | None, kind: ResultaatType, *, day: date) -> None:
    """`kind`: of its result; `day`: on which the last status was set."""
    closes = zaak.einddatum is None  # another system may set the last status again
    zaak.einddatum = day
    archiving.derive(zaak, kind)
    columns = ["einddatum", *archiving.COLUMNS]
    if zaak.opschorting_vanaf is not None:
        zaak.opschorting_indicatie, zaak.opschorting_vanaf = False, None
        columns += ["opschorting_indicatie", "opschorting_vanaf"]
    zaak.save(update_fields=columns)
    archiving.follow(zaak)
    if closes:
        used.closed(zaak, kind)
    if zaak.application_id or work:
        _let_go(zaak, work)
    outbox.announce(ZaakClosed(zaak_id=zaak.id, result=kind.omschrijving))


def _let_go(zaak: Zaak, work: WorkItem | None) -> None:
    """Nothing has to be done or waited for any more."""
    Task.objects.filter(zaak=zaak, done_at__isnull=True).delete()
    Ask.objects.filter(zaak=zaak, answered_at__isnull=True).update(answered_at=clock.now())
    WaitingPlace.objects.filter(zaak=zaak, left_at__isnull=True).update(left_at=clock.now())
    places.let_go(zaak)
    if work:
        work.delete()
    visits.give_back(zaak)
    audit.record("zaak.gesloten", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id)


def reopen(zaak: Zaak) -> None:
    """Closed no more: when it is to be archived is not known again, and it is work again."""
    if zaak.application_id and (result := Resultaat.objects.select_related("resultaattype").filter(zaak=zaak).first()):
        used.closed(zaak, result.resultaattype, number=-1)
    zaak.einddatum = zaak.archiefactiedatum = zaak.startdatum_bewaartermijn = None
    zaak.archiefnominatie = ""
    zaak.save(update_fields=["einddatum", *archiving.COLUMNS])
    archiving.follow(zaak)
    _work_again(zaak)
    audit.record("zaak.heropend", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id)


def _work_again(zaak: Zaak) -> None:
    WorkItem.objects.get_or_create(
        zaak=zaak, defaults={
            "state": WorkItem.State.IN_BEHANDELING, "term_from": zaak.startdatum, **queued.columns(zaak),
            **({} if zaak.application_id else queued.roles(zaak)),
        },
    )
