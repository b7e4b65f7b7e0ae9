"""Pure: reading one posted page with the plan's question types, and finding the way through the pages."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from balie.forms.public import FieldError, Plan, State


@dataclass(frozen=True)
class Read:
    """What a posted page says: answers in stored form (None: emptied), errors, and everything as it was typed."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, FieldError] = field(default_factory=dict)
    raw: Mapping[str, Any] = field(default_factory=dict)


def read_page(plan: Plan, state: State, page: str, posted: Mapping[str, list[str]]) -> Read:
    """Read the page's visible questions, and those that this very change may show.

    A question that the change makes visible may be posted with it (the browser shows it at once), so every question of the page is read
    when something was typed there; the evaluation decides afterwards which answers count. Files are not posted but stored: `given` to the verb.
    """
    shown = state.page(page)
    visible = {question.name for question in shown.questions} if shown else set()
    locked = {question.name for question in shown.questions if question.locked} if shown else set()
    answers, errors, raw = {}, {}, {}
    for name in questions_of(plan, page):
        kind = plan.types[name]
        if not kind.asks or kind.template == "upload" or name in locked:
            continue
        answer = kind.parse(posted, name)
        typed = answer.json is not None or answer.error is not None
        if name not in visible and not typed:
            continue
        raw[name] = answer if kind.template == "group" else answer.raw
        if answer.error:
            errors[name] = answer.error
        else:
            answers[name] = answer.json
    return Read(answers, errors, raw)


def questions_of(plan: Plan, page: str) -> tuple[str, ...]:
    """Names of all questions of a page, visible or not, in order."""
    return next((tuple(each.name for each in found.questions) for found in plan.pages if found.part.page == page), ())


def next_page(state: State, page: str) -> str | None:
    """The visible page after this one; None: the answers can be checked."""
    names = [shown.name for shown in state.pages]
    place = names.index(page) if page in names else -1
    return names[place + 1] if place + 1 < len(names) else None


def first_open(state: State) -> str | None:
    """The first visible page where something is missing or wrong; None when all is done."""
    return next((shown.name for shown in state.pages if not shown.done), None)


def plain(value: Any) -> Any:
    """A typed value as JSON: amounts and numbers as text, days and times in ISO form, records and lists likewise inside."""
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | frozenset | set):
        return [plain(each) for each in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
