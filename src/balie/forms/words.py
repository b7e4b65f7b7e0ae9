"""Values in Dutch and English words: days, times, numbers, amounts, lists."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from balie.kernel import dutch, money

MONTHS = dutch.MONTHS
_TOO_MUCH = Decimal(10) ** 20
_ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def day(value: date, language: str = "nl") -> str:
    """25 november 2026"""
    return f"{value.day} {_ENGLISH[value.month - 1]} {value.year}" if language == "en" else dutch.day_year(value)


def clock(value: time, language: str = "nl") -> str:
    """9.20 uur"""
    return f"{value:%H:%M}" if language == "en" else dutch.time(value)


def number(value: Decimal, grouped: int = 10_000) -> str:
    """1234,5 and 12.345: as the Dutch write it, without superfluous noughts. `grouped`: from here on with points between the thousands."""
    whole, _, rest = f"{value:f}".partition(".")
    whole = f"{int(whole):,}".replace(",", ".") if abs(value) >= grouped else whole
    return f"{whole},{rest.rstrip('0')}".rstrip(",")


def amount(value: Decimal) -> str:
    """€ 13,90"""
    return money.euro(value) if abs(value) < _TOO_MUCH else f"€\u00a0{number(value)}"


def join(words: Sequence[str], language: str = "nl", last: str = "en") -> str:
    """a, b en c"""
    return dutch.join([word for word in words if word], ({"en": "and", "of": "or"}[last]) if language == "en" else last)


def address(value: Mapping[str, Any]) -> str:
    """Dorpsstraat 3a-2, 1998 AB Zonnedam"""
    addition = f"-{value['toevoeging']}" if value.get("toevoeging") else ""
    house = f"{value.get('straat') or ''} {value.get('huisnummer') or ''}{value.get('huisletter') or ''}{addition}".strip()
    code = str(value.get("postcode") or "")
    town = f"{code[:4]} {code[4:].strip()} {value.get('woonplaats') or ''}".strip()
    return ", ".join(part for part in (house, town) if part)
