"""Conditions that can never hold, and those that always do: a sound search with intervals, sets and yes-no.

Whatever is called dead is dead for every answer; what this does not understand may hold (`MOST` bounds the search). A condition is spread
out into alternatives, each a list of facts about single names; an alternative falls when two facts about one name exclude each other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node

MOST = 512
_CONSTANT = (tree.Number, tree.Text, tree.YesNo, tree.Day, tree.Clock, tree.Option)
_ORDERED = (tree.Number, tree.Day, tree.Clock)
_MIRROR = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "is": "is", "is niet": "is niet"}
Literal = tuple[Node, bool]


class _TooMany(Exception):
    """More alternatives than we look at."""


def never(conditions: Iterable[Node], values: Mapping[str, Node] | None = None) -> bool:
    """Can these surely not hold together? `values`: computed yes-no values by name, which are looked into."""
    try:
        alternatives: list[tuple[Literal, ...]] = [()]
        for each in conditions:
            alternatives = _joined(alternatives, _spread(each, True, values or {}, 0))
        return not any(_fits(each) for each in alternatives)
    except (_TooMany, TypeError):
        # too much to look at, or values of an unknown type that cannot be laid beside each other
        return False


def always(condition: Node, values: Mapping[str, Node] | None = None) -> bool:
    """Does it surely hold, whatever is answered?"""
    return never((tree.Not(condition),), values)


def _joined(left: list[tuple[Literal, ...]], right: list[tuple[Literal, ...]]) -> list[tuple[Literal, ...]]:
    if len(left) * len(right) > MOST:
        raise _TooMany
    return [(*one, *other) for one in left for other in right]


def _spread(node: Node, holds: bool, values: Mapping[str, Node], depth: int) -> list[tuple[Literal, ...]]:
    """The alternatives in which this node is true (or, with `holds` False, is not)."""
    if isinstance(node, tree.Not):
        return _spread(node.part, not holds, values, depth)
    if isinstance(node, tree.Logic):
        parts = [_spread(part, holds, values, depth) for part in node.parts]
        if (node.op == "en") != holds:
            found = [each for part in parts for each in part]
            if len(found) > MOST:
                raise _TooMany
            return found
        together: list[tuple[Literal, ...]] = [()]
        for part in parts:
            together = [each for each in _joined(together, part) if _fits(each)]
        return together
    if isinstance(node, tree.YesNo):
        return [()] if node.value == holds else []
    if isinstance(node, tree.Name) and len(node.path) == 1 and node.path[0] in values and depth < 8:
        return _spread(values[node.path[0]], holds, values, depth + 1)
    return [((node, holds),)]


@dataclass(slots=True)
class _Known:
    """What is known of one thing: whether it may be leeg, its bounds (value, may it be equal), what it is not, and what it is among."""

    filled: bool = False
    empty: bool = False
    low: tuple[Any, bool] | None = None
    high: tuple[Any, bool] | None = None
    among: set[Any] | None = None
    never: set[Any] = field(default_factory=set)

    def possible(self) -> bool:
        if self.filled and self.empty:
            return False
        if self.empty or not self.filled:
            return True
        if self.low and self.high:
            if self.low[0] > self.high[0] or self.low[0] == self.high[0] and not (self.low[1] and self.high[1]):
                return False
        if self.among is not None:
            return any(each not in self.never and self.within(each) for each in self.among)
        return True

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


def _fits(literals: Iterable[Literal]) -> bool:
    known: dict[Node, _Known] = {}
    opaque: dict[Node, bool] = {}
    for node, holds in literals:
        for key, outcome in _opaque(node, holds):
            if opaque.setdefault(key, outcome) != outcome:
                return False
        _learn(known, node, holds)
    return all(each.possible() for each in known.values())


def _opaque(node: Node, holds: bool) -> Iterator[Literal]:
    """The same condition cannot both hold and not hold, whatever it means."""
    if isinstance(node, tree.Contains | tree.OneOf) and node.negated:
        changed = {"negated": False}
        yield type(node)(**{name: getattr(node, name) for name in node.__slots__} | changed), not holds  # type: ignore[arg-type]
    else:
        yield node, holds


def _learn(known: dict[Node, _Known], node: Node, holds: bool) -> None:
    """What a condition says of one thing; nothing when it is none of these. A negated comparison also holds when the thing is leeg: then
    its bounds go for a filled value alone, as `possible` reads them."""
    if isinstance(node, tree.Filled):
        it = known.setdefault(node.part, _Known())
        filled = node.empty != holds
        it.filled, it.empty = it.filled or filled, it.empty or not filled
    elif isinstance(node, tree.Name):
        it = known.setdefault(node, _Known())
        it.filled = it.filled or holds
        if holds:
            it.one_of({True})
        else:
            it.never.add(True)
    elif isinstance(node, tree.Contains) and not _hollow(node.item) and isinstance(node.item, _CONSTANT) and holds != node.negated:
        known.setdefault(node.whole, _Known()).filled = True
    elif isinstance(node, tree.OneOf) and node.among is None and all(isinstance(each, _CONSTANT) for each in node.options):
        _among(known.setdefault(node.part, _Known()), node.options, holds != node.negated)
    elif isinstance(node, tree.Between) and holds and isinstance(node.low, _ORDERED) and isinstance(node.high, _ORDERED):
        it = known.setdefault(node.part, _Known())
        it.filled = True
        it.above(node.low.value, True)
        it.below(node.high.value, True)
    elif isinstance(node, tree.Compare):
        _compared(known, node, holds)


def _among(it: _Known, options: tuple[Any, ...], holds: bool) -> None:
    if holds:
        # an empty text is leeg and yet among texts
        it.filled = it.filled or not any(_hollow(each) for each in options)
        it.one_of({each.value for each in options})
    else:
        it.never |= {each.value for each in options}


def _compared(known: dict[Node, _Known], node: tree.Compare, holds: bool) -> None:
    left, op, right = node.left, node.op, node.right
    if isinstance(left, _CONSTANT):
        left, op, right = right, _MIRROR[op], left
    if isinstance(left, _CONSTANT) or not isinstance(right, _CONSTANT) or _hollow(right):
        return
    it, value = known.setdefault(left, _Known()), right.value
    if op in ("is", "is niet"):
        _among(it, (right,), holds == (op == "is"))
        return
    if not isinstance(right, _ORDERED):
        return
    it.filled = it.filled or holds
    if not holds:
        op = {"<": ">=", ">": "<=", "<=": ">", ">=": "<"}[op]
    if op in ("<", "<="):
        it.below(value, op == "<=")
    else:
        it.above(value, op == ">=")


def _hollow(node: Node) -> bool:
    return isinstance(node, tree.Text) and not node.value
