"""What compiled rules call: arithmetic and comparisons in which leeg (None) is a value of its own."""

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, DecimalException
from typing import Any

ONE_DAY = timedelta(days=1)
_NUMERAL = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class Moment:
    """What a rule may know of time: `today`, and the days off (sorted, beside weekends)."""

    today: date
    holidays: tuple[date, ...] = ()


def empty(value: Any) -> bool:
    return value is None or value == "" or value == ()


def eq(a: Any, b: Any) -> bool:
    return a is not None and b is not None and a == b


def lt(a: Any, b: Any) -> bool:
    return a is not None and b is not None and a < b


def le(a: Any, b: Any) -> bool:
    return a is not None and b is not None and a <= b


def between(part: Any, low: Any, high: Any) -> bool:
    return None not in (part, low, high) and low <= part <= high


def one_of(part: Any, options: tuple[Any, ...] | None) -> bool:
    return part is not None and options is not None and part in options


def contains(whole: Any, item: Any) -> bool:
    if whole is None or item is None:
        return False
    return item.casefold() in whole.casefold() if isinstance(whole, str) else item in whole


def negative(a: Any) -> Any:
    return None if a is None else -a


def numeral(text: Any) -> Any:
    """The number a text is written as, with a point or a comma; None when it is none."""
    found = None if text is None else _NUMERAL.fullmatch(text.strip())
    return Decimal(found[0].replace(",", ".")) if found else None


def add(a: Any, b: Any) -> Any:
    return _sum(a, b, lambda: a + b)


def subtract(a: Any, b: Any) -> Any:
    return _sum(a, b, lambda: a - b)


def multiply(a: Any, b: Any) -> Any:
    return _sum(a, b, lambda: a * b)


def divide(a: Any, b: Any) -> Any:
    return _sum(a, b, lambda: a / b)


def _sum(a: Any, b: Any, result: Callable[[], Decimal]) -> Any:
    if a is None or b is None:
        return None
    try:
        return result()
    except DecimalException:
        return None


def shift(day: Any, amount: int, unit: str, moment: Moment) -> Any:
    """`day` so many units later (earlier when negative); None outside the calendar."""
    if day is None:
        return None
    try:
        if unit in ("dagen", "weken"):
            return day + timedelta(days=amount * (7 if unit == "weken" else 1))
        if unit == "werkdagen":
            return _working(day, amount, moment)
        months = day.year * 12 + day.month - 1 + amount * (12 if unit == "jaar" else 1)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return None


def _working(day: date, amount: int, moment: Moment) -> date:
    step = ONE_DAY if amount > 0 else -ONE_DAY
    free = frozenset(moment.holidays)
    left = abs(amount)
    while left:
        day += step
        left -= day.weekday() < 5 and day not in free
    return day


def span(unit: str, start: Any, end: Any, moment: Moment) -> Any:
    """Full units between two days; negative when `end` lies before `start`."""
    if start is None or end is None:
        return None
    if end < start:
        return -_span(unit, end, start, moment)
    return _span(unit, start, end, moment)


def _span(unit: str, start: date, end: date, moment: Moment) -> Decimal:
    days = (end - start).days
    if unit == "dagen":
        return Decimal(days)
    if unit == "weken":
        return Decimal(days // 7)
    if unit == "werkdagen":
        return Decimal(_working_days(start, end, moment))
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return Decimal(months // 12 if unit == "jaar" else months)


def _working_days(start: date, end: date, moment: Moment) -> int:
    """Working days after `start`, up to and including `end`."""
    weeks, rest = divmod((end - start).days, 7)
    found = weeks * 5 + sum((start.weekday() + step) % 7 < 5 for step in range(1, rest + 1))
    off = moment.holidays[bisect_right(moment.holidays, start) : bisect_right(moment.holidays, end)]
    return found - sum(day.weekday() < 5 for day in off)


def is_working_day(day: date, holidays: tuple[date, ...]) -> bool:
    place = bisect_left(holidays, day)
    return day.weekday() < 5 and not (place < len(holidays) and holidays[place] == day)


def dig(value: Any, path: tuple[str, ...]) -> Any:
    """The part of a record at the end of a path; over a list: that part of every row, as a tuple."""
    for place, part in enumerate(path):
        if isinstance(value, tuple):
            return tuple(dig(row, path[place:]) for row in value)
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def flat(lists: Any) -> Any:
    """The lists in the rows of a list as one."""
    return None if lists is None else tuple(each for rows in lists for each in rows or ())


def count(rows: Any) -> Decimal:
    return Decimal(len(rows or ()))


def total(rows: Any) -> Any:
    result: Any = Decimal(0)
    for row in rows or ():
        result = add(result, row)
    return result


def lowest(rows: Any) -> Any:
    return min((row for row in rows or () if row is not None), default=None)


def highest(rows: Any) -> Any:
    return max((row for row in rows or () if row is not None), default=None)


def some(rows: Any, holds: Callable[[Any], bool]) -> bool:
    return any(holds(row) for row in rows or ())


def every(rows: Any, holds: Callable[[Any], bool]) -> bool:
    return bool(rows) and all(holds(row) for row in rows)


def where(rows: Any, holds: Callable[[Any], bool], rest: tuple[str, ...]) -> Any:
    return tuple(dig(row, rest) for row in rows or () if holds(row))


CALLS = {
    each.__name__: each
    for each in (
        empty, eq, lt, le, between, one_of, contains, negative, numeral, add, subtract, multiply, divide, shift, span, dig, flat, count, total,
        lowest, highest, some, every, where,
    )
}  # fmt: skip
