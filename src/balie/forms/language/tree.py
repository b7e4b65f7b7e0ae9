"""The syntax tree of a rule: frozen, comparable, without positions in the comparison."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, time
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number(Node):
    value: Decimal


@dataclass(frozen=True, slots=True)
class Text(Node):
    value: str


@dataclass(frozen=True, slots=True)
class YesNo(Node):
    value: bool


@dataclass(frozen=True, slots=True)
class Day(Node):
    value: date


@dataclass(frozen=True, slots=True)
class Clock(Node):
    value: time


@dataclass(frozen=True, slots=True)
class Today(Node):
    pass


@dataclass(frozen=True, slots=True)
class Duration(Node):
    """`unit` is jaar, maanden, weken, dagen or werkdagen."""

    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A question, value, setting or fact, with the way into it. `nested`: how far along the path a list lies in the rows of another; those
    lists are joined to one (checked trees)."""

    path: tuple[str, ...]
    nested: tuple[int, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Row(Node):
    """A name found in the row that a condition over a list looks at; `up`: in the row around that one. Only in checked trees."""

    path: tuple[str, ...]
    nested: tuple[int, ...] = field(default=(), compare=False, repr=False)
    up: int = 0


@dataclass(frozen=True, slots=True)
class Option(Node):
    """An option of a choice, written as a bare word. Only in checked trees."""

    value: str


@dataclass(frozen=True, slots=True)
class Not(Node):
    part: Node


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """`op` is en or of."""

    op: str
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """`op` is one of: is, is niet, <, <=, >, >=."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    part: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """`options` are written out, or `among` is a list."""

    part: Node
    options: tuple[Node, ...]
    among: Node | None
    negated: bool


@dataclass(frozen=True, slots=True)
class Contains(Node):
    whole: Node
    item: Node
    negated: bool


@dataclass(frozen=True, slots=True)
class Filled(Node):
    """is ingevuld (`empty` false) or is leeg."""

    part: Node
    empty: bool


@dataclass(frozen=True, slots=True)
class Negative(Node):
    part: Node


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """`op` is one of + - * /."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Age(Node):
    """Full years from a date of birth to `on` (absent: today)."""

    born: Node
    on: Node | None


@dataclass(frozen=True, slots=True)
class Span(Node):
    """Full units from `start` to `end`; negative when the end lies before the start."""

    unit: str
    start: Node
    end: Node


@dataclass(frozen=True, slots=True)
class Fold(Node):
    """`op` is aantal, som, laagste or hoogste, over a list."""

    op: str
    part: Node


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """The rows of `source` for which the condition holds; `rest` is the field taken from each (checked trees)."""

    source: Node
    condition: Node
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantifier(Node):
    """`op` is een or alle: does the condition hold for one row, or for every row (and is there one)."""

    op: str
    source: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Numeral(Node):
    """The number that a text or a choice is written as: `getal van punten`; leeg when it is none."""

    part: Node


@dataclass(frozen=True, slots=True)
class Empty(Node):
    """leeg, as what comes out after `dan` or `anders`; it stands nowhere else."""


@dataclass(frozen=True, slots=True)
class Choose(Node):
    """als … dan … anders …"""

    condition: Node
    then: Node
    other: Node


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below this one."""
    for part in fields(node):
        value = getattr(node, part.name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (each for each in value if isinstance(each, Node))


def walk(node: Node) -> Iterator[Node]:
    """This node and everything below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def paths(node: Node) -> frozenset[tuple[str, ...]]:
    """Every name a checked rule reads, with the way into it: its dependencies."""
    return frozenset(each.path for each in walk(node) if isinstance(each, Name))
