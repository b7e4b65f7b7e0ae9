"""What is part of a zaaktype: statustypen, resultaattypen, roltypen, eigenschappen and zaakobjecttypen. Valid as long as the zaaktype."""
from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from balie.cases.models import BesluitType, Eigenschap, InformatieObjectType, ResultaatType, RolType, StatusType, ZaakObjectType
from balie.cases.zgw.catalogi import filters, in_use, relations, rules
from balie.zgw.public import Access, Draft, Field, Group, Json, Made, Ref, Refs, Resource, Self, id_of, plain_fields

ACCESS = Access("ztc")


def take_catalogus(draft: Draft, given: Any) -> None:
    """It is the one of the zaaktype; named beside it, it has to be the same."""
    if given:
        draft.notes["catalogus"] = id_of(given, "catalogi/catalogussen")


def take_begin(draft: Draft, given: Any) -> None:
    draft.notes["begin"] = given


def begins_with_the_zaaktype(draft: Draft) -> None:
    zaaktype, given = draft.get("zaaktype"), draft.notes.get("begin")
    if zaaktype is not None and given and given != zaaktype.begin_geldigheid.isoformat():
        draft.wrong("beginGeldigheid", "invalid-begin-geldigheid", "Dit is een andere dag dan die van het zaaktype.")


def of_zaaktype(*, catalogus: bool = True) -> tuple[Field, ...]:
    own = (
        Ref("zaaktype", kind="catalogi/zaaktypen", load=("catalogus",)),
        Made("zaaktypeIdentificatie", read_only=True, select={"zaaktype_identificatie": F("zaaktype__identificatie")}),
    )
    return (*own, Made(
        "catalogus", select={"catalogus": F("zaaktype__catalogus_id")}, make=lambda links, key: links.to("catalogi/catalogussen", key),
        takes=take_catalogus)) if catalogus else own


VALID = (
    Made("beginGeldigheid", select={"begin_geldigheid": F("zaaktype__begin_geldigheid")}, takes=take_begin),
    Made("eindeGeldigheid", read_only=True, select={"einde_geldigheid": F("zaaktype__einde_geldigheid")}),
    Field("beginObject"),
    Field("eindeObject"),
)
COMMON: dict[str, Any] = {"api": "catalogi", "access": ACCESS, "main": "zaaktype", "load": ("zaaktype", "zaaktype__catalogus"),
                          "always": filters.by_status("zaaktype__")}
GO = (rules.zaaktype_still_concept_to_go,)
RULES = (rules.zaaktype_still_concept, rules.same_catalogus, begins_with_the_zaaktype)


def is_last() -> Any:
    later = StatusType.objects.filter(zaaktype=OuterRef("zaaktype"), gemeente=OuterRef("gemeente"), volgnummer__gt=OuterRef("volgnummer"))
    return ~Exists(later)


STATUSTYPE = Resource(
    path="statustypen", name="statustype", schema="StatusType", model=StatusType, label=lambda row: row.omschrijving, **COMMON,
    fields=(
        Self(), *plain_fields(StatusType, "omschrijving", "omschrijvingGeneriek", "statustekst"), *of_zaaktype(),
        Field("volgnummer"), Made("isEindstatus", read_only=True, select={"is_last": is_last}), Field("informeren"),
        Field("doorlooptijd", empty=None), Field("toelichting"), Json("checklistitemStatustype"),
        Refs("eigenschappen", kind="catalogi/eigenschappen", of="eigenschappen"), *VALID,
    ),
    filters=filters.OF_ZAAKTYPE, rules=(*RULES, rules.ours_stays_behind, rules.once("volgnummer", "volgnummer")),
    may_go=(*GO, in_use.part("statussen__statustype")),
)


# -- resultaattypen

def take_names(note: str):
    def take(draft: Draft, given: Any) -> None:
        draft.notes[note] = given

    return take


def by_name(draft: Draft) -> None:
    """ztc-011, ztc-013."""
    for wire, kind, column in (("besluittypen", "catalogi/besluittypen", "besluittype_omschrijving"),
                               ("informatieobjecttypen", "catalogi/informatieobjecttypen", "informatieobjecttype_omschrijving")):
        if wire in draft.notes:
            draft.values[column] = relations.names_of(draft, wire, draft.notes[wire], kind)


def named(model: Any, column: str) -> Any:
    return relations.named_in(model, column, catalogus="zaaktype__catalogus")


RESULTAATTYPE = Resource(
    path="resultaattypen", name="resultaattype", schema="ResultaatType", model=ResultaatType, label=lambda row: row.omschrijving, **COMMON,
    fields=(
        Self(), *of_zaaktype(), *plain_fields(ResultaatType, "omschrijving", "resultaattypeomschrijving"),
        Field("omschrijvingGeneriek", read_only=True),
        *plain_fields(ResultaatType, "selectielijstklasse", "toelichting", "archiefnominatie"), Field("archiefactietermijn", empty=None),
        Group("brondatumArchiefprocedure", inner=(
            Field("afleidingswijze"), Field("datumkenmerk"), Field("einddatumBekend"), Field("objecttype"), Field("registratie"),
            Field("procestermijn", column="brondatum_procestermijn", empty=None),
        )),
        *plain_fields(ResultaatType, "procesobjectaard", "indicatieSpecifiek"), Field("procestermijn", empty=None),
        relations.Named("besluittypen", kind="catalogi/besluittypen", ids=named(BesluitType, "besluittype_omschrijving"), read_only=False,
                        takes=take_names("besluittypen")),
        Field("besluittypeOmschrijving", read_only=True),
        relations.Named("informatieobjecttypen", kind="catalogi/informatieobjecttypen", read_only=False, takes=take_names("informatieobjecttypen"),
                        ids=named(InformatieObjectType, "informatieobjecttype_omschrijving")),
        Field("informatieobjecttypeOmschrijving", read_only=True), *VALID,
    ),
    filters=filters.OF_ZAAKTYPE, rules=(*RULES, by_name, rules.once("omschrijving", "omschrijving"), rules.selectielijst, rules.brondatum),
    may_go=(*GO, in_use.part("resultaten__resultaattype")),
)
ROLTYPE = Resource(
    path="roltypen", name="roltype", schema="RolType", model=RolType, label=lambda row: row.omschrijving, **COMMON,
    fields=(Self(), *of_zaaktype(), *plain_fields(RolType, "omschrijving", "omschrijvingGeneriek"), *VALID),
    filters=filters.OF_ZAAKTYPE, rules=(*RULES, rules.once("omschrijving", "omschrijving")), may_go=(*GO, in_use.part("rollen__roltype")),
)
EIGENSCHAP = Resource(
    path="eigenschappen", name="eigenschap", schema="Eigenschap", model=Eigenschap, label=lambda row: row.naam, **COMMON,
    fields=(
        Self(), Field("naam"), *of_zaaktype(), Field("definitie"),
        Group("specificatie", inner=plain_fields(Eigenschap, "groep", "formaat", "lengte", "kardinaliteit", "waardenverzameling")),
        Field("toelichting"), Ref("statustype", kind="catalogi/statustypen"), *VALID,
    ),
    filters=filters.OF_ZAAKTYPE,
    rules=(*RULES, rules.ours_stays_behind, rules.once("naam", "naam"), rules.status_of_the_zaaktype, rules.length_of_dates),
    may_go=(*GO, in_use.part("eigenschappen__eigenschap")),
)


# -- zaakobjecttypen

def begins(draft: Draft) -> None:
    """Where nothing was sent, with the zaaktype."""
    zaaktype = draft.get("zaaktype")
    if zaaktype is not None and not draft.get("begin_geldigheid"):
        draft.values["begin_geldigheid"] = zaaktype.begin_geldigheid


ZAAKOBJECTTYPE = Resource(
    path="zaakobjecttypen", name="zaakobjecttype", schema="ZaakObjectType", model=ZaakObjectType, label=lambda row: row.relatie_omschrijving,
    **{**COMMON, "always": filters.ours("zaaktype__")},
    fields=(
        Self(), *plain_fields(ZaakObjectType, "anderObjecttype", "beginGeldigheid", "eindeGeldigheid", "beginObject", "eindeObject", "objecttype",
                              "relatieOmschrijving"),
        *of_zaaktype(),
        Made("resultaattypen", read_only=True, select={"id": "id"}, make=lambda links, key: []),
        Made("resultaattypeOmschrijving", read_only=True, select={"id": "id"}, make=lambda links, key: []),
        Made("statustypen", read_only=True, select={"id": "id"}, make=lambda links, key: []),
    ),
    filters={
        "catalogus": lambda url: Q(zaaktype__catalogus=id_of(url, "catalogi/catalogussen")), "datumGeldigheid": filters.valid_on(),
        "anderObjecttype": lambda value: Q(ander_objecttype=_truth(value)),
        "datumBeginGeldigheid": lambda value: Q(begin_geldigheid=relations.on(value)),
        "datumEindeGeldigheid": lambda value: Q(einde_geldigheid=relations.on(value)),
        "zaaktypeIdentificatie": lambda value: Q(zaaktype__identificatie=value),
    },
    defaults=(begins,), rules=(rules.zaaktype_still_concept, rules.same_catalogus, rules.period),
    may_go=(*GO, in_use.part("zaakobjecten__zaakobjecttype")),
)


def _truth(value: Any) -> bool:
    """Raises `ValueError`."""
    known = {"true": True, "false": False}
    if isinstance(value, bool):
        return value
    if value not in known:
        raise ValueError(value)
    return known[value]
