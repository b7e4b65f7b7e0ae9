"""Dates, times and lists in Dutch words, the same everywhere."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from datetime import time as _time

from balie.kernel import clock

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")


def _date(value: date) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


def day(value: date) -> str:
    """woensdag 25 november"""
    value = _date(value)
    return f"{DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"


def day_short(value: date) -> str:
    """25 november"""
    value = _date(value)
    return f"{value.day} {MONTHS[value.month - 1]}"


def day_year(value: date) -> str:
    """25 november 2026"""
    value = _date(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def time(value: _time | datetime) -> str:
    """9.20 uur"""
    if isinstance(value, datetime):
        value = clock.local(value).time()
    return f"{value.hour}.{value.minute:02d} uur"


def moment(value: datetime) -> str:
    """woensdag 25 november om 9.20 uur"""
    return f"{day(value)} om {time(value)}"


def join(words: Sequence[str], last: str = "en") -> str:
    """a, b en c"""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""
