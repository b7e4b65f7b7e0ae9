"""Relations between types by what they are called, as the standard has them since 1.3 (ztc-011). Pure.

A file names types by URLs of where it was made. Here each becomes the omschrijving or identificatie that stands beside it, or in the entry it
points at; what is known by neither is left out, and noted.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from balie.cases.typefiles.archive import Entries, key_of

NAMED_BY = {"InformatieObjectType": "omschrijving", "BesluitType": "omschrijving", "ZaakType": "identificatie"}
# schema → attribute with URLs → (what stands beside it with the names, the schema it points at)
RELATIONS = {
    "BesluitType": {"informatieobjecttypen": ("informatieobjecttypeOmschrijvingen", "InformatieObjectType")},
    "ZaakType": {
        "besluittypen": ("besluittypeOmschrijving", "BesluitType"), "deelzaaktypen": ("deelzaaktypeIdentificaties", "ZaakType"),
    },
    "ResultaatType": {
        "besluittypen": ("besluittypeOmschrijving", "BesluitType"),
        "informatieobjecttypen": ("informatieobjecttypeOmschrijving", "InformatieObjectType"),
    },
}
# what only says the same from the other side, differs by place, or is decided after it was taken over
NOT_ITS_OWN = frozenset({
    "url", "catalogus", "zaaktype", "concept", "eindeGeldigheid", "zaaktypen", "zaaktypeIdentificaties", "zaaktypeIdentificatie", "statustypen",
    "resultaattypen", "resultaattypeOmschrijving", "resultaattypenOmschrijving", "eigenschappen", "roltypen", "zaakobjecttypen",
    "besluittypeOmschrijving", "deelzaaktypeIdentificaties", "informatieobjecttypeOmschrijving", "informatieobjecttypeOmschrijvingen",
    "vastgelegdIn",
})
REVERSE = {"InformatieObjectType": {"besluittypen"}, "ZaakType": {"informatieobjecttypen"}}


@dataclass
class Names:
    """What the entries of one file are called; `unknown` gathers what was left out."""

    by_key: Mapping[tuple[str, str], str]
    unknown: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, entries: Entries) -> Names:
        return cls({
            (schema, key_of(each["url"])): each[wire] for schema, wire in NAMED_BY.items() for each in entries.get(schema, ())
            if isinstance(each.get(wire), str)
        })

    def one(self, schema: str, given: Any) -> str | None:
        """What is called so, or lies at that URL."""
        if not isinstance(given, str) or not given:
            return None
        return self.by_key.get((schema, key_of(given))) if "://" in given else given

    def many(self, schema: str, urls: Any, beside: Any) -> list[str]:
        names = [each for each in beside if isinstance(each, str)] if isinstance(beside, list) else []
        urls = urls if isinstance(urls, list) else []
        found = [(url, self.one(schema, url)) for url in urls]
        if len(names) < len(urls):
            self.unknown += [str(url) for url, name in found if name is None]
        return list(dict.fromkeys([*names, *(name for _url, name in found if name)]))


REQUIRED: dict[str, dict[str, Any]] = {"BesluitType": {"zaaktypen": []}, "ZaakType": {"productenOfDiensten": []}}  # and empty says nothing


def body(schema: str, entry: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """The entry with names where it had URLs of types, and with what the standard requires of it."""
    made = REQUIRED.get(schema, {}) | dict(entry)
    for wire, (beside, kind) in RELATIONS.get(schema, {}).items():
        made[wire] = names.many(kind, entry.get(wire), entry.get(beside))
    if schema == "ZaakType":
        given = entry.get("gerelateerdeZaaktypen")
        made["gerelateerdeZaaktypen"] = _related(given, names) if given else []
    if schema == "ResultaatType" and not _way(entry.get("brondatumArchiefprocedure")):
        made["brondatumArchiefprocedure"] = None  # Open Zaak shows what was never chosen as a group of blanks
    if schema == "ZaakTypeInformatieObjectType":
        made["informatieobjecttype"] = names.one("InformatieObjectType", entry.get("informatieobjecttype")) or entry.get("informatieobjecttype")
    return made


def _way(group: Any) -> bool:
    return not isinstance(group, dict) or bool(group.get("afleidingswijze"))


def _related(given: Any, names: Names) -> Any:
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        return given  # its form is wrong; that is said elsewhere
    made = []
    for each in given:
        name = each.get("zaaktypeIdentificatie") or names.one("ZaakType", each.get("zaaktype"))
        if name:
            made.append({"zaaktype": name, **{wire: each[wire] for wire in ("aardRelatie", "toelichting") if wire in each}})
        else:
            names.unknown.append(str(each.get("zaaktype")))
    return made


def own(schema: str, made: Mapping[str, Any]) -> dict[str, Any]:
    """Of a body, what makes it what it is: by this two versions are held against each other."""
    return {wire: value for wire, value in made.items() if wire not in NOT_ITS_OWN and wire not in REVERSE.get(schema, ())}


def whole(entries: Entries) -> dict[str, list[dict[str, Any]]]:
    """One zaaktype with its parts, to hold against another; a statustype is known by its number, for its address differs."""
    names = Names.of(entries)
    numbers = {key_of(each["url"]): each.get("volgnummer") for each in entries.get("StatusType", ())}
    made = {}
    for schema, listed in entries.items():
        each = [own(schema, body(schema, one, names)) for one in listed]
        for one in each:
            if one.get("statustype"):
                one["statustype"] = numbers.get(key_of(one["statustype"]))
        made[schema] = sorted(each, key=repr)
    return {schema: listed for schema, listed in made.items() if listed}


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Names of attributes."""
    return sorted(wire for wire in one.keys() | other.keys() if one.get(wire) != other.get(wire))
