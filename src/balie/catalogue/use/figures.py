"""From numbers to figures that may be shown: a number under five could point at somebody, and is told of nobody. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

LEAST = 5
Bound = Literal["", "less", "more"]
Numbers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Share:
    """In whole percents. `bound`: less or more than that, because the exact share would tell of fewer than five."""

    percent: int
    bound: Bound = ""


@dataclass(frozen=True, slots=True)
class Use:
    """Of one service in one month; None is what can't be told, a number because it is under five and not nothing.

    `started`: zaken that began, `online`: of those, begun by residents themselves. `decided`, `alone`: of those, without an official ever having
    looked. `begun`: forms that were begun, `sent`: of those, sent since. `closed`: zaken that ended, not counting what was withdrawn,
    `days`: half of them took no longer.
    """

    service: str
    month: date
    started: int | None
    online: Share | None
    decided: int | None
    alone: Share | None
    begun: int | None
    sent: Share | None
    closed: int | None
    days: float | None


def figures(service: str, month: date, numbers: Numbers, took: Mapping[int, int]) -> Use:
    """`numbers`: by what is counted; `took`: days → how many took that long."""
    online, decided, begun = numbers.get("online", 0), numbers.get("decided", 0), numbers.get("begun", 0)
    started, closed = online + numbers.get("desk", 0), sum(took.values())
    return Use(
        service, month, started=shown(started), online=share(online, started), decided=shown(decided), alone=share(numbers.get("alone", 0), decided),
        begun=shown(begun), sent=share(numbers.get("sent", 0), begun), closed=shown(closed), days=median(took) if closed >= LEAST else None,
    )  # fmt: skip


def shown(number: int) -> int | None:
    return None if 0 < number < LEAST else number


def share(part: int, whole: int) -> Share | None:
    """None when there are too few, or when both sides are."""
    if whole < LEAST:
        return None
    part = min(part, whole)  # forms that were begun before they were counted can have been sent since
    few, few_others = shown(part) is None, shown(whole - part) is None
    if few and few_others:
        return None
    if few:
        return Share(-(-100 * LEAST // whole), "less")
    return Share(100 * (whole - LEAST) // whole, "more") if few_others else Share(round(100 * part / whole))


def median(took: Mapping[int, int]) -> float:
    """Half of them took no longer. Of at least one."""
    total = sum(took.values())
    low, high = _place(took, (total - 1) // 2), _place(took, total // 2)
    return (low + high) / 2


def _place(took: Mapping[int, int], place: int) -> int:
    """What the one at this place took, counted from 0, the shortest first."""
    for days in sorted(took):
        place -= took[days]
        if place < 0:
            return days
    raise ValueError("There is none at that place.")
