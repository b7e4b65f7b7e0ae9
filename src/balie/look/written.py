"""Days, times, terms and amounts as people write them, in the language of the reader. In Dutch the words are the kernel's own."""

from __future__ import annotations

from datetime import date, datetime
from datetime import time as _time
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from balie.kernel import clock, dutch, money

UNITS = {
    "werkdag": ("%(count)s werkdag", "%(count)s werkdagen"), "werkdagen": ("%(count)s werkdag", "%(count)s werkdagen"),
    "dag": ("%(count)s dag", "%(count)s dagen"), "dagen": ("%(count)s dag", "%(count)s dagen"),
    "week": ("%(count)s week", "%(count)s weken"), "weken": ("%(count)s week", "%(count)s weken"),
    "maand": ("%(count)s maand", "%(count)s maanden"), "maanden": ("%(count)s maand", "%(count)s maanden"),
}


def language() -> str:
    """Two letters: the language of this request, else Dutch."""
    return (get_language() or "nl")[:2]


def day(value: date) -> str:
    """woensdag 25 november; Wednesday 25 November"""
    return dutch.day(value) if language() == "nl" else _formatted(value, "l j F")


def day_short(value: date) -> str:
    """25 november; 25 November"""
    return dutch.day_short(value) if language() == "nl" else _formatted(value, "j F")


def day_year(value: date) -> str:
    """25 november 2026; 25 November 2026"""
    return dutch.day_year(value) if language() == "nl" else _formatted(value, "j F Y")


def time(value: _time | datetime) -> str:
    """9.20 uur; 9:20"""
    if language() == "nl":
        return dutch.time(value)
    value = clock.local(value) if isinstance(value, datetime) else value
    return f"{value.hour}:{value.minute:02d}"


def moment(value: datetime) -> str:
    """woensdag 25 november om 9.20 uur; Wednesday 25 November at 9:20"""
    return gettext("%(day)s om %(time)s") % {"day": day(value), "time": time(value)}


def term(text: str) -> str:
    """A term of a service definition: 5 werkdagen; 5 working days. Anything else stays as it is."""
    count, _space, unit = text.partition(" ")
    return ngettext(*UNITS[unit], int(count)) % {"count": count} if count.isdigit() and unit in UNITS else text


def euro(value: Decimal | int | str) -> str:
    """€ 1.234,50; €1,234.50"""
    if language() == "nl":
        return money.euro(value)
    amount = money.amount(value)
    return f"{'-' if amount < 0 else ''}€{abs(amount):,.2f}"


def _formatted(value: date, pattern: str) -> str:
    return date_format(clock.local(value) if isinstance(value, datetime) else value, pattern, use_l10n=False)


def initials(name: str) -> str:
    """The letters in somebody's circle: SB for Sanne Bakker, WM for Willem van der Meer."""
    words = [word for word in name.split() if word[:1].isupper()]
    return (words[0][0] + words[-1][0]).upper() if len(words) > 1 else name[:1].upper()
