"""The resource `zaaktype`. Relations by omschrijving and identificatie (ztc-011), versions and concepts (`rules.py`)."""
from __future__ import annotations

from typing import Any

import msgspec
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, Q

from balie.cases.models import BesluitType, ResultaatType, ZaakType
from balie.cases.zgw.catalogi import filters, in_use, relations, rules
from balie.kernel import clock
from balie.zgw.public import Access, Draft, Field, Group, Json, Links, Made, Ref, Refs, Resource, Self, plain_fields, save

ACCESS = Access("ztc")
KIND, BESLUITTYPEN = "catalogi/zaaktypen", "catalogi/besluittypen"


def names_of_results() -> ArraySubquery:
    return ArraySubquery(ResultaatType.objects.filter(
        zaaktype=OuterRef("pk"), gemeente=OuterRef("gemeente")).order_by("id").values("omschrijving"))


# -- related zaaktypen: kept by identificatie, shown as the version that is valid now

def gather(reader: Any, rows: Any, links: Links) -> None:
    asked: set[tuple[Any, str]] = set()
    for row in rows:
        kept = reader.value(row, "gerelateerde_zaaktypen")
        if kept and kept != "[]":
            asked |= {(reader.value(row, "catalogus"), each["zaaktype"]) for each in msgspec.json.decode(kept) if "://" not in each["zaaktype"]}
    if asked:
        names = {name for _catalogus, name in asked}
        found = ZaakType.objects.filter(relations.valid(clock.today()), concept=False, identificatie__in=names)
        links.known |= {("zaaktype", str(catalogus), name): key for key, catalogus, name in found.values_list("id", "catalogus_id", "identificatie")}


def related(links: Links, catalogus: Any, kept: str) -> list[dict[str, Any]]:
    made = []
    for each in msgspec.json.decode(kept or "[]"):
        name = each["zaaktype"]
        key = links.known.get(("zaaktype", catalogus, name))
        if key or "://" in name:
            url = links.to(KIND, key) if key else name
            made.append({"zaaktype": url, "zaaktypeIdentificatie": "" if "://" in name else name} | {
                wire: each.get(wire, "") for wire in ("aardRelatie", "toelichting")})
    return made


def take_related(draft: Draft, given: Any) -> None:
    made = []
    for place, each in enumerate(given or ()):
        url = str(each.get("zaaktype", ""))
        name = relations.name_of(draft, f"gerelateerdeZaaktypen.{place}.zaaktype", url, KIND, by="identificatie")
        made.append({"zaaktype": name, "aardRelatie": each.get("aardRelatie"), "toelichting": each.get("toelichting") or ""})
    draft.values["gerelateerde_zaaktypen"] = made


def take_besluittypen(draft: Draft, given: Any) -> None:
    draft.notes["besluittypen"] = given


def take_deelzaaktypen(draft: Draft, given: Any) -> None:
    draft.notes["deelzaaktypen"] = given


def by_name(draft: Draft) -> None:
    """ztc-011, ztc-013."""
    if "besluittypen" in draft.notes:
        draft.values["besluittype_omschrijving"] = relations.names_of(draft, "besluittypen", draft.notes["besluittypen"], BESLUITTYPEN)
    if "deelzaaktypen" in draft.notes:
        draft.values["deelzaaktype_identificaties"] = relations.names_of(
            draft, "deelzaaktypen", draft.notes["deelzaaktypen"], KIND, by="identificatie")


def _save(draft: Draft) -> Model:
    if not draft.get("versiedatum"):
        draft.values["versiedatum"] = draft.get("begin_geldigheid") or clock.today()
    return save(draft)


ZAAKTYPE = Resource(
    api="catalogi", path="zaaktypen", name="zaaktype", schema="ZaakType", model=ZaakType, access=ACCESS, kanaal="zaaktypen",
    kenmerken=("catalogus",), label=lambda row: f"{row.identificatie} - {row.omschrijving}", load=("catalogus",), gather=gather,
    fields=(
        Self(),
        *plain_fields(
            ZaakType, "identificatie", "omschrijving", "omschrijvingGeneriek", "vertrouwelijkheidaanduiding", "doel", "aanleiding", "toelichting",
            "indicatieInternOfExtern", "handelingInitiator", "onderwerp", "handelingBehandelaar", "doorlooptijd",
        ),
        *plain_fields(ZaakType, "servicenorm", empty=None),
        *plain_fields(ZaakType, "opschortingEnAanhoudingMogelijk", "verlengingMogelijk"),
        *plain_fields(ZaakType, "verlengingstermijn", empty=None),
        *plain_fields(
            ZaakType, "trefwoorden", "publicatieIndicatie", "publicatietekst", "verantwoordingsrelatie", "productenOfDiensten",
            "selectielijstProcestype",
        ),
        Group("referentieproces", inner=(Field("naam", column="referentieproces_naam"), Field("link", column="referentieproces_link"))),
        *plain_fields(ZaakType, "verantwoordelijke"),
        Refs("zaakobjecttypen", kind="catalogi/zaakobjecttypen", of="zaakobjecttypes"),
        Json("broncatalogus", omitted=True),
        Json("bronzaaktype", omitted=True),
        Ref("catalogus", kind="catalogi/catalogussen"),
        Refs("statustypen", kind="catalogi/statustypen", of="statustypes", order="volgnummer"),
        Refs("resultaattypen", kind="catalogi/resultaattypen", of="resultaattypes"),
        Made("resultaattypeOmschrijving", read_only=True, select={"result_names": names_of_results}),
        Refs("eigenschappen", kind="catalogi/eigenschappen", of="eigenschaps"),
        Refs("informatieobjecttypen", kind="catalogi/informatieobjecttypen", ids=relations.documents_of_zaaktype),
        Made("informatieobjecttypeOmschrijving", read_only=True, select={"document_names": relations.names_of_documents}),
        Refs("roltypen", kind="catalogi/roltypen", of="roltypes"),
        relations.Named("besluittypen", kind=BESLUITTYPEN, ids=relations.named_in(BesluitType, "besluittype_omschrijving"),
                        read_only=False, takes=take_besluittypen),
        Field("besluittypeOmschrijving", read_only=True),
        relations.Named("deelzaaktypen", kind=KIND, ids=relations.named_in(ZaakType, "deelzaaktype_identificaties", by="identificatie"),
                        read_only=False, takes=take_deelzaaktypen),
        Field("deelzaaktypeIdentificaties", read_only=True),
        Made("gerelateerdeZaaktypen", select={"catalogus": "catalogus_id", "gerelateerde_zaaktypen": "gerelateerde_zaaktypen"}, make=related,
             takes=take_related),
        *plain_fields(ZaakType, "beginGeldigheid", "eindeGeldigheid", "beginObject", "eindeObject", "versiedatum"),
        Field("concept", read_only=True),
    ),
    filters={
        "status": filters.status, "datumGeldigheid": filters.valid_on(),
        "trefwoorden": lambda value: Q(trefwoorden__overlap=value if isinstance(value, list) else value.split(",")),
    },
    always=filters.by_status(),
    rules=(rules.still_concept, by_name, rules.period, rules.moved_end, rules.procestype), save=_save,
    may_go=(rules.still_concept_to_go, in_use.zaaktype),
)
