"""The resources `informatieobjecttype` and `besluittype`."""
from __future__ import annotations

from balie.cases.models import BesluitType, InformatieObjectType
from balie.cases.zgw.catalogi import relations
from balie.zgw.public import Access, Field, Json, Ref, Refs, Resource, Self, plain_fields

ACCESS = Access("ztc")
VALID = ("beginGeldigheid", "eindeGeldigheid", "beginObject", "eindeObject")

INFORMATIEOBJECTTYPE = Resource(
    api="catalogi", path="informatieobjecttypen", name="informatieobjecttype", schema="InformatieObjectType", model=InformatieObjectType,
    access=ACCESS, kanaal="informatieobjecttypen", kenmerken=("catalogus",), label=lambda row: row.omschrijving,
    fields=(
        Self(), Ref("catalogus", kind="catalogi/catalogussen"),
        *plain_fields(InformatieObjectType, "omschrijving", "vertrouwelijkheidaanduiding", *VALID), Field("concept", read_only=True),
        Refs("zaaktypen", kind="catalogi/zaaktypen", ids=relations.zaaktypen_with_document),
        *plain_fields(InformatieObjectType, "informatieobjectcategorie", "trefwoord"), Json("omschrijvingGeneriek"),
    ),
)
BESLUITTYPE = Resource(
    api="catalogi", path="besluittypen", name="besluittype", schema="BesluitType", model=BesluitType, access=ACCESS, kanaal="besluittypen",
    kenmerken=("catalogus",), label=lambda row: row.omschrijving,
    fields=(
        Self(), Ref("catalogus", kind="catalogi/catalogussen"),
        *plain_fields(BesluitType, "omschrijving", "omschrijvingGeneriek", "besluitcategorie"), Field("reactietermijn", empty=None),
        *plain_fields(BesluitType, "publicatieIndicatie", "publicatietekst"), Field("publicatietermijn", empty=None), Field("toelichting"),
        Refs("informatieobjecttypen", kind="catalogi/informatieobjecttypen",
             ids=relations.named_in(InformatieObjectType, "informatieobjecttype_omschrijving")),
        Field("informatieobjecttypeOmschrijvingen", column="informatieobjecttype_omschrijving", read_only=True),
        *plain_fields(BesluitType, *VALID), Field("concept", read_only=True),
    ),
)
