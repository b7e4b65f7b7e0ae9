"""An example of a case in which conditions hold together: made from what the search knows, and then tried out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from balie.forms.checks.dead import Alternative, World, alternatives, knowledge
from balie.forms.checks.known import Known
from balie.forms.language import tree
from balie.forms.language.lexer import quote
from balie.forms.language.oracle import holds
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import Node
from balie.forms.language.unparse import unparse

_TRIES = 20
_DEPENDS_ON_TODAY = (tree.Today, tree.Age)
Case = Mapping[Node, Any]


def case(conditions: Sequence[Node], world: World) -> Case | None:
    """What is answered, by name, so that all of these hold; None when no such case is found. What is not in it is leeg."""
    for literals in (alternatives(conditions, world) or [])[:_TRIES]:
        chosen = {thing: _value(each, _items(literals, thing)) for thing, each in (knowledge(literals, world) or {}).items()}
        if _apart(chosen) and all(_true(each, chosen, world) for each in conditions):
            return chosen
    return None


def said(example: Case) -> str:
    """A case in words: `bezoekers` is 4 en `muziek` is leeg."""
    parts = sorted(f"`{unparse(thing)}` is {_word(value)}" for thing, value in example.items())
    return " en ".join(parts) or "alles is leeg"


def _word(value: Any) -> str:
    if isinstance(value, tuple):
        return " en ".join(map(_word, value))
    if isinstance(value, str):
        return quote(value)
    if value is None or isinstance(value, bool):
        return {None: "leeg", True: "ja", False: "nee"}[value]
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _apart(chosen: Case) -> bool:
    """Is nothing in it a part of something else in it? Two of those could not have these values at once."""
    ways = [thing.path for thing in chosen if isinstance(thing, tree.Name)]
    return not any(one != other and other[: len(one)] == one for one in ways for other in ways)


def _items(literals: Alternative, thing: Node) -> tuple[Any, ...]:
    """What must be in a list."""
    return tuple(node.item.value for node, true in literals if isinstance(node, tree.Contains) and node.whole == thing and true != node.negated
                 and hasattr(node.item, "value"))  # fmt: skip


def _value(known: Known, items: tuple[Any, ...]) -> Any:
    if known.empty:
        return None
    if items:
        return items
    return next((each for each in _candidates(known) if each not in known.never and known.within(each)), None)


def _candidates(known: Known) -> Iterator[Any]:
    if known.among is not None:
        yield from sorted(known.among)
        return
    bounds = [each[0] for each in (known.low, known.high) if each]
    for bound in bounds or sorted(known.never):
        if isinstance(bound, bool):
            yield not bound
        elif isinstance(bound, Decimal):
            middle = () if known.whole or len(bounds) < 2 else ((bounds[0] + bounds[1]) / 2,)
            yield from (bound, bound.to_integral_value() + 1, bound.to_integral_value() - 1, bound.to_integral_value(), *middle)
        elif isinstance(bound, date):
            yield from (bound, bound + timedelta(days=1), bound - timedelta(days=1))
        elif isinstance(bound, str):
            yield "iets anders"
        else:
            yield bound


def _true(condition: Node, chosen: Case, world: World) -> bool:
    """Does it hold in this case? Not when that goes by the day on which one looks."""
    names = {thing: f"#{index}" for index, thing in enumerate(chosen)}
    plain = _plain(condition, names, world)
    if any(isinstance(each, _DEPENDS_ON_TODAY) for each in tree.walk(plain)):
        return False
    values = {name: chosen[thing] for thing, name in names.items()}
    return holds(plain, _Values(values), Moment(date(2026, 1, 1)))


class _Values(dict[str, Any]):
    def __missing__(self, name: str) -> None:
        return None


def _plain(node: Node, names: Mapping[Node, str], world: World, depth: int = 0) -> Node:
    """The condition with everything the case speaks of as a name of its own, and computed values written out."""
    if node in names:
        return tree.Name((names[node],))
    if isinstance(node, tree.Name) and len(node.path) == 1 and node.path[0] in world.values and depth < 8:
        return _plain(world.values[node.path[0]], names, world, depth + 1)
    changes = {part.name: _part(getattr(node, part.name), names, world, depth) for part in fields(node) if part.name not in ("at", "nested")}
    return replace(node, **changes)


def _part(value: Any, names: Mapping[Node, str], world: World, depth: int) -> Any:
    if isinstance(value, Node):
        return _plain(value, names, world, depth)
    if isinstance(value, tuple) and any(isinstance(each, Node) for each in value):
        return tuple(_plain(each, names, world, depth) for each in value)
    return value
