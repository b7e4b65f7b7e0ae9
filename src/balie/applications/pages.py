"""Pure: reading one posted page with the plan's question types, and finding the way through the pages."""
from __future__ import annotations

from collections.abc import Mapping

from balie.forms.public import Plan, State


def read_page(plan: Plan, state: State, page: str, posted: Mapping[str, list[str]]) -> tuple[dict, dict, dict]:
    """(answers in stored form, errors, raw as typed) of the page's visible questions and of those it may show after this change.

    A question that this change makes visible may be posted with it (the browser shows it at once), so every question of the page is read
    when its name was posted; the evaluation decides afterwards which answers count.
    """
    visible = {question.name for question in state.page(page).questions}
    answers, errors, raw = {}, {}, {}
    for name in plan.questions_of(page):
        kind = plan.types[name]
        if not kind.asks or (name not in visible and not kind.posted(posted)):
            continue
        answer = kind.parse(posted)
        raw[name] = answer.raw
        if answer.error:
            errors[name] = answer.error
        else:
            answers[name] = answer.json
    return answers, errors, raw


def next_page(state: State, page: str) -> str | None:
    """The visible page after this one; None: the answers can be checked."""
    names = [shown.name for shown in state.pages]
    place = names.index(page) if page in names else -1
    return names[place + 1] if place + 1 < len(names) else None


def first_open(state: State) -> str | None:
    """The first visible page where something is missing or wrong; None when all is done."""
    return next((shown.name for shown in state.pages if not shown.done), None)
