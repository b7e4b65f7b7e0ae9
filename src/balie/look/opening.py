"""Opening hours in words: "Nu open tot 17.00 uur". Pure rules; the caller tells the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balie.look import written

DAYS = [
    gettext_lazy("maandag"), gettext_lazy("dinsdag"), gettext_lazy("woensdag"), gettext_lazy("donderdag"), gettext_lazy("vrijdag"),
    gettext_lazy("zaterdag"), gettext_lazy("zondag"),
]
Hours = Mapping[int, tuple[time, time]]


@dataclass(frozen=True)
class Opening:
    """Whether somebody answers now, and what that means in words."""

    open: bool
    text: str


def parse(config: Mapping[str, Sequence[str]] | None) -> dict[int, tuple[time, time]]:
    """`{"ma": ["8:30", "17:00"], …}` → weekday (0 = Monday) → opening and closing time. A day that is absent is closed."""
    keys = ("ma", "di", "wo", "do", "vr", "za", "zo")
    found = {}
    for key, pair in (config or {}).items():
        first, last = (time(*map(int, moment.split(":"))) for moment in pair)
        found[keys.index(key)] = (first, last)
    return found


def now(hours: Hours, moment: datetime, closed: frozenset[date] = frozenset()) -> Opening | None:
    """The state at `moment` (local time). None when no hours are known. `closed`: days that the counter is closed."""
    if not hours:
        return None
    today = None if moment.date() in closed else hours.get(moment.weekday())
    if today and today[0] <= moment.time() < today[1]:
        return Opening(True, _("Nu open tot %(time)s") % {"time": written.time(today[1])})
    if today and moment.time() < today[0]:
        return Opening(False, _("Vandaag open vanaf %(time)s") % {"time": written.time(today[0])})
    for ahead in range(1, 15):
        day = moment.date() + timedelta(days=ahead)
        if day not in closed and day.weekday() in hours:
            name = _("morgen") if ahead == 1 else DAYS[day.weekday()]
            return Opening(False, _("Nu dicht. Open %(day)s om %(time)s") % {"day": name, "time": written.time(hours[day.weekday()][0])})
    return Opening(False, _("Nu dicht"))


def lines(hours: Hours) -> list[str]:
    """The week in lines: days in a row with the same hours together ("Maandag tot en met vrijdag", "8.30 tot 17.00 uur")."""
    result: list[str] = []
    day = 0
    while day < 7:
        last = day
        while last + 1 < 7 and hours.get(last + 1) == hours.get(day):
            last += 1
        if day in hours:
            name = str(DAYS[day]) if day == last else _("%(first)s tot en met %(last)s") % {"first": DAYS[day], "last": DAYS[last]}
            span = _("%(open)s tot %(close)s") % {"open": written.time(hours[day][0]).split()[0], "close": written.time(hours[day][1])}
            result += [name[:1].upper() + name[1:], span]
        day = last + 1
    return result
