"""The time. Nothing else in Balie asks the operating system for it, so that tests and demos can set it."""
from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

DAY = timedelta(days=1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
UTC = UTC  # re-exported: aware moments are in UTC
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """Today in Amsterdam."""
    return now().astimezone(AMSTERDAM).date()


def local(moment: datetime) -> datetime:
    return moment.astimezone(AMSTERDAM)


@contextmanager
def frozen(moment: datetime):
    """Inside, it is `moment` (aware)."""
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _frozen.reset(token)


@lru_cache(maxsize=64)
def holidays_of(year: int) -> frozenset[date]:
    """Official holidays (Algemene termijnenwet, article 3): days on which a term does not end."""
    return frozenset(holidays.NL(years=year)) | {_good_friday(year), date(year, 5, 5)}


def _good_friday(year: int) -> date:
    from dateutil.easter import easter

    return easter(year) - timedelta(days=2)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays_of(day.year)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def next_working_day(day: date) -> date:
    """`day` itself, or the first working day after it (Algemene termijnenwet, article 1)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def holidays_around(day: date) -> frozenset[date]:
    """Holidays of the year before, of and after `day`: enough for every term in working days."""
    return holidays_of(day.year - 1) | holidays_of(day.year) | holidays_of(day.year + 1)
