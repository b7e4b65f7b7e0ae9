"""Pure rules of appointments: statuses, opening hours of a day, free moments."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple, TypeVar

Key = TypeVar("Key")
STATUS_NAMES = {
    "geboekt": "Geboekt",
    "verplaatst": "Geboekt (verplaatst)",
    "aangekomen": "Aangekomen",
    "bezig": "Aan de balie",
    "klaar": "Klaar",
    "afgezegd": "Afgezegd",
    "niet_verschenen": "Niet verschenen",
}
ACTIVE = ("geboekt", "verplaatst", "aangekomen", "bezig", "klaar")
TO_COME = ("geboekt", "verplaatst")
STANDING = (*TO_COME, "aangekomen", "bezig")  # of these an owner has one at most for each product
NEXT = {
    "verplaatst": {"geboekt", "verplaatst"},
    "afgezegd": {"geboekt", "verplaatst"},
    "aangekomen": {"geboekt", "verplaatst", "niet_verschenen"},
    "bezig": {"geboekt", "verplaatst", "aangekomen"},
    "klaar": {"aangekomen", "bezig"},
    "niet_verschenen": {"geboekt", "verplaatst"},
}
HORIZON = timedelta(days=60)
CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # nothing that reads or sounds like something else, and no words


class Span(NamedTuple):
    """From `start` up to `end`, aware."""

    start: datetime
    end: datetime


def may_become(old: str, new: str) -> bool:
    return old in NEXT[new]


def open_spans(day: date, weekly: Iterable[tuple[int, time, time]], other: tuple[time | None, time | None] | None, holiday: bool,
               zone: tzinfo) -> list[Span]:
    """When it is open on `day`: a row for the day itself wins, then holidays are closed, then the hours of every week."""
    if other is not None:
        opens, closes = other
        hours = [(opens, closes)] if opens and closes else []
    elif holiday:
        hours = []
    else:
        hours = sorted((opens, closes) for weekday, opens, closes in weekly if weekday == day.weekday())
    return [Span(datetime.combine(day, opens, zone), datetime.combine(day, closes, zone)) for opens, closes in hours]


def moments(spans: Iterable[Span], minutes: int, not_before: datetime) -> list[Span]:
    """The moments that can be booked: back to back from opening, as long as it ends before closing."""
    length, found = timedelta(minutes=minutes), []
    for opens, closes in spans:
        start = opens
        while start + length <= closes:
            if start >= not_before:
                found.append(Span(start, start + length))
            start += length
    return found


def is_free(span: Span, taken: Sequence[Span]) -> bool:
    """`taken` is sorted and does not overlap itself. Touching is free."""
    before = bisect_right(taken, span.start, key=lambda one: one.start)
    ends_in_time = before == 0 or taken[before - 1].end <= span.start
    return ends_in_time and (before == len(taken) or taken[before].start >= span.end)


def free_desks(span: Span, desks: Iterable[Key], taken: Mapping[Key, Sequence[Span]]) -> list[Key]:
    return [desk for desk in desks if is_free(span, taken.get(desk, ()))]


def spread(items: Sequence[Key], seed: int) -> list[Key]:
    """The same items, starting elsewhere for everybody, so that who books at once does not queue for the same desk."""
    at = seed % len(items) if items else 0
    return [*items[at:], *items[:at]]
