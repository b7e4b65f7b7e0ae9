"""Conditions that can never hold, and those that always do: a sound search with intervals, sets and yes-no.

Whatever is called dead is dead for every answer; what this does not understand may hold (`MOST` bounds the search). A condition is spread
out into alternatives, each a list of facts about single names; an alternative falls when two facts about one name exclude each other, or
when it needs an answer to a question that is then not asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from balie.forms.checks.known import Known, Limit, learn
from balie.forms.language import tree
from balie.forms.language.tree import Node

MOST = 512
_DEEPER = 16  # alternatives for which it is looked up when their questions are asked
_COUNT = Limit(low=0, whole=True)  # what there are so many of
Literal = tuple[Node, bool]
Alternative = tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class World:
    """What is known beside the conditions. `values`: computed yes-no values by name, which are looked into; `limits`: what the answer to a
    question can be, by its name; `shown`: when a question is asked: at other times it is leeg."""

    values: Mapping[str, Node] = field(default_factory=dict)
    limits: Mapping[Node, Limit] = field(default_factory=dict)
    shown: Mapping[str, Node] = field(default_factory=dict)


NOTHING = World()


class _TooMany(Exception):
    """More alternatives than we look at."""


def never(conditions: Iterable[Node], world: World = NOTHING) -> bool:
    """Can these surely not hold together?"""
    found = _open(conditions, world)
    return found is not None and not (len(found) > _DEEPER or any(_asked(each, world) for each in found))


def always(condition: Node, world: World = NOTHING) -> bool:
    """Does it surely hold, whatever is answered?"""
    return never((tree.Not(condition),), world)


def alternatives(conditions: Iterable[Node], world: World = NOTHING) -> list[Alternative] | None:
    """The ways in which these may hold together; None when there are too many, or values that cannot be laid beside each other."""
    found = _open(conditions, world)
    return found if found is None or len(found) > _DEEPER else [each for each in found if _asked(each, world)]


def _open(conditions: Iterable[Node], world: World) -> list[Alternative] | None:
    """The same, without looking at when questions are asked."""
    try:
        found: list[Alternative] = [()]
        for each in conditions:
            found = [one for one in _joined(found, _spread(each, True, world, 0)) if knowledge(one, world) is not None]
        return found
    except (_TooMany, TypeError, ArithmeticError):
        return None


def knowledge(literals: Alternative, world: World) -> dict[Node, Known] | None:
    """What these say of each thing; None when they exclude each other."""
    known: dict[Node, Known] = {}
    opaque: dict[Node, bool] = {}
    for node, holds in literals:
        for key, outcome in _opaque(node, holds):
            if opaque.setdefault(key, outcome) != outcome:
                return None
        learn(known, node, holds)
    for thing, each in known.items():
        if limit := _COUNT if isinstance(thing, tree.Fold) and thing.op == "aantal" else world.limits.get(thing):
            each.limited(limit)
        if not each.possible():
            return None
    return known


def _asked(literals: Alternative, world: World) -> bool:
    """Can every question whose answer this needs be asked at the same time?"""
    known = knowledge(literals, world) or {}
    filled = {node.path[0] for node, each in known.items() if each.filled and isinstance(node, tree.Name)}
    found = [literals]
    for name in sorted(filled & world.shown.keys()):
        try:
            found = [one for one in _joined(found, _spread(world.shown[name], True, world, 0)) if knowledge(one, world) is not None]
        except _TooMany:
            return True
        if len(found) > _DEEPER:
            return True
    return bool(found)


def _joined(left: list[Alternative], right: list[Alternative]) -> list[Alternative]:
    if len(left) * len(right) > MOST:
        raise _TooMany
    return [(*one, *other) for one in left for other in right]


def _spread(node: Node, holds: bool, world: World, depth: int) -> list[Alternative]:
    """The alternatives in which this node is true (or, with `holds` False, is not)."""
    if isinstance(node, tree.Not):
        return _spread(node.part, not holds, world, depth)
    if isinstance(node, tree.Logic):
        parts = [_spread(part, holds, world, depth) for part in node.parts]
        if (node.op == "en") != holds:
            found = [each for part in parts for each in part]
            if len(found) > MOST:
                raise _TooMany
            return found
        together: list[Alternative] = [()]
        for part in parts:
            together = [each for each in _joined(together, part) if knowledge(each, world) is not None]
        return together
    if isinstance(node, tree.YesNo):
        return [()] if node.value == holds else []
    if isinstance(node, tree.Name) and len(node.path) == 1 and node.path[0] in world.values and depth < 8:
        return _spread(world.values[node.path[0]], holds, world, depth + 1)
    return [((node, holds),)]


def _opaque(node: Node, holds: bool) -> Iterator[Literal]:
    """The same condition cannot both hold and not hold, whatever it means."""
    if isinstance(node, tree.Contains | tree.OneOf) and node.negated:
        changed = {"negated": False}
        yield type(node)(**{name: getattr(node, name) for name in node.__slots__} | changed), not holds  # type: ignore[arg-type]
    else:
        yield node, holds
