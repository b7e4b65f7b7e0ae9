"""The steps that verbs are made of: status, result, closing, the term.

Each changes rows that the caller has locked, in the caller's transaction.
"""
from __future__ import annotations

from datetime import date, timedelta

from balie.cases import closing, on_record, rules
from balie.cases.events import StatusChanged
from balie.cases.models import (
    Resultaat,
    ResultaatType,
    SearchWord,
    Status,
    StatusType,
    Task,
    WorkItem,
    Zaak,
    ZaakInformatieObject,
)
from balie.cases.rules import Impossible
from balie.documents import public as documents
from balie.kernel import audit, clock, outbox
from balie.zgw.public import quick


def status_types(zaak: Zaak) -> list[StatusType]:
    return list(StatusType.objects.filter(zaaktype=zaak.zaaktype_id).order_by("volgnummer"))


def latest_status(zaak: Zaak) -> Status | None:
    return Status.objects.filter(zaak=zaak).select_related("statustype").order_by("-datum_status_gezet").first()


def set_status(zaak: Zaak, work: WorkItem | None, statustype: StatusType, *, toelichting: str = "") -> Status:
    """Set it, unless it is the status already. Two statuses never share a moment."""
    latest = latest_status(zaak)
    if latest and latest.statustype_id == statustype.id:
        return latest
    now = clock.now()
    if latest and latest.datum_status_gezet >= now:
        now = latest.datum_status_gezet + timedelta(microseconds=1)
    status = Status.objects.create(
        zaak=zaak, statustype=statustype, datum_status_gezet=now, statustoelichting=toelichting[:1000],
        set_by=audit.current_actor().name[:200],
    )
    if work:
        work.status_name = statustype.omschrijving
    outbox.announce(StatusChanged(zaak_id=zaak.id, status_id=status.id))
    on_record.created([status])
    return status


def set_result(zaak: Zaak, outcome: str, reason: str) -> Resultaat:
    """The resultaattype for this outcome; "intrekken" falls back to that of "weigeren". Another system may have given one before.

    Raises `Impossible`.
    """
    types = {kind.on_outcome: kind for kind in ResultaatType.objects.filter(zaaktype=zaak.zaaktype_id)}
    kind = types.get(outcome) or (types.get("weigeren") if outcome == "intrekken" else None)
    if kind is None:
        raise Impossible("Voor deze dienst bestaat deze uitkomst niet.")
    result, is_new = Resultaat.objects.update_or_create(zaak=zaak, defaults={"resultaattype": kind, "toelichting": reason[:1000]})
    on_record.wrote(result, is_new=is_new)
    return result


def close(zaak: Zaak, work: WorkItem | None, *, toelichting: str = "") -> None:
    """The last status, the end date and when to archive (zrc-007, zrc-021). Needs a result. Raises `Impossible`."""
    result = Resultaat.objects.select_related("resultaattype").filter(zaak=zaak).first()
    if result is None:
        raise Impossible("Kies eerst een resultaat.")
    ids = ZaakInformatieObject.objects.filter(zaak=zaak, informatieobject__isnull=False).values_list("informatieobject_id", flat=True)
    if documents.without_usage_rights(ids):
        raise Impossible("Leg eerst bij elk document vast of er gebruiksrechten zijn.")
    kinds = status_types(zaak)
    if not kinds:
        raise Impossible("Dit zaaktype heeft geen statussen. Laat de beheerder die toevoegen.")
    status = set_status(zaak, work, kinds[-1], toelichting=toelichting)
    closing.close(zaak, work, result.resultaattype, day=clock.local(status.datum_status_gezet).date())


def pause(zaak: Zaak, reason: str) -> None:
    """The term stands still from today (opschorting)."""
    zaak.opschorting_indicatie, zaak.opschorting_reden, zaak.opschorting_vanaf = True, reason[:200], clock.today()
    zaak.save(update_fields=["opschorting_indicatie", "opschorting_reden", "opschorting_vanaf"])
    on_record.changed(zaak)


def resume(zaak: Zaak, work: WorkItem) -> None:
    """The term runs again; the deadline moves by the days of it that stood still."""
    since = zaak.opschorting_vanaf and max(zaak.opschorting_vanaf, work.term_from or zaak.opschorting_vanaf)
    zaak.opschorting_indicatie, zaak.opschorting_vanaf = False, None
    zaak.save(update_fields=["opschorting_indicatie", "opschorting_vanaf"])
    if since and work.deadline:
        set_deadline(zaak, work, rules.moved_deadline(work.deadline, since, clock.today()))
    else:
        on_record.changed(zaak)


def set_deadline(zaak: Zaak, work: WorkItem, deadline: date | None) -> None:
    """None: the term has not begun."""
    work.deadline = zaak.einddatum_gepland = zaak.uiterlijke_einddatum_afdoening = deadline
    work.save(update_fields=["deadline"])
    zaak.save(update_fields=["einddatum_gepland", "uiterlijke_einddatum_afdoening"])
    on_record.changed(zaak)
    Task.objects.filter(zaak=zaak, done_at__isnull=True).update(deadline=deadline)


def finish_tasks(zaak: Zaak, by: str) -> None:
    """What comes after granting is done with what is handed out."""
    Task.objects.filter(zaak=zaak, done_at__isnull=True).update(done_at=clock.now(), done_by=by)


def make_findable(zaak: Zaak, applicant: str) -> None:
    """Words by which officials find it: the kenmerk, its last part, and each name."""
    kenmerk = zaak.identificatie.lower()
    words = {kenmerk, kenmerk.rsplit("-", 1)[-1], *_names_in(applicant)}
    quick.insert(*(SearchWord(zaak=zaak, word=word[:80]) for word in sorted(words)))


def find_by_name(zaak: Zaak, name: str) -> None:
    """Also by a name that became known later."""
    words = sorted({part[:80] for part in _names_in(name)})
    SearchWord.objects.bulk_create((SearchWord(zaak=zaak, word=word) for word in words), ignore_conflicts=True)


def _names_in(name: str) -> list[str]:
    """ "J. de Wit" gives de and wit: an initial finds nobody."""
    return [part for part in name.lower().replace(".", " ").split() if len(part) > 1]
