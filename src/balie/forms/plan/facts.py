"""What registers can tell us, with types: the shape of the facts, and plain data made into typed values."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from balie.forms.definition.service import FactsBlock
from balie.forms.definition.zaak import CosignRule
from balie.forms.language.runtime import Moment, span
from balie.forms.language.types import DATE, MONEY, NUMBER, TEXT, TIME, YES_NO, Type, list_of, record, simple

ADDRESS = record(dict.fromkeys(("straat", "huisnummer", "huisletter", "toevoeging", "postcode", "woonplaats", "bag_id"), TEXT))
_CHILD = {
    "person_id": TEXT,
    "naam": TEXT,
    "voornamen": TEXT,
    "geslachtsnaam": TEXT,
    "geboortedatum": DATE,
    "leeftijd": NUMBER,
    "andere_ouder": TEXT,
    "gezag": TEXT,
}
_RELATIVE = {"person_id": TEXT, "naam": TEXT, "geboortedatum": DATE, "leeftijd": NUMBER, "relatie": TEXT}
_PARTNER = {"person_id": TEXT, "naam": TEXT, "geslachtsnaam": TEXT, "voorvoegsel": TEXT, "geboortedatum": DATE}
_PERSON = {
    "person_id": TEXT, "naam": TEXT, "voornamen": TEXT, "geslachtsnaam": TEXT, "voorvoegsel": TEXT, "achternaam": TEXT,
    "geboortedatum": DATE, "geboorteplaats": TEXT, "geslacht": TEXT, "nationaliteiten": list_of(TEXT), "adres": ADDRESS, "inschrijvingsdatum": DATE,
    "inwoner": YES_NO, "geheim": YES_NO, "overleden": YES_NO, "leeftijd": NUMBER, "partner": record(_PARTNER),
    "kinderen": list_of(record(_CHILD)), "ouders": list_of(record(_RELATIVE)), "huishouden": list_of(record(_RELATIVE)),
    "gezag": list_of(record({"soort": TEXT})),
}  # fmt: skip
_DOCUMENT = {"soort": TEXT, "nummer": TEXT, "geldig_tot": DATE, "status": TEXT}
_VEHICLE = {"kenteken": TEXT, "merk": TEXT, "handelsbenaming": TEXT, "soort": TEXT, "op_naam": YES_NO}
_ORGANISATION = {
    "naam": TEXT, "kvk_nummer": TEXT, "vestigingsnummer": TEXT, "rechtsvorm": TEXT, "activiteiten": list_of(TEXT), "adres": ADDRESS,
}
CATALOGUE: Mapping[str, Type] = {
    "persoon": record(_PERSON), "documenten": list_of(record(_DOCUMENT)), "voertuig": record(_VEHICLE),
    "organisatie": record(_ORGANISATION), "eigen": record({"op_adres": NUMBER, "in_gebruik": NUMBER}),
    "bewoning": record({"aantal": NUMBER}),
    "gekozen_kind": record({name: _PERSON[name] for name in (
        "naam", "voornamen", "geslachtsnaam", "voorvoegsel", "geboortedatum", "geboorteplaats", "geslacht", "nationaliteiten", "inwoner")}),
}  # fmt: skip
# what became clear when others signed: per role, with `_` for `-`
SIGNED = "ondertekening"

# beside answers, facts, settings and values: what texts may name. Who renders gives them; see `Context.extended`.
TEXT_NAMES: Mapping[str, Type] = {
    "gemeente": record({"naam": TEXT, "telefoon": TEXT}),
    "zaak": record({"kenmerk": TEXT, "reden": TEXT, "uiterlijk": DATE, "geldig_vanaf": DATE, "geldig_tot": DATE, "betaal_uiterlijk": DATE}),
    "afspraak": record({"dag": DATE, "tijd": TIME, "plaats": TEXT}),
    "aanvrager": record({"naam": TEXT}),
    "prijs": MONEY,
    "vandaag": DATE,
    "vraag": TEXT,
}


def signed(rules: Iterable[CosignRule]) -> Type:
    """Role → `woont_er`: whether who agreed is registered at the address that the service names; leeg when the BRP cannot tell."""
    return record({role_name(each.role): record({"woont_er": YES_NO}) for each in rules if each.lives_at})


def role_name(role: str) -> str:
    """The role of a cosigner as a name in rules."""
    return role.replace("-", "_")


def asked(blocks: tuple[FactsBlock, ...]) -> tuple[dict[str, Type], list[str]]:
    """The types of the facts a service asks for, and the paths nobody knows."""
    found: dict[str, Any] = {}
    unknown = []
    known = dict(CATALOGUE)
    for block in blocks:
        known["eigen"] = record({**known["eigen"].fields, **{name: simple(kind) for name, kind in block.types.items()}})
    for block in blocks:
        for path in block.fields:
            kind = _at(known, path.split("."))
            if kind is None:
                unknown.append(path)
            else:
                _put(found, path.split("."), kind)
    return {name: _sealed(kind) for name, kind in found.items()}, unknown


def _at(fields: Mapping[str, Type], path: list[str]) -> Type | None:
    kind = fields.get(path[0])
    return kind if kind is None or len(path) == 1 else _at(kind.fields, path[1:])


def _put(found: dict[str, Any], path: list[str], kind: Type) -> None:
    if len(path) == 1:
        found[path[0]] = kind
    elif not isinstance(found.get(path[0]), Type):
        _put(found.setdefault(path[0], {}), path[1:], kind)


def _sealed(kind: Any) -> Type:
    return kind if isinstance(kind, Type) else record({name: _sealed(each) for name, each in kind.items()})


def typed(data: Any, kind: Type, moment: Moment) -> Any:
    """Plain data as a value of this type. What does not fit (an incomplete date of birth, say) is leeg."""
    if data is None or data == "":
        return None
    if kind.kind == "record":
        return _typed_record(data, kind, moment) if isinstance(data, Mapping) else None
    if kind.kind == "list":
        return tuple(typed(each, kind.item or TEXT, moment) for each in data) if isinstance(data, list | tuple) else None
    try:
        return _SCALARS[kind.kind](data)
    except (ValueError, TypeError, InvalidOperation):
        return None


def _typed_record(data: Mapping[str, Any], kind: Type, moment: Moment) -> dict[str, Any]:
    found = {name: typed(data.get(name), each, moment) for name, each in kind.fields.items()}
    if "leeftijd" in found and data.get("geboortedatum"):
        born = typed(data["geboortedatum"], DATE, moment)
        found["leeftijd"] = span("jaar", born, moment.today, moment) if born else found["leeftijd"]
    return found


def _number(data: Any) -> Decimal:
    if isinstance(data, bool):
        raise ValueError("a number is expected")
    found = Decimal(str(data))
    if not found.is_finite() or abs(found) > Decimal(10) ** 15:
        raise ValueError("a number is expected")
    return found


def _yes_no(data: Any) -> bool:
    if data in ("ja", "nee"):
        return bool(data == "ja")
    if not isinstance(data, bool):
        raise ValueError("yes or no is expected")
    return data


def _text(data: Any) -> str:
    if not isinstance(data, str | int | Decimal) or isinstance(data, bool):
        raise ValueError("a text is expected")
    return str(data)


_SCALARS = {
    "text": _text,
    "choice": _text,
    "number": _number,
    "yes_no": _yes_no,
    "date": lambda data: data if type(data) is date else date.fromisoformat(data),
    "time": lambda data: data if isinstance(data, time) else time.fromisoformat(data),
}
