"""Answers in words, page by page: for the check, the confirmation and the letter."""
from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from balie.applications import public as applications


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
            if kind.template == "info":
                continue
            rows.append({"key": question.label, "value": question.words or "—", "note": "", "href": href if change and kind.asks else "",
                         "drawn": applications.picture_of(application.plan, question)})
        if rows:
            found.append(Section(page.title, href, tuple(rows)))
    return found
