"""The resources `informatieobjecttype` and `besluittype`."""
from __future__ import annotations

from typing import Any

from balie.cases.models import BesluitType, InformatieObjectType, ZaakType
from balie.cases.zgw.catalogi import filters, in_use, relations, rules
from balie.zgw.public import Access, Draft, Field, Json, Made, Ref, Refs, Resource, Self, plain_fields

ACCESS = Access("ztc")
VALID = ("beginGeldigheid", "eindeGeldigheid", "beginObject", "eindeObject")
ZAAKTYPEN, BESLUITTYPEN, DOCUMENTS = "catalogi/zaaktypen", "catalogi/besluittypen", "catalogi/informatieobjecttypen"


def take_documents(draft: Draft, given: Any) -> None:
    draft.notes["informatieobjecttypen"] = given


def by_name(draft: Draft) -> None:
    """ztc-011, ztc-013."""
    if "informatieobjecttypen" in draft.notes:
        draft.values["informatieobjecttype_omschrijving"] = relations.names_of(
            draft, "informatieobjecttypen", draft.notes["informatieobjecttypen"], DOCUMENTS)


INFORMATIEOBJECTTYPE = Resource(
    api="catalogi", path="informatieobjecttypen", name="informatieobjecttype", schema="InformatieObjectType", model=InformatieObjectType,
    access=ACCESS, kanaal="informatieobjecttypen", kenmerken=("catalogus",), label=lambda row: row.omschrijving, load=("catalogus",),
    fields=(
        Self(), Ref("catalogus", kind="catalogi/catalogussen"),
        *plain_fields(InformatieObjectType, "omschrijving", "vertrouwelijkheidaanduiding", *VALID), Field("concept", read_only=True),
        Refs("zaaktypen", kind=ZAAKTYPEN, ids=relations.zaaktypen_with_document()),
        Made("zaaktypeIdentificaties", read_only=True, select={"zaaktype_names": relations.zaaktypen_with_document("identificatie")}),
        Refs("besluittypen", kind=BESLUITTYPEN, ids=relations.naming(BesluitType, "informatieobjecttype_omschrijving")),
        Made("besluittypeOmschrijving", read_only=True,
             select={"besluittype_names": relations.naming(BesluitType, "informatieobjecttype_omschrijving", value="omschrijving")}),
        *plain_fields(InformatieObjectType, "informatieobjectcategorie", "trefwoord"), Json("omschrijvingGeneriek", omitted=True),
    ),
    filters={"status": filters.status, "datumGeldigheid": filters.valid_on()}, always=filters.by_status(),
    rules=(rules.still_concept, rules.period, rules.moved_end), may_go=(rules.still_concept_to_go, in_use.informatieobjecttype),
)
BESLUITTYPE = Resource(
    api="catalogi", path="besluittypen", name="besluittype", schema="BesluitType", model=BesluitType, access=ACCESS, kanaal="besluittypen",
    kenmerken=("catalogus",), label=lambda row: row.omschrijving, load=("catalogus",),
    fields=(
        Self(), Ref("catalogus", kind="catalogi/catalogussen"),
        Refs("zaaktypen", kind=ZAAKTYPEN, ids=relations.naming(ZaakType, "besluittype_omschrijving")),
        Made("zaaktypeIdentificaties", read_only=True,
             select={"zaaktype_names": relations.naming(ZaakType, "besluittype_omschrijving", value="identificatie")}),
        *plain_fields(BesluitType, "omschrijving", "omschrijvingGeneriek", "besluitcategorie"), Field("reactietermijn", empty=None),
        *plain_fields(BesluitType, "publicatieIndicatie", "publicatietekst"), Field("publicatietermijn", empty=None), Field("toelichting"),
        relations.Named("informatieobjecttypen", kind=DOCUMENTS, read_only=False, takes=take_documents,
                        ids=relations.named_in(InformatieObjectType, "informatieobjecttype_omschrijving")),
        Field("informatieobjecttypeOmschrijvingen", column="informatieobjecttype_omschrijving", read_only=True),
        *plain_fields(BesluitType, *VALID), Field("concept", read_only=True),
        Refs("resultaattypen", kind="catalogi/resultaattypen", ids=relations.results_naming("besluittype_omschrijving")),
        Made("resultaattypenOmschrijving", read_only=True,
             select={"result_names": relations.results_naming("besluittype_omschrijving", "omschrijving")}),
        Field("vastgelegdIn", column="informatieobjecttype_omschrijving", read_only=True),
    ),
    filters={
        "status": filters.status, "datumGeldigheid": filters.valid_on(),
        "zaaktypen": filters.named_by(ZAAKTYPEN, ZaakType, "besluittype_omschrijving"),
        "informatieobjecttypen": filters.naming(DOCUMENTS, InformatieObjectType, "informatieobjecttype_omschrijving"),
    },
    always=filters.by_status(),
    rules=(rules.still_concept, by_name, rules.period, rules.moved_end), may_go=(rules.still_concept_to_go, in_use.besluittype),
)
