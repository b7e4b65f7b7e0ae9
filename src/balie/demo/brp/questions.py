"""The seven questions of the API: parameters with their patterns, which are required, and how a record answers."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from balie.demo.brp import fields

DIACRITICS = "a-zA-Z0-9À-ž"
PATTERNS = {
    "burgerservicenummer": r"^[0-9]{9}$", "postcode": r"^[1-9]{1}[0-9]{3}[ ]?[A-Za-z]{2}$", "huisletter": r"^[a-zA-Z]{1}$",
    "huisnummertoevoeging": r"^[a-zA-Z0-9 \-]{1,4}$", "gemeenteVanInschrijving": r"^[0-9]{4}$", "geslacht": r"^([Mm]|[Vv]|[Oo])$",
    "voorvoegsel": r"^[a-zA-Z \']{1,10}$",
    "geslachtsnaam": rf"^[{DIACRITICS} \.\-\']{{1,200}}$|^[{DIACRITICS} \.\-\']{{3,199}}\*{{1}}$",
    "voornamen": rf"^[{DIACRITICS} \.\-\']{{1,199}}\*{{0,1}}$",
    "straat": rf"^[{DIACRITICS} \-\'\.]{{1,80}}$|^[{DIACRITICS} \-\'\.]{{7,79}}\*{{1}}$|^\*{{1}}[{DIACRITICS} \-\'\.]{{7,79}}$",
    "nummeraanduidingIdentificatie": r"^(?!0{16})[0-9]{16}$", "adresseerbaarObjectIdentificatie": r"^(?!0{16})[0-9]{16}$",
}


@dataclass(frozen=True, kw_only=True)
class Question:
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    tree: dict
    most: int = 10


QUESTIONS = {
    "RaadpleegMetBurgerservicenummer": Question(
        required=("burgerservicenummer",), optional=("gemeenteVanInschrijving",), tree=fields.PERSON, most=20),
    "ZoekMetGeslachtsnaamEnGeboortedatum": Question(
        required=("geslachtsnaam", "geboortedatum"), tree=fields.LIMITED,
        optional=("geslacht", "voorvoegsel", "voornamen", "gemeenteVanInschrijving", "inclusiefOverledenPersonen")),
    "ZoekMetNaamEnGemeenteVanInschrijving": Question(
        required=("geslachtsnaam", "voornamen", "gemeenteVanInschrijving"), tree=fields.LIMITED,
        optional=("geslacht", "voorvoegsel", "inclusiefOverledenPersonen")),
    "ZoekMetPostcodeEnHuisnummer": Question(
        required=("postcode", "huisnummer"), tree=fields.LIMITED, most=30,
        optional=("huisletter", "huisnummertoevoeging", "geboortedatum", "geslachtsnaam", "gemeenteVanInschrijving", "inclusiefOverledenPersonen")),
    "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving": Question(
        required=("straat", "huisnummer", "gemeenteVanInschrijving"), tree=fields.LIMITED,
        optional=("huisletter", "huisnummertoevoeging", "inclusiefOverledenPersonen")),
    "ZoekMetNummeraanduidingIdentificatie": Question(
        required=("nummeraanduidingIdentificatie",), tree=fields.LIMITED, optional=("gemeenteVanInschrijving", "inclusiefOverledenPersonen")),
    "ZoekMetAdresseerbaarObjectIdentificatie": Question(
        required=("adresseerbaarObjectIdentificatie",), tree=fields.LIMITED_CUSTODY,
        optional=("gemeenteVanInschrijving", "inclusiefOverledenPersonen")),
}


@dataclass(frozen=True, kw_only=True)
class Invalid(Exception):
    """A 400: `params` are (name, code, reason); `missing` when a required parameter is not there."""
    params: tuple[tuple[str, str, str], ...]

    @property
    def missing(self) -> bool:
        return any(code == "required" for _, code, _ in self.params)


def check(query: dict) -> Question:
    """The question of a query, or `Invalid` with every fault in it at once."""
    if not query.get("type"):
        raise Invalid(params=(("type", "required", "Parameter is verplicht."),))
    question = QUESTIONS.get(query["type"]) if isinstance(query["type"], str) else None
    if question is None:
        raise Invalid(params=(("type", "value", "Waarde is geen geldig zoek type."),))
    faults = [(name, "required", "Parameter is verplicht.") for name in (*question.required, "fields") if query.get(name) in (None, "", [])
              and not (name in ("fields", "burgerservicenummer") and query.get(name) == [])]
    faults += [(name, "unknownParam", "Parameter is niet verwacht.") for name in query
               if name not in (*question.required, *question.optional, "type", "fields")]
    for name in (*question.required, *question.optional):
        if query.get(name) not in (None, ""):
            faults += _value(name, query[name], question, query["type"])
    if query.get("fields") not in (None, ""):
        faults += _fields(query["fields"], question.tree)
    if faults:
        raise Invalid(params=tuple(faults))
    return question


def _value(name: str, value: object, question: Question, kind: str) -> list[tuple[str, str, str]]:
    if name == "burgerservicenummer":
        return _array(name, value, 20, PATTERNS[name])
    if name == "inclusiefOverledenPersonen":
        return [] if isinstance(value, bool) else [(name, "boolean", "Waarde is geen boolean.")]
    if name == "huisnummer":
        try:
            number = int(str(value))
        except ValueError:
            return [(name, "integer", "Waarde is geen geldig getal.")]
        return [] if 1 <= number <= 99999 else [(name, "minimum" if number < 1 else "maximum", "Waarde is te laag of te hoog.")]
    if name == "geboortedatum":
        try:
            date.fromisoformat(str(value))
            return []
        except ValueError:
            return [(name, "date", "Waarde is geen geldige datum.")]
    pattern = PATTERNS["geslachtsnaam" if name == "voornamen" and name in question.required else name]
    return [] if isinstance(value, str) and re.match(pattern, value) else [(name, "pattern", f"Waarde voldoet niet aan patroon {pattern}.")]


def _array(name: str, value: object, most: int, pattern: str) -> list[tuple[str, str, str]]:
    if not isinstance(value, list):
        return [(name, "array", "Parameter is geen array.")]
    if not value:
        return [(name, "minItems", "Array bevat minder dan 1 items.")]
    if len(value) > most:
        return [(name, "maxItems", f"Array bevat meer dan {most} items.")]
    return [(f"{name}[{i}]", "pattern", f"Waarde voldoet niet aan patroon {pattern}.") for i, one in enumerate(value)
            if not isinstance(one, str) or not re.match(pattern, one)]


def _fields(value: object, tree: dict) -> list[tuple[str, str, str]]:
    faults = _array("fields", value, 130, r"^[a-zA-Z0-9\._]{1,200}$")
    if faults or not isinstance(value, list):
        return faults
    return [(f"fields[{i}]", "fields", "Parameter bevat een niet bestaande veldnaam.") for i, one in enumerate(value) if not fields.exists(one, tree)]


def matches(query: dict) -> Callable[[dict], bool]:
    """A test whether a record answers the query. Suspended as wrong (F) or removed (W): never; deceased: only when asked."""
    tests = [_TESTS[name](query[name]) for name in query if name in _TESTS and query[name] not in (None, "")]
    deceased = bool(query.get("inclusiefOverledenPersonen"))

    def answers(raw: dict) -> bool:
        reason = (raw.get("opschortingBijhouding") or {}).get("reden", {}).get("code")
        if reason in ("F", "W") or (reason == "O" and not deceased and query["type"] != "RaadpleegMetBurgerservicenummer"):
            return False
        return all(test(raw) for test in tests)
    return answers


def _text(*path: str) -> Callable[[str], Callable[[dict], bool]]:
    def make(asked: str) -> Callable[[dict], bool]:
        asked = asked.lower().strip()

        def test(raw: dict) -> bool:
            value: object = raw
            for part in path:
                value = value.get(part) if isinstance(value, dict) else None
            text = str(value or "").lower()
            if asked.endswith("*"):
                return text.startswith(asked[:-1])
            return text.endswith(asked[1:]) if asked.startswith("*") else text == asked
        return test
    return make


def _postcode(asked: str) -> Callable[[dict], bool]:
    return _text("verblijfplaats", "postcode")(asked.replace(" ", ""))


def _street(asked: str) -> Callable[[dict], bool]:
    tests = [_text("verblijfplaats", name)(asked) for name in ("straat", "naamOpenbareRuimte")]
    return lambda raw: any(test(raw) for test in tests)


_TESTS: dict[str, Callable] = {
    "geslachtsnaam": _text("naam", "geslachtsnaam"), "voornamen": _text("naam", "voornamen"), "voorvoegsel": _text("naam", "voorvoegsel"),
    "geslacht": _text("geslacht", "code"), "gemeenteVanInschrijving": _text("gemeenteVanInschrijving", "code"),
    "geboortedatum": lambda asked: _text("geboorte", "datum")(asked.replace("-", "")), "postcode": _postcode, "straat": _street,
    "huisnummer": lambda asked: _text("verblijfplaats", "huisnummer")(str(int(str(asked)))),
    "huisletter": _text("verblijfplaats", "huisletter"), "huisnummertoevoeging": _text("verblijfplaats", "huisnummertoevoeging"),
    "nummeraanduidingIdentificatie": _text("verblijfplaats", "nummeraanduidingIdentificatie"),
    "adresseerbaarObjectIdentificatie": _text("verblijfplaats", "adresseerbaarObjectIdentificatie"),
}
