"""Days and numbers as seen from something that is not known beforehand: `vandaag + 2 weken`, `begin - 1 dag`, `andere_vraag`.

Two of them from the same point can be laid beside each other, also when nobody knows where that point lies.
"""

import math
from dataclasses import dataclass

from balie.forms.language import tree
from balie.forms.language.runtime import Moment, shift
from balie.forms.language.tree import Node

_MONTH = 30.436875  # days, over the years
_OFF = 3  # so many days at most do so many months differ from that
_MONTHS, _DAYS = {"jaar": 12, "maanden": 1}, {"weken": 7, "dagen": 1}


@dataclass(frozen=True, slots=True)
class Point:
    """So many months and then so many days from `base`."""

    base: Node
    months: int = 0
    days: int = 0

    @property
    def today(self) -> bool:
        return isinstance(self.base, tree.Today)

    def later(self, days: int) -> "Point":
        return Point(self.base, self.months, self.days + days)


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit at a point, that may be reached when `equal`. `sure`: what it is seen from is surely filled, so that the limit is there."""

    point: Point
    equal: bool
    sure: bool = True


def point(node: Node) -> Point | None:
    """What this node is, seen from today or from one name; None when it is something else."""
    if isinstance(node, tree.Today | tree.Name | tree.Row):
        return Point(node)
    if not (isinstance(node, tree.Sum) and node.op in "+-" and isinstance(node.right, tree.Duration)):
        return None
    found, amount, unit = point(node.left), node.right.amount * (1 if node.op == "+" else -1), node.right.unit
    if found is None or unit in _MONTHS and found.days:  # days and then months are not months and then days
        return None
    if unit in _MONTHS:
        return Point(found.base, found.months + amount * _MONTHS[unit], 0) if not found.months else None
    return found.later(amount * _DAYS[unit]) if unit in _DAYS else None


def fixed(node: Node, moment: Moment) -> Node:
    """A day with a term added to it is a day; everything else stays as it is."""
    if isinstance(node, tree.Sum) and node.op in "+-" and isinstance(node.right, tree.Duration) and node.right.unit != "werkdagen":
        start = fixed(node.left, moment)
        if isinstance(start, tree.Day):
            found = shift(start.value, node.right.amount * (1 if node.op == "+" else -1), node.right.unit, moment)
            return tree.Day(found) if found else node
    return node


def apart(low: Bound, high: Bound) -> bool:
    """Is there surely nothing from this lowest to this highest?"""
    if low.point.base != high.point.base or not (low.sure or high.sure):
        return False
    least = _least(low.point.months - high.point.months) + low.point.days - high.point.days
    return least > 0 or least == 0 and not (low.equal and high.equal)


def _least(months: int) -> int:
    """The fewest days that so many months are; of fewer than none the most, with a minus."""
    return math.floor(months * _MONTH) - _OFF if months else 0
