"""What is part of a zaaktype: statustypen, resultaattypen, roltypen, eigenschappen, zaakobjecttypen and its document types."""
from __future__ import annotations

from django.db.models import Exists, F, OuterRef

from balie.cases.models import Eigenschap, ResultaatType, RolType, StatusType
from balie.zgw.public import Access, Field, Group, Json, Made, Ref, Resource, Self, plain_fields

ACCESS = Access("ztc")
OF_ZAAKTYPE = (
    Ref("zaaktype", kind="catalogi/zaaktypen", load=("catalogus",)),
    Made("zaaktypeIdentificatie", read_only=True, select={"zaaktype_identificatie": F("zaaktype__identificatie")}),
    Made("catalogus", read_only=True, select={"catalogus": F("zaaktype__catalogus_id")},
         make=lambda links, key: links.to("catalogi/catalogussen", key)),
)
VALID = (
    Made("beginGeldigheid", read_only=True, select={"begin_geldigheid": F("zaaktype__begin_geldigheid")}),
    Made("eindeGeldigheid", read_only=True, select={"einde_geldigheid": F("zaaktype__einde_geldigheid")}),
    Field("beginObject"),
    Field("eindeObject"),
)


def is_last():
    later = StatusType.objects.filter(zaaktype=OuterRef("zaaktype"), gemeente=OuterRef("gemeente"), volgnummer__gt=OuterRef("volgnummer"))
    return ~Exists(later)


STATUSTYPE = Resource(
    api="catalogi", path="statustypen", name="statustype", schema="StatusType", model=StatusType, access=ACCESS, main="zaaktype",
    fields=(
        Self(), *plain_fields(StatusType, "omschrijving", "omschrijvingGeneriek", "statustekst"), *OF_ZAAKTYPE,
        Field("volgnummer"), Made("isEindstatus", read_only=True, select={"is_last": is_last}), Field("informeren"),
        Field("doorlooptijd", empty=None), Field("toelichting"), Json("checklistitemStatustype"), *VALID,
    ),
)
RESULTAATTYPE = Resource(
    api="catalogi", path="resultaattypen", name="resultaattype", schema="ResultaatType", model=ResultaatType, access=ACCESS, main="zaaktype",
    fields=(
        Self(), *OF_ZAAKTYPE, *plain_fields(ResultaatType, "omschrijving", "resultaattypeomschrijving"),
        Field("omschrijvingGeneriek", read_only=True),
        *plain_fields(ResultaatType, "selectielijstklasse", "toelichting", "archiefnominatie"), Field("archiefactietermijn", empty=None),
        Group("brondatumArchiefprocedure", inner=(
            Field("afleidingswijze"), Field("datumkenmerk"), Field("einddatumBekend"), Field("objecttype"), Field("registratie"),
            Field("procestermijn", column="brondatum_procestermijn", empty=None),
        )),
        *plain_fields(ResultaatType, "procesobjectaard", "indicatieSpecifiek"), Field("procestermijn", empty=None),
        *plain_fields(ResultaatType, "besluittypeOmschrijving", "informatieobjecttypeOmschrijving", read_only=True), *VALID,
    ),
)
ROLTYPE = Resource(
    api="catalogi", path="roltypen", name="roltype", schema="RolType", model=RolType, access=ACCESS, main="zaaktype",
    fields=(Self(), *OF_ZAAKTYPE, *plain_fields(RolType, "omschrijving", "omschrijvingGeneriek"), *VALID),
)
EIGENSCHAP = Resource(
    api="catalogi", path="eigenschappen", name="eigenschap", schema="Eigenschap", model=Eigenschap, access=ACCESS, main="zaaktype",
    fields=(
        Self(), Field("naam"), *OF_ZAAKTYPE, Field("definitie"),
        Group("specificatie", inner=(*plain_fields(Eigenschap, "groep", "formaat", "lengte", "kardinaliteit", "waardenverzameling"),)),
        Field("toelichting"), Ref("statustype", kind="catalogi/statustypen"), *VALID,
    ),
)
