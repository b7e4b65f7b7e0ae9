"""Answers in words, page by page: for the check, the confirmation and the letter."""
from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from balie.applications import public as applications
from balie.forms.public import rows_in_words


@dataclass(frozen=True)
class Section:
    """A page of the form with its answers; `rows` are {key, value, note, href, drawn} for the component `data`."""

    title: str
    href: str
    rows: tuple[dict, ...]


def sections(application, *, change: bool = True) -> list[Section]:
    found = []
    for page in application.state.pages:
        href = f"{reverse('portal:step', args=[application.id, page.name])}?terug=controle"
        rows = []
        for question in page.questions:
            kind = application.plan.types[question.name]
            if kind.template in ("info", "picture"):
                continue
            mend = change and kind.asks and not question.locked
            drawn = applications.picture_of(application.plan, question)
            said = rows_in_words(kind, question, secrets=True) or [(question.label, question.words)]
            rows += [{"key": key, "value": words or "—", "note": "", "href": href if mend else "", "drawn": drawn} for key, words in said]
        if rows:
            found.append(Section(page.title, href, tuple(rows)))
    return found
