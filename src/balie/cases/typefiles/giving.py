"""Reading zaaktypen, with all that belongs to them, as entries of a file."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction

from balie.cases.models import BesluitType, Catalogus, InformatieObjectType, ZaakType
from balie.cases.typefiles.archive import Entries, Unreadable
from balie.cases.typefiles.naming import NAMED_BY, RELATIONS
from balie.cases.zgw.catalogi import parts, relations, types, ziot
from balie.cases.zgw.catalogi.catalogus import CATALOGUS
from balie.cases.zgw.catalogi.zaaktype import ZAAKTYPE
from balie.kernel import clock
from balie.kernel.web.roots import root
from balie.zgw.public import Links, Resource, rows

TYPES = {"InformatieObjectType": types.INFORMATIEOBJECTTYPE, "BesluitType": types.BESLUITTYPE}
PARTS = {
    "StatusType": parts.STATUSTYPE, "ZaakTypeInformatieObjectType": ziot.ZIOT, "ResultaatType": parts.RESULTAATTYPE, "RolType": parts.ROLTYPE,
    "Eigenschap": parts.EIGENSCHAP, "ZaakObjectType": parts.ZAAKOBJECTTYPE,
}


@transaction.atomic
def entries(*, identificatie: str = "", domein: str = "", concept: bool = False) -> Entries:
    """One zaaktype, or all of a catalogus with all its types: of each the version that counts, or its newest `concept` where there is one.

    Raises `Unreadable` when there is nothing like it.
    """
    kinds = ZaakType.objects.filter(catalogus__elsewhere=False).select_related("catalogus").order_by("identificatie")
    kinds = kinds.filter(catalogus__domein=domein) if domein else kinds
    found = _chosen(kinds.filter(identificatie=identificatie) if identificatie else kinds, "identificatie", concept)
    catalogi = {each.catalogus_id for each in found}
    if not found or len(catalogi) > 1:
        raise Unreadable("Er is geen zaaktype dat zo heet." if not found else "Meer dan één catalogus heeft dit. Noem de catalogus.")
    catalogus = catalogi.pop()
    made = of_zaaktypen([each.pk for each in found])
    return with_types(made, catalogus, concept=concept, everything=not identificatie)


def of_zaaktypen(ids: Sequence[UUID]) -> dict[str, list[dict[str, Any]]]:
    """With their parts; as the API shows them, except that what is related is always there, also when it counts no longer."""
    made = {"ZaakType": shown(ZAAKTYPE, ids)}
    _relate(ids, made["ZaakType"])
    for schema, resource in PARTS.items():
        made[schema] = shown(resource, list(resource.model.objects.filter(zaaktype__in=ids).order_by("zaaktype", "id").values_list("pk", flat=True)))
    return made


def _relate(ids: Sequence[UUID], shown_kinds: list[dict[str, Any]]) -> None:
    """Related zaaktypen by URL, as others read them, and by name: of a version that was published, else of a concept."""
    kept = {key: (catalogus, related) for key, catalogus, related in
            ZaakType.objects.filter(pk__in=ids).values_list("pk", "catalogus_id", "gerelateerde_zaaktypen")}
    names = {one["zaaktype"] for _catalogus, related in kept.values() for one in related}
    versions = ZaakType.objects.filter(identificatie__in=names).order_by("-concept", "begin_geldigheid", "id")
    keys = {(catalogus, name): key for key, catalogus, name in versions.values_list("pk", "catalogus_id", "identificatie")}
    links = Links(root())
    for key, each in zip(ids, shown_kinds, strict=True):
        catalogus, related = kept[key]
        each["gerelateerdeZaaktypen"] = [
            one | _addressed(links, one["zaaktype"], keys.get((catalogus, one["zaaktype"]))) for one in related]


def _addressed(links: Links, name: str, key: UUID | None) -> dict[str, str]:
    """A zaaktype of another provider has a URL only, one that is gone a name only."""
    return {"zaaktype": links.to(ZAAKTYPE.kind, key) if key else name, "zaaktypeIdentificatie": "" if "://" in name else name}


def with_types(made: dict[str, list[dict[str, Any]]], catalogus: UUID, *, concept: bool, everything: bool) -> Entries:
    """Beside the zaaktypen the types that they name, by URLs within the file: who reads it need not know names."""
    decisions = _types(made, "BesluitType", BesluitType, catalogus, concept, everything)
    made["BesluitType"] = decisions
    made["InformatieObjectType"] = _types(made, "InformatieObjectType", InformatieObjectType, catalogus, concept, everything)
    made["Catalogus"] = shown(CATALOGUS, [catalogus])
    urls = {(schema, each[wire]): each["url"] for schema, wire in NAMED_BY.items() for each in made[schema]}
    for schema, related in RELATIONS.items():
        for each in made[schema]:
            for wire, (beside, kind) in related.items():
                each[wire] = [urls[kind, name] for name in each[beside] if (kind, name) in urls]
    for each in made["ZaakType"]:
        for one in each["gerelateerdeZaaktypen"]:
            one["zaaktype"] = urls.get(("ZaakType", one["zaaktypeIdentificatie"]), one["zaaktype"])
    for each in made["ZaakTypeInformatieObjectType"]:
        each["informatieobjecttype"] = urls.get(("InformatieObjectType", each["informatieobjecttype"]), each["informatieobjecttype"])
    return made


def _types(
    made: Entries, schema: str, model: type[BesluitType] | type[InformatieObjectType], catalogus: UUID, concept: bool, everything: bool,
) -> list[dict[str, Any]]:
    """A zaaktype-informatieobjecttype has no names beside it: its URL gives way to the name here."""
    named = {name for each, related in RELATIONS.items() for beside, kind in related.values() if kind == schema
             for entry in made.get(each, ()) for name in entry[beside]}
    if schema == "InformatieObjectType":
        named |= _names_of_ziot(made["ZaakTypeInformatieObjectType"])
    found = model.objects.filter(catalogus=catalogus).order_by("omschrijving")
    chosen = _chosen(found if everything else found.filter(omschrijving__in=named), "omschrijving", concept)
    return shown(TYPES[schema], [each.pk for each in chosen])


def _names_of_ziot(listed: list[dict[str, Any]]) -> set[str]:
    ids = [UUID(each["url"].rsplit("/", 1)[-1]) for each in listed]
    names = dict(ziot.ZIOT.model.objects.filter(pk__in=ids).values_list("pk", "informatieobjecttype"))
    for key, each in zip(ids, listed, strict=True):
        each["informatieobjecttype"] = names[key]
    return set(names.values())


def _chosen(found: Any, by: str, concept: bool) -> list[Any]:
    """One version of each: published and valid now, else the newest that was published, else the newest concept."""
    valid = set(found.filter(relations.valid(clock.today()), concept=False).values_list("pk", flat=True))
    best: dict[Any, Any] = {}
    for each in sorted(found, key=lambda row: (row.concept is concept, row.pk in valid, row.begin_geldigheid, row.pk)):
        best[each.catalogus_id, getattr(each, by)] = each
    return list(best.values())


def shown(resource: Resource, ids: Iterable[UUID]) -> list[dict[str, Any]]:
    """In the order of `ids`. Plain data: some columns pass through the API as JSON that nobody reads."""
    return msgspec.json.decode(msgspec.json.encode(rows.shown(resource, ids, Links(root()))))


def catalogi() -> list[Catalogus]:
    return list(Catalogus.objects.filter(elsewhere=False).order_by("domein", "rsin"))
