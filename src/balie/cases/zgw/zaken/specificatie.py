"""Whether the value of a property is what its eigenschap in the catalogus says: of that form, that long, one of those values."""
from __future__ import annotations

import re
from datetime import datetime
from typing import Protocol

_NUMBER = re.compile(r"-?([0-9]+)(?:[,.]([0-9]+))?")
MOMENTS = {"datum": "%Y%m%d", "datum_tijd": "%Y%m%d%H%M%S"}


class Specificatie(Protocol):
    formaat: str
    lengte: str
    waardenverzameling: list[str]


def fits(kind: Specificatie, value: str) -> bool:
    if kind.waardenverzameling and value not in kind.waardenverzameling:
        return False
    if kind.formaat in MOMENTS:
        return _is_moment(value, MOMENTS[kind.formaat])
    return _is_number(value, kind.lengte) if kind.formaat == "getal" else len(value) <= _length(kind.lengte)


def _is_moment(value: str, form: str) -> bool:
    try:
        return datetime.strptime(value, form).strftime(form) == value
    except ValueError:
        return False


def _is_number(value: str, length: str) -> bool:
    """`"6,2"`: six digits before the comma at most, two behind it."""
    found = _NUMBER.fullmatch(value)
    before, _, behind = length.replace(".", ",").partition(",")
    return found is not None and len(found[1]) <= _length(before) and (not found[2] or (bool(behind) and len(found[2]) <= _length(behind)))


def _length(text: str) -> int:
    """What says no length, sets none."""
    return int(text) if text.isascii() and text.isdigit() else 10**9
