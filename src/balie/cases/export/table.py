"""Applications as rows: which columns there are (of every version of a service that occurs), and the cells of one application.

A cell is a str, Decimal, bool, date, datetime or None. A group is one cell with its rows in words, and a table of its own.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from balie.cases.export.shape import Answered, Record, inner_of, told
from balie.forms import public as forms

FIRST = ("kenmerk", "verstuurd", "taal", "prijs")
EXPLAINED = {
    "kenmerk": ("Kenmerk van de aanvraag", "text"), "verstuurd": ("Wanneer de aanvraag is verstuurd", "date"),
    "taal": ("Taal waarin is aangevraagd", "text"), "prijs": ("Prijs bij het versturen, in euro", "money"),
    "rij": ("Het nummer van de rij, vanaf 1", "number"),
}
Cell = Any


@dataclass(frozen=True)
class Columns:
    """`main`: name → (label, type) of questions; `groups`: group → the same for one of its rows. A group in a group is called `group.inner`."""

    main: dict[str, tuple[str, str]] = field(default_factory=dict)
    groups: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)

    @property
    def header(self) -> list[str]:
        return [*FIRST, *self.main]

    def group_header(self, name: str) -> list[str]:
        return ["kenmerk", *(f"rij_{around}" for around in name.split(".")[:-1]), "rij", *self.groups[name]]


def columns_of(plans: Iterable[forms.Plan]) -> Columns:
    """Of all these versions together, newest first: a question that is gone keeps its column."""
    found = Columns()
    for plan in plans:
        for name, kind in plan.types.items():
            if not told(kind):
                continue
            found.main.setdefault(name, (kind.definition.label, kind.definition.type))
            _group(found, name, kind)
    return found


def _group(found: Columns, name: str, kind: Any) -> None:
    inner = inner_of(kind)
    if inner:
        group = found.groups.setdefault(name, {})
        for part, each in inner.items():
            group.setdefault(part, (each.definition.label, each.definition.type))
            _group(found, f"{name}.{part}", each)


def row_of(record: Record, columns: Columns) -> list[Cell]:
    answers = record.answers()
    return [record.reference, record.submitted, record.language, record.price, *(cell(answers.get(name)) for name in columns.main)]


def cell(answer: Answered | None) -> Cell:
    """The value itself where a sheet can count or sort with it, else the words."""
    if answer is None:
        return None
    return answer.value if isinstance(answer.value, Decimal | date) and not isinstance(answer.value, bool) else answer.words


def group_rows(record: Record, columns: Columns, name: str) -> list[list[Cell]]:
    first, *path = name.split(".")
    answer = record.answers().get(first)
    rows = _rows({first: answer.value}, first, *path) if answer else ()
    return [[record.reference, *numbers, *(_inner(row.get(part)) for part in columns.groups[name])] for numbers, row in rows]


def _rows(around: Any, name: str, *path: str) -> Iterator[tuple[list[int], Any]]:
    """The rows at the end of a path, each with its number and the numbers of the rows around it."""
    rows = around.get(name)
    for number, row in enumerate(rows if isinstance(rows, list) else (), start=1):
        for numbers, found in _rows(row, *path) if path else [([], row)]:
            yield [number, *numbers], found


def _inner(value: Any) -> Cell:
    """What stands in a row of a group, where no words are kept."""
    match value:
        case None | Decimal() | date():
            return value
        case bool():
            return "ja" if value else "nee"
        case time():
            return f"{value:%H:%M}"
        case dict():
            return ", ".join(f"{_inner(each)}" for each in value.values() if each is not None)
        case list():
            return "; ".join(f"{_inner(each)}" for each in value)
    return str(value)
