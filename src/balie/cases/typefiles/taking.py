"""Taking over the types of a file into a catalogus: as concepts, all or nothing, and never twice.

What is in the catalogus stays as it is. A zaaktype that is there in another form gets a new version beside it; a document or decision type
that is there under the same omschrijving is used, since zaaktypen name these by omschrijving. To know what is the same, the new one is made
and held against the old one, and taken back: both then went through the same hands.
"""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from balie.cases.models import Catalogus
from balie.cases.typefiles import archive, giving, making, naming
from balie.cases.typefiles.archive import Entries, Unreadable, key_of
from balie.cases.typefiles.making import Fill
from balie.cases.typefiles.report import MADE, OTHER, THERE, Report
from balie.kernel import audit
from balie.kernel.web.roots import root
from balie.zgw.public import Links, Resource


class _TakenBack(Exception):
    """Undoes what was made since the last savepoint."""


def take(path: Path, *, catalogus: str = "", fill: Fill | None = None, dry_run: bool = False) -> Report:
    """`catalogus`: "DOMEIN" or "DOMEIN/RSIN"; not given: that of the file, made when it is not there, or the only one that there is.

    Nothing is written when one thing is refused. Raises `Unreadable`.
    """
    contents = archive.read(path)
    report = Report(ignored=contents.ignored, dry_run=dry_run)
    try:
        with transaction.atomic():
            _taken(contents.entries, catalogus, fill or {}, report)
            if not report.written:
                raise _TakenBack
    except _TakenBack:
        pass
    return report


def _taken(entries: Entries, catalogus: str, fill: Fill, report: Report) -> None:
    target = _catalogus(entries, catalogus, fill, report)
    if target is None:
        return
    Catalogus.objects.select_for_update(no_key=True).get(pk=target.pk)  # the same file twice at once would find nothing of the other
    report.catalogus = f"{target.domein}/{target.rsin}"
    names = naming.Names.of(entries)
    url = Links(root()).to("catalogi/catalogussen", target.pk)
    for schema in ("InformatieObjectType", "BesluitType"):
        for each in entries.get(schema, ()):
            _type(schema, naming.body(schema, each, names) | {"catalogus": url}, target, fill, report)
    parts = _by_zaaktype(entries, report)
    for each in entries.get("ZaakType", ()):
        _zaaktype(each, parts[key_of(each["url"])], names, target, fill, report)
    report.left_out = list(dict.fromkeys(names.unknown))
    audit.record("zaaktypen.ingelezen", object_ref=f"catalogus:{target.pk}", details=report.counted())


# -- where to

def _catalogus(entries: Entries, wanted: str, fill: Fill, report: Report) -> Catalogus | None:
    """None when that of the file is refused."""
    given = entries.get("Catalogus", [])
    if not wanted and len(given) == 1:
        domein, rsin = given[0].get("domein"), given[0].get("rsin")
        found = [each for each in giving.catalogi() if (each.domein, each.rsin) == (domein, rsin)]
        return found[0] if found else _made_catalogus(given[0], fill, report)
    domein, _, rsin = wanted.partition("/")
    found = [each for each in giving.catalogi() if domein in ("", each.domein) and rsin in ("", each.rsin)]
    if len(found) != 1:
        known = ", ".join(f"{each.domein}/{each.rsin}" for each in giving.catalogi()) or "nog geen"
        raise Unreadable(f"In welke catalogus moet dit komen? Noem er een die er is: {known}.")
    return found[0]


def _made_catalogus(entry: Mapping[str, Any], fill: Fill, report: Report) -> Catalogus | None:
    url = making.make("Catalogus", entry, report, fill=fill)
    if url is None:
        return None
    report.add("Catalogus", entry["domein"], MADE)
    return Catalogus.objects.get(pk=_id(url))


# -- types of documents and decisions

def _type(schema: str, body: dict[str, Any], target: Catalogus, fill: Fill, report: Report) -> None:
    resource = giving.TYPES[schema]
    name = making.name_of(body)
    differs: list[str] | None = None
    try:
        with transaction.atomic():
            url = making.make(schema, body, report, fill=fill)
            if url is None:
                return
            if there := _others(resource, target, url, omschrijving=name):
                new, *old = (naming.own(schema, naming.body(schema, each, naming.Names({}))) for each in giving.shown(resource, [_id(url), *there]))
                differs = min((naming.differences(new, each) for each in old), key=len)
                raise _TakenBack
    except _TakenBack:
        pass
    if differs is None:
        report.add(schema, name, MADE)
    elif differs:
        report.add(schema, name, OTHER, f"Wij gebruiken wat er is. Anders dan in het bestand: {', '.join(differs)}.")
    else:
        report.add(schema, name, THERE)


# -- zaaktypen

def _by_zaaktype(entries: Entries, report: Report) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Parts by the key of their zaaktype; a part of a zaaktype that is not in the file is refused."""
    made: dict[str, dict[str, list[dict[str, Any]]]] = {key_of(each["url"]): {} for each in entries.get("ZaakType", ())}
    for schema in giving.PARTS:
        for each in entries.get(schema, ()):
            own = made.get(key_of(each.get("zaaktype")))
            if own is None:
                making.refuse(schema, each, report, ["Dit hoort bij een zaaktype dat niet in het bestand staat."])
            else:
                own.setdefault(schema, []).append(each)
    return made


def _zaaktype(
    entry: Mapping[str, Any], parts: Mapping[str, list[dict[str, Any]]], names: naming.Names, target: Catalogus, fill: Fill, report: Report,
) -> None:
    catalogus = Links(root()).to("catalogi/catalogussen", target.pk)
    body = naming.body("ZaakType", entry, names) | {"catalogus": catalogus}
    name, before = making.name_of(body), len(report.lines)
    there: list[UUID] = []
    same = False
    try:
        with transaction.atomic():
            url = making.make("ZaakType", body, report, fill=fill)
            _parts(parts, {"zaaktype": url, "catalogus": catalogus} if url else None, names, name, fill, report)
            if url is None or len(report.lines) > before:
                return
            if there := _others(giving.ZAAKTYPE, target, url, identificatie=name):
                new = naming.whole(giving.of_zaaktypen([_id(url)]))
                same = any(naming.whole(giving.of_zaaktypen([key])) == new for key in there)
            if same:
                raise _TakenBack
    except _TakenBack:
        pass
    beside = ["Dit is een nieuwe versie, naast wat er is."] if there and not same else []
    report.add("ZaakType", name, THERE if same else MADE, *beside)


def _parts(
    parts: Mapping[str, list[dict[str, Any]]], here: dict[str, str] | None, names: naming.Names, of: str, fill: Fill, report: Report,
) -> None:
    """`here`: the URLs of the zaaktype and its catalogus; None when the zaaktype was refused."""
    statuses: dict[str, str] = {}
    for schema, listed in parts.items():  # statustypen first: others refer to them
        for each in listed:
            body = naming.body(schema, each, names) | (here or {})
            if key_of(body.get("statustype")) in statuses:
                body["statustype"] = statuses[key_of(body["statustype"])]
            if here is None:
                making.only_form(schema, body, report, fill=fill, of=of)
                continue
            url = making.make(schema, body, report, fill=fill, of=of)
            if schema == "StatusType" and url:
                statuses[key_of(each["url"])] = url


def _others(resource: Resource, target: Catalogus, url: str, **called: str) -> list[UUID]:
    """Asked when the new one is there: a name that was refused may be no text at all."""
    return list(resource.model.objects.filter(catalogus=target, **called).exclude(pk=_id(url)).values_list("pk", flat=True))


def _id(url: str) -> UUID:
    return UUID(key_of(url))
