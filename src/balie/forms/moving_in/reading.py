"""What the translation of JsonLogic works with: the scope, what it noticed on the way, and the operands it finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.language.types import Type
from balie.forms.moving_in.scope import Known, Scope, Ticked

# how old rules write "nothing": Python's None and empty things, once they have become text
EMPTY_WORDS = frozenset({"", "None", "NULL", "null", "undefined", "{}", "[]"})


class Unsaid(Exception):
    """Our language has no words for this; the message says for what."""


@dataclass(frozen=True)
class Const:
    """A constant, as JSON."""

    value: Any


@dataclass(frozen=True)
class Made:
    """Something computed."""

    node: Node
    type: Type


@dataclass(frozen=True)
class Terms:
    """So many years, months, days: what is added to a day."""

    parts: tuple[tuple[int, str], ...]


Operand = Const | Known | Ticked | Made | Terms


@dataclass
class Reading:
    """One translation. `faults`: what can never have worked. `differences`: name → what means something else now, when it is empty."""

    scope: Scope
    faults: list[str] = field(default_factory=list)
    differences: dict[str, str] = field(default_factory=dict)

    def inside(self, scope: Scope) -> "Reading":
        """The same reading, in another scope."""
        return Reading(scope, self.faults, self.differences)

    def fault(self, text: str) -> None:
        if text not in self.faults:
            self.faults.append(text)

    def differ(self, node: Node, text: str) -> None:
        for each in tree.walk(node):
            if isinstance(each, tree.Name):
                self.differences.setdefault(".".join(each.path), text)


def parted(expression: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """The operator and its arguments."""
    found = [(key, value) for key, value in expression.items() if not str(key).startswith("_")]
    if len(found) != 1:
        raise Unsaid("een blok met meer dan één bewerking")
    operator, value = found[0]
    return str(operator), value if isinstance(value, list) else [value]


def numeric(value: Any) -> Decimal | None:
    """The number a constant is or is written as."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        found = Decimal(str(value).strip())
    except ArithmeticError:
        return None
    return found if found.is_finite() and abs(found) < Decimal(10) ** 15 else None


def number(value: Decimal) -> Node:
    """A number as a node; the language has no negative literals."""
    value = value.normalize() if value == value.to_integral_value() and abs(value) < 10**14 else value
    return tree.Negative(tree.Number(abs(value))) if value < 0 else tree.Number(value)


def written(value: Any) -> str:
    """A constant as the text that Open Forms compares with."""
    return str(value)
