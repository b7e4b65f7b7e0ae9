"""Applications as rows: which columns there are (of every version of a service that occurs), and the cells of one application.

A cell is a str, Decimal, bool, date, datetime or None. A group is one cell with its rows in words, and a table of its own.
"""
from __future__ import annotations

from collections.abc import Iterable
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
    """`main`: name → (label, type) of questions; `groups`: group → the same for one of its rows."""

    main: dict[str, tuple[str, str]] = field(default_factory=dict)
    groups: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)

    @property
    def header(self) -> list[str]:
        return [*FIRST, *self.main]

    def group_header(self, name: str) -> list[str]:
        return ["kenmerk", "rij", *self.groups[name]]


def columns_of(plans: Iterable[forms.Plan]) -> Columns:
    """Of all these versions together, newest first: a question that is gone keeps its column."""
    found = Columns()
    for plan in plans:
        for name, kind in plan.types.items():
            if not told(kind):
                continue
            found.main.setdefault(name, (kind.definition.label, kind.definition.type))
            inner = inner_of(kind)
            if inner:
                group = found.groups.setdefault(name, {})
                for part, each in inner.items():
                    group.setdefault(part, (each.definition.label, each.definition.type))
    return found


def row_of(record: Record, columns: Columns) -> list[Cell]:
    answers = record.answers()
    return [record.reference, record.submitted, record.language, record.price, *(cell(answers.get(name)) for name in columns.main)]


def cell(answer: Answered | None) -> Cell:
    """The value itself where a sheet can count or sort with it, else the words."""
    if answer is None:
        return None
    return answer.value if isinstance(answer.value, Decimal | date) and not isinstance(answer.value, bool) else answer.words


def group_rows(record: Record, columns: Columns, name: str) -> list[list[Cell]]:
    answer = record.answers().get(name)
    rows = answer.value if answer and isinstance(answer.value, list) else []
    return [[record.reference, number, *(_inner(row.get(part)) for part in columns.groups[name])] for number, row in enumerate(rows, start=1)]


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
