"""An application as plain data, the same for every format: what was asked, what was answered, and how that reads.

Left out everywhere: a BSN (the vault of identity keeps it), and our own ids of people. Values are typed: str, Decimal, bool, date, time,
list, dict; an answer that does not count (hidden, or not given) is not there.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from balie.cases.filled import Filled
from balie.forms import public as forms

SHAPE = "balie-aanvraag/1"
OURS = ("person_id", "bsn", "burgerservicenummer", "document_id")


@dataclass(frozen=True)
class Answered:
    """One answer. `words`: as the person who applied reads it."""

    name: str
    label: str
    type: str
    value: Any
    words: str


@dataclass(frozen=True)
class AnsweredPage:
    name: str
    title: str
    answers: tuple[Answered, ...]


@dataclass(frozen=True)
class Record:
    """`costs`: (what, euros); `cosigners`: (role, answer)."""

    reference: str
    service: str
    title: str
    version: str
    language: str
    submitted: datetime
    completed: datetime
    price: Decimal
    pages: tuple[AnsweredPage, ...]
    costs: tuple[tuple[str, Decimal | None], ...]
    cosigners: tuple[tuple[str, str], ...]

    def answers(self) -> dict[str, Answered]:
        return {each.name: each for page in self.pages for each in page.answers}


def record_of(filled: Filled) -> Record:
    application = filled.application
    pages = (AnsweredPage(page.name, page.title, tuple(_answered(filled.plan, page.questions))) for page in filled.state.pages)
    return Record(
        reference=application.kenmerk, service=application.service, title=filled.title, version=str(application.version_id),
        language=application.language, submitted=application.submitted_at, completed=application.completed_at,
        price=Decimal(application.price), pages=tuple(page for page in pages if page.answers),
        costs=tuple((str(row["label"]), Decimal(row["amount"]) if row.get("amount") is not None else None) for row in application.costs),
        cosigners=tuple((each.role, each.status) for each in application.cosigners),
    )


def told(kind: forms.QuestionType | None) -> bool:
    """Whether the answer to a question of this type is data of the application."""
    return kind is not None and kind.asks and not kind.sensitive


def inner_of(kind: Any) -> Mapping[str, forms.QuestionType]:
    """The questions of one row of a group, as far as their answers are data; empty for another type."""
    return {name: each for name, each in getattr(kind, "inner", {}).items() if told(each)}


def _answered(plan: forms.Plan, questions: Sequence[forms.QuestionState]) -> list[Answered]:
    found = []
    for question in questions:
        kind = plan.types.get(question.name)
        if told(kind) and question.answered:
            found.append(Answered(question.name, question.label, question.type, _value(kind, question.value), _words(kind, question)))
    return found


def _value(kind: Any, value: Any) -> Any:
    if getattr(kind, "inner", None):
        return [{name: _value(each, row[name]) for name, each in inner_of(kind).items() if row.get(name) is not None} for row in value]
    return plain(value)


def _words(kind: Any, question: forms.QuestionState) -> str:
    """A group is said row by row, without what is no data."""
    if not getattr(kind, "inner", None):
        return question.words
    known = inner_of(kind)
    rows = [", ".join(_inside(known[each.name], each) for each in row if each.name in known and each.answered) for row in question.rows]
    return "; ".join(row for row in rows if row)


def _inside(kind: Any, question: forms.QuestionState) -> str:
    """Rows in a row stand between brackets."""
    return f"({_words(kind, question)})" if question.rows else question.words


def plain(value: Any) -> Any:
    """Without what is only ours."""
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items() if name not in OURS}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value
