"""What a condition says of one thing: is it filled, between which bounds, among what, and what is it not."""

import math
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from balie.forms.checks.points import Bound, Point, apart, fixed, point
from balie.forms.language import tree
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import Node

CONSTANT = (tree.Number, tree.Text, tree.YesNo, tree.Day, tree.Clock, tree.Option)
_ORDERED = (tree.Number, tree.Day, tree.Clock)
_MIRROR = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "is": "is", "is niet": "is niet"}
_OPPOSITE = {"<": ">=", ">": "<=", "<=": ">", ">=": "<"}
_FEW = 50
_ANY = Moment(date.min)


@dataclass(frozen=True, slots=True)
class Limit:
    """What an answer can be when it is given at all: one of these, between these, a whole number; `first` and `last`: not before and not after
    a point that is not known beforehand, such as today."""

    among: frozenset[Any] | None = None
    low: Any = None
    high: Any = None
    whole: bool = False
    first: Point | None = None
    last: Point | None = None


@dataclass(slots=True)
class Known:
    """What is known of one thing: whether it may be leeg, its bounds (value, may it be equal), what it is not, and what it is among; `lows` and
    `highs`: its bounds seen from something else. All but the first two go for a filled value alone."""

    filled: bool = False
    empty: bool = False
    low: tuple[Any, bool] | None = None
    high: tuple[Any, bool] | None = None
    among: set[Any] | None = None
    never: set[Any] = field(default_factory=set)
    whole: bool = False
    lows: list[Bound] = field(default_factory=list)
    highs: list[Bound] = field(default_factory=list)

    def possible(self) -> bool:
        if self.filled and self.empty:
            return False
        return self.empty or not self.filled or self.fillable()

    def fillable(self) -> bool:
        """Is there a value left?"""
        if any(apart(low, high) for low in self.lows for high in self.highs):
            return False
        if self.among is not None:
            return any(each not in self.never and self.within(each) for each in self.among)
        if self.low and self.high:
            if self.low[0] > self.high[0] or self.low[0] == self.high[0] and not (self.low[1] and self.high[1] and self.low[0] not in self.never):
                return False
            if self.whole:
                first, last = self.whole_bounds()
                return first <= last and (last - first > _FEW or any(each not in self.never for each in range(first, last + 1)))
        return True

    def whole_bounds(self) -> tuple[int, int]:
        """The first and the last whole number within both bounds."""
        assert self.low and self.high
        first, last = math.ceil(self.low[0]), math.floor(self.high[0])
        return first + (first == self.low[0] and not self.low[1]), last - (last == self.high[0] and not self.high[1])

    def within(self, value: Any) -> bool:
        return (self.low is None or value > self.low[0] or value == self.low[0] and self.low[1]) and (
            self.high is None or value < self.high[0] or value == self.high[0] and self.high[1]
        )

    def above(self, value: Any, equal: bool) -> None:
        if self.low is None or (value, not equal) > (self.low[0], not self.low[1]):
            self.low = (value, equal)

    def below(self, value: Any, equal: bool) -> None:
        if self.high is None or (value, equal) < self.high:
            self.high = (value, equal)

    def one_of(self, options: set[Any]) -> None:
        self.among = options if self.among is None else self.among & options

    def limited(self, limit: Limit) -> None:
        if limit.among is not None:
            self.one_of(set(limit.among))
        if limit.low is not None:
            self.above(limit.low, True)
        if limit.high is not None:
            self.below(limit.high, True)
        if limit.first is not None:
            self.lows.append(Bound(limit.first, True, limit.first.today))
        if limit.last is not None:
            self.highs.append(Bound(limit.last, True, limit.last.today))
        self.whole = limit.whole


def learn(known: dict[Node, Known], node: Node, holds: bool) -> None:
    """What a condition says of one thing; nothing when it is none of these. A negated comparison also holds when the thing is leeg: then
    its bounds go for a filled value alone, as `possible` reads them."""
    if isinstance(node, tree.Filled):
        it = known.setdefault(node.part, Known())
        filled = node.empty != holds
        it.filled, it.empty = it.filled or filled, it.empty or not filled
    elif isinstance(node, tree.Name):
        it = known.setdefault(node, Known())
        it.filled = it.filled or holds
        if holds:
            it.one_of({True})
        else:
            it.never.add(True)
    elif isinstance(node, tree.Contains) and not _hollow(node.item) and isinstance(node.item, CONSTANT) and holds != node.negated:
        known.setdefault(node.whole, Known()).filled = True
    elif isinstance(node, tree.OneOf) and node.among is None and all(isinstance(each, CONSTANT) for each in node.options):
        _among(known.setdefault(node.part, Known()), node.options, holds != node.negated)
    elif isinstance(node, tree.Between) and holds:
        _compared(known, tree.Compare(">=", node.part, node.low), True)
        _compared(known, tree.Compare("<=", node.part, node.high), True)
    elif isinstance(node, tree.Compare):
        _compared(known, node, holds)


def _among(it: Known, options: tuple[Any, ...], holds: bool) -> None:
    if holds:
        # an empty text is leeg and yet among texts
        it.filled = it.filled or not any(_hollow(each) for each in options)
        it.one_of({each.value for each in options})
    else:
        it.never |= {each.value for each in options}


def _compared(known: dict[Node, Known], node: tree.Compare, holds: bool) -> None:
    left, op, right = fixed(node.left, _ANY), node.op, fixed(node.right, _ANY)
    _beside(known, left, op, right, holds)
    if isinstance(left, CONSTANT):
        left, op, right = right, _MIRROR[op], left
    if isinstance(left, CONSTANT) or not isinstance(right, CONSTANT) or _hollow(right):
        return
    it, value = known.setdefault(left, Known()), right.value
    if op in ("is", "is niet"):
        _among(it, (right,), holds == (op == "is"))
        return
    if not isinstance(right, _ORDERED):
        return
    it.filled = it.filled or holds
    if not holds:
        op = _OPPOSITE[op]
    if op in ("<", "<="):
        it.below(value, op == "<=")
    else:
        it.above(value, op == ">=")


def _beside(known: dict[Node, Known], left: Node, op: str, right: Node, holds: bool) -> None:
    """What a comparison of two things, neither of them a constant, says of each. When it does not hold, one of the two may be leeg."""
    one, other = point(left), point(right)
    if one is None or other is None or op == "is niet" or op == "is" and not holds:
        return
    for here, there, way in ((one, other, op), (other, one, _MIRROR[op])):
        if here.months or not (holds or there.today):
            continue
        it, end = known.setdefault(here.base, Known()), there.later(-here.days)
        way = way if holds else _OPPOSITE[way]
        # two texts without letters are the same and yet leeg; of days and numbers that is not so
        it.filled = it.filled or holds and (op != "is" or there.today or here != Point(here.base) or there != Point(there.base))
        if way in (">", ">=", "is"):
            it.lows.append(Bound(end, way != ">"))
        if way in ("<", "<=", "is"):
            it.highs.append(Bound(end, way != "<"))


def _hollow(node: Node) -> bool:
    return isinstance(node, tree.Text) and not node.value
