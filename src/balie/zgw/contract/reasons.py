"""A mistake in words and in a code. The codes are those clients of the ZGW APIs know."""
from __future__ import annotations

from typing import Any

from balie.zgw.contract.jsonschema import OR_BLANK

NO_OBJECT = "Stuur een JSON-object."
_BY_CODE = {
    "required": "Dit veld is verplicht.",
    "null": "Dit veld mag niet null zijn.",
    "blank": "Dit veld mag niet leeg zijn.",
    "invalid": "Dit is geen geldige waarde.",
    "unique": "Elke waarde mag hier maar één keer staan.",
    "not_a_list": "Stuur hier een lijst.",
    "empty": "Deze lijst mag niet leeg zijn.",
    "too_large": "Dit is te veel of te diep. Stuur minder gegevens tegelijk.",
    "null_characters_not_allowed": "Tekst mag geen NUL-teken bevatten.",
    "surrogate_characters_not_allowed": "Tekst mag geen losse helft van een teken bevatten.",
    "unknown-parameters": "Deze parameters kennen wij hier niet: {}.",
    "bad-url": "Dit is geen geldig adres (URL).",
}
FORMATS = {
    "date": "Schrijf een datum zo: 2026-01-31.",
    "date-time": "Schrijf een datum en tijd zo: 2026-01-31T12:30:00Z.",
    "uri": _BY_CODE["bad-url"],
    "uuid": "Dit is geen geldige UUID.",
    "email": "Dit is geen geldig e-mailadres.",
    "duration": "Schrijf een duur zo: P3M of P14D.",
    "byte": "Dit is geen geldige base64.",
}
_TYPES = {
    "array": ("not_a_list", _BY_CODE["not_a_list"]),
    "object": ("invalid", "Stuur hier een JSON-object."),
    "string": ("invalid", "Stuur hier een tekst."),
    "boolean": ("invalid", "Stuur hier true of false."),
    "integer": ("invalid", "Stuur hier een geheel getal."),
    "number": ("invalid", "Stuur hier een getal."),
}
_LIMITS = {
    "maxLength": ("max_length", "Dit is te lang: hooguit {} tekens."),
    "minLength": ("min_length", "Dit is te kort: minstens {} tekens."),
    "maximum": ("max_value", "Dit is te groot: hooguit {}."),
    "minimum": ("min_value", "Dit is te klein: minstens {}."),
    "maxItems": ("max_length", "Deze lijst is te lang: hooguit {}."),
    "minItems": ("min_length", "Deze lijst is te kort: minstens {}."),
}


def of(code: str, *said: str) -> str:
    return _BY_CODE.get(code, _BY_CODE["invalid"]).format(*said)


def for_kind(kind: str, limit: Any, value: Any) -> tuple[str, str]:
    """Code and reason, for the keyword of the schema that a value does not meet."""
    if value is None and kind in ("type", "enum", "anyOf"):
        return "null", of("null")
    if value == "" and kind in ("minLength", "format"):
        return ("blank", of("blank")) if kind == "minLength" or limit in ("uri", "email") else ("invalid", FORMATS[limit])
    if kind == "type":
        return _TYPES.get(_first(limit), ("invalid", of("invalid")))
    if kind == "enum":
        return "invalid_choice", "Kies een van de waarden die hier mogen."
    if kind == "format":
        name = str(limit).removesuffix(OR_BLANK)
        return "bad-url" if name == "uri" else "invalid", FORMATS[name]
    if kind == "minItems" and value == []:
        return "empty", of("empty")
    if kind in _LIMITS:
        code, reason = _LIMITS[kind]
        return code, reason.format(limit)
    return ("unique", of("unique")) if kind == "uniqueItems" else ("invalid", of("invalid"))


def _first(types: Any) -> str:
    """Of the types a value may have, the one that is not null."""
    several = [types] if isinstance(types, str) else [str(each) for each in types]
    return next((each for each in several if each != "null"), "null")
