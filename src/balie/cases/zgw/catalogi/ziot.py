"""The resource `zaaktype-informatieobjecttype`: which documents belong to zaken of a type. By omschrijving, independent of versions (ztc-011)."""
from __future__ import annotations

from typing import Any

from django.db.models import F, Q

from balie.cases.models import InformatieObjectType, ZaakTypeInformatieObjectType
from balie.cases.zgw.catalogi import filters, relations, rules
from balie.kernel import clock
from balie.zgw.public import Access, Draft, Made, Ref, Resource, Self, id_of, plain_fields

KIND = "catalogi/informatieobjecttypen"


def shown(links: Any, name: str, key: Any) -> str:
    """The version that is valid now; what it is called, when there is none."""
    return links.to(KIND, key) if key else name


def take(draft: Draft, given: Any) -> None:
    draft.notes["given"] = given


def by_name(draft: Draft) -> None:
    given, zaaktype = draft.notes.get("given"), draft.get("zaaktype")
    if given:
        draft.values["informatieobjecttype"] = relations.name_of(draft, "informatieobjecttype", str(given), KIND)
    name = draft.get("informatieobjecttype")
    if zaaktype is None or not name:
        return
    versions = InformatieObjectType.objects.filter(catalogus=zaaktype.catalogus_id, omschrijving=name)
    found = versions.filter(pk=id_of(str(given), KIND)).first() if given and "://" in str(given) else None
    draft.notes["document"] = found or versions.filter(relations.valid(clock.today())).order_by("concept", "-begin_geldigheid").first()


def _document_is(value: str) -> Q:
    if "://" not in value:
        return Q(informatieobjecttype=value)
    found = filters.at(value, KIND, InformatieObjectType, "omschrijving")
    return Q(informatieobjecttype=found["omschrijving"], zaaktype__catalogus=found["catalogus"]) if found else filters.NOTHING


def one_of_both_concept_to_go(draft: Draft) -> None:
    by_name(draft)
    rules.one_of_both_concept(draft, rules.FORCED_DELETE)


ZIOT = Resource(
    api="catalogi", path="zaaktype-informatieobjecttypen", name="zaakinformatieobjecttype", schema="ZaakTypeInformatieObjectType",
    model=ZaakTypeInformatieObjectType, access=Access("ztc"), main="zaaktype", load=("zaaktype", "zaaktype__catalogus"),
    label=lambda row: row.informatieobjecttype,
    fields=(
        Self(), Ref("zaaktype", kind="catalogi/zaaktypen", load=("catalogus",)),
        Made("zaaktypeIdentificatie", read_only=True, select={"zaaktype_identificatie": F("zaaktype__identificatie")}),
        Made("catalogus", read_only=True, select={"catalogus": F("zaaktype__catalogus_id")},
             make=lambda links, key: links.to("catalogi/catalogussen", key)),
        Made("informatieobjecttype", select={"document_name": "informatieobjecttype", "document": relations.document_named}, make=shown, takes=take),
        *plain_fields(ZaakTypeInformatieObjectType, "volgnummer", "richting"), Ref("statustype", kind="catalogi/statustypen"),
    ),
    filters={"status": filters.status, "informatieobjecttype": _document_is}, always=filters.by_status("zaaktype__"),
    rules=(by_name, rules.one_of_both_concept, rules.once("volgnummer", "volgnummer"), rules.status_of_the_zaaktype),
    may_go=(one_of_both_concept_to_go,),
)

