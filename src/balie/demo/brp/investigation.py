"""Turns "data under investigation" (aanduidingGegevensInOnderzoek, category-group-element) into flags per field."""
from __future__ import annotations

from balie.demo.brp import dates

NAME = {"10": ("voornamen", "voorletters", "volledigeNaam"), "20": ("adellijkeTitelPredicaat", "volledigeNaam"),
        "30": ("voorvoegsel", "volledigeNaam"), "40": ("geslachtsnaam", "volledigeNaam")}
BIRTH = {"10": ("datum",), "20": ("plaats",), "30": ("land",)}
HOME = {"10": ("functieAdres",), "30": ("datumVan",)}
STREET = {"10": ("korteStraatnaam",), "15": ("officieleStraatnaam",), "20": ("huisnummer",), "30": ("huisletter",),
          "40": ("huisnummertoevoeging",), "50": ("aanduidingBijHuisnummer",), "60": ("postcode",), "70": ("woonplaats",)}
OBJECT = {"80": ("adresseerbaarObjectIdentificatie",), "90": ("nummeraanduidingIdentificatie",)}
LINE1 = {"10", "15", "20", "30", "40", "50"}


def flags(raw: dict | None, group: str, fields: dict[str, tuple[str, ...]]) -> dict:
    """`inOnderzoek` of one group of fields, or {} when none of them is under investigation."""
    if not raw:
        return {}
    code = raw["aanduidingGegevensInOnderzoek"]
    whole_category, whole_group, element = code[2:] == "0000", code[2:4] == group and code[4:] == "00", code[4:]
    if whole_category or whole_group:
        hit = {name for names in fields.values() for name in names}
    else:
        hit = set(fields.get(element, ())) if code[2:4] == group else set()
    if not hit:
        return {}
    return {**dict.fromkeys(sorted(hit), True), "datumIngangOnderzoek": dates.present(raw["datumIngangOnderzoek"])}


def person(raw: dict | None) -> dict:
    """inOnderzoek of burgerservicenummer, geslacht and leeftijd."""
    found: dict = {}
    for group, fields in (("01", {"20": ("burgerservicenummer",)}), ("03", {"10": ("leeftijd",)}), ("04", {"10": ("geslacht",)})):
        found |= flags(raw, group, fields)
    since = found.pop("datumIngangOnderzoek", None)
    return {**found, "datumIngangOnderzoekPersoon": since} if found else {}


def address_lines(raw: dict | None) -> dict:
    """inOnderzoek of adresregel1 and adresregel2."""
    if not raw:
        return {}
    code = raw["aanduidingGegevensInOnderzoek"]
    everything = code[2:] == "0000" or code[2:] == "1100"
    lines = [name for name, hit in (("adresregel1", code[4:] in LINE1), ("adresregel2", code[4:] in ("60", "70")))
             if everything or (code[2:4] == "11" and hit)]
    if not lines:
        return {}
    return {**dict.fromkeys(lines, True), "datumIngangOnderzoekVerblijfplaats": dates.present(raw["datumIngangOnderzoek"])}
