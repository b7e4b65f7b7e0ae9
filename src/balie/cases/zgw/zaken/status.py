"""The resource `status`. Setting the last status closes a zaak (zrc-007), setting another one on a closed zaak opens it again (zrc-008)."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, Model, OuterRef, Q

from balie.cases import closing, used
from balie.cases.events import StatusChanged
from balie.cases.models import Resultaat, Status, WorkItem, Zaak, ZaakInformatieObject
from balie.cases.zgw import fitting, papers_elsewhere
from balie.cases.zgw.zaken import closed, working
from balie.documents import public as documents
from balie.kernel import clock, outbox
from balie.zgw.public import NOWHERE, UUID_FIELD, Access, Draft, Forbidden, Made, Ref, Refs, Resource, Self, plain_fields, save

LEEWAY = timedelta(minutes=1)  # clocks differ
ADD, REOPEN = frozenset({"zaken.statussen.toevoegen", "zaken.heropenen"}), frozenset({"zaken.heropenen"})
CORRECT = closed.FORCED | REOPEN
ACCESS = Access("zrc", type="zaak__zaaktype_id", kind="catalogi/zaaktypen", level="zaak__vertrouwelijkheidaanduiding")
STANDING = """
select (select max(volgnummer) from cases_statustype where gemeente_id = %(gemeente)s and zaaktype_id = %(zaaktype)s),
    exists (select from cases_status where gemeente_id = %(gemeente)s and zaak_id = %(zaak)s),
    exists (select from cases_status where gemeente_id = %(gemeente)s and zaak_id = %(zaak)s and datum_status_gezet = %(moment)s)
"""


def _later() -> Exists:
    """There is one of the same zaak that was set after it."""
    return Exists(Status.objects.filter(
        zaak=OuterRef("zaak"), gemeente=OuterRef("gemeente"), datum_status_gezet__gt=OuterRef("datum_status_gezet"),
    ))


# -- who may

def may_set(draft: Draft) -> None:
    """With `zaken.aanmaken` alone, the first status of a zaak; on a closed zaak only who may open or correct it."""
    zaak, kind = draft.values.get("zaak"), draft.values.get("statustype")
    if zaak is None:
        return
    highest, draft.notes["any"], draft.notes["same_moment"] = _standing(zaak, draft.values.get("datum_status_gezet"))
    draft.notes["last"] = kind is not None and kind.zaaktype_id == zaak.zaaktype_id and kind.volgnummer == highest
    if zaak.einddatum is not None:
        if not closed.allowed(draft, zaak, CORRECT if draft.notes["last"] else REOPEN):
            raise Forbidden("Deze zaak is gesloten. Uw applicatie mag hem niet heropenen.")
    elif draft.notes["any"] and not closed.allowed(draft, zaak, ADD):
        raise Forbidden("Met de scope `zaken.aanmaken` mag u één status zetten.")


def _standing(zaak: Zaak, when: datetime | None) -> tuple[int | None, bool, bool]:
    """The volgnummer that closes it; whether it has a status, and one of this moment."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"gemeente": zaak.gemeente_id, "zaaktype": zaak.zaaktype_id, "zaak": zaak.pk, "moment": when})
        return cursor.fetchone()


# -- what is right

def moment(draft: Draft) -> None:
    """Not tomorrow, and one status at a time."""
    when = draft.values.get("datum_status_gezet")
    if when is not None and when > clock.now() + LEEWAY:
        draft.wrong("datumStatusGezet", "date-in-future", "Deze datum ligt in de toekomst.")
    if draft.notes.get("same_moment"):
        draft.wrong(NOWHERE, "unique", "Deze zaak heeft op dit moment al een status.")


def by_a_rol(draft: Draft) -> None:
    zaak, rol = draft.values.get("zaak"), draft.values.get("gezetdoor")
    if zaak is not None and rol is not None and rol.zaak_id != zaak.pk:
        draft.wrong(NOWHERE, "zaak-mismatch", "De rol die de status zette, hoort niet bij deze zaak.")


def can_close(draft: Draft) -> None:
    """zrc-007: with a result, and with an answer to who may use each document."""
    if not draft.notes.get("last") or draft.errors:
        return
    zaak = draft.values["zaak"]
    result = Resultaat.objects.select_related("resultaattype").filter(zaak=zaak).first()
    if result is None:
        draft.wrong(NOWHERE, "resultaat-does-not-exist", "De zaak heeft nog geen resultaat.")
        return
    draft.notes["result"] = result.resultaattype
    papers = list(ZaakInformatieObject.objects.filter(zaak=zaak).values_list("informatieobject_id", "document_url"))
    here = [key for key, _url in papers if key]
    if documents.without_usage_rights(here) or any(each.body.get("indicatieGebruiksrecht") is None for each in papers_elsewhere.there(papers)):
        draft.wrong(NOWHERE, "indicatiegebruiksrecht-unset", "Leg eerst bij elk document vast of er gebruiksrechten zijn.")


# -- what follows

def _save(draft: Draft) -> Model:
    draft.values["set_by"] = (draft.client.user_representation or draft.client.label)[:200]
    return save(draft)


def follow(draft: Draft, status: Any) -> None:
    """The zaak closes or opens; the work of officials on it says the same."""
    zaak = status.zaak
    if draft.notes["last"]:
        work = WorkItem.objects.filter(zaak=zaak).first()
        used.decided_there(zaak, work, draft.notes["result"])
        closing.close(zaak, work, draft.notes["result"], day=clock.local(status.datum_status_gezet).date())
    elif zaak.einddatum is not None:
        closing.reopen(zaak)
    outbox.announce(StatusChanged(zaak_id=zaak.id, status_id=status.id))
    if not draft.notes["last"]:
        working.moved(status)


STATUS = Resource(
    api="zaken", path="statussen", name="status", schema="Status", model=Status, access=ACCESS, main="zaak", kanaal="zaken",
    label=lambda status: status.statustype.omschrijving,
    fields=(
        Self(),
        UUID_FIELD,
        Ref("zaak", kind="zaken/zaken"),
        Ref("statustype", kind="catalogi/statustypen"),
        *plain_fields(Status, "datumStatusGezet", "statustoelichting"),
        Made("indicatieLaatstGezetteStatus", read_only=True, select={"later": _later}, make=lambda links, later: not later),
        Ref("gezetdoor", kind="zaken/rollen", empty=""),
        Refs("zaakinformatieobjecten", kind="zaken/zaakinformatieobjecten", of="zaakinformatieobjecten"),
    ),
    filters={"indicatieLaatstGezetteStatus": lambda value: Q(_later()) if value is False else ~Q(_later())},
    allow=(may_set,), rules=(fitting.of_the_zaaktype("statustype"), moment, by_a_rol, can_close), save=_save, after=(follow,),
)
