"""What the confirmation of an application says: every question that was asked, with its answer as people said it, page by page; the files,
who signed, and what it costs. In the language of the applicant.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from balie.cases.filled import Filled
from balie.documents.public import Section
from balie.forms import public as forms
from balie.kernel import money

WORDS = {
    "nl": {
        "empty": "Niet ingevuld", "secret": "Ingevuld. Dit nummer staat niet op papier.", "files": "Bestanden", "signed": "Wie tekenden mee",
        "costs": "Kosten", "paid": "Betaald", "later": "Later te betalen", "unknown": "Nog niet bekend",
        "akkoord": "Akkoord", "geweigerd": "Niet akkoord", "gevraagd": "Gevraagd", "verlopen": "Te laat", "vervallen": "Niet meer nodig",
    },
    "en": {
        "empty": "Not filled in", "secret": "Filled in. This number is not printed.", "files": "Files", "signed": "Who signed with you",
        "costs": "Costs", "paid": "Paid", "later": "To pay later", "unknown": "Not known yet",
        "akkoord": "Agreed", "geweigerd": "Did not agree", "gevraagd": "Asked", "verlopen": "Too late", "vervallen": "No longer needed",
    },
}


def sections(filled: Filled) -> list[Section]:
    """Never with a BSN."""
    words = WORDS.get(filled.application.language, WORDS["nl"])
    found = [_section(filled, page, words) for page in filled.state.pages]
    found += [Section(words["files"], _files(filled)), Section(words["signed"], _signers(filled, words))]
    found.append(Section(words["costs"], _costs(filled, words)))
    return [section for section in found if section.rows]


def _section(filled: Filled, page: forms.PageState, words: dict[str, str]) -> Section:
    rows: list[tuple[str, str]] = []
    pictures: dict[int, str] = {}
    for question in page.questions:
        if drawn := filled.picture(question):
            pictures[len(rows)] = drawn
        rows += _answers(filled, [question], words)
    return Section(page.title, rows, pictures)


def _answers(filled: Filled, questions: Sequence[forms.QuestionState], words: dict[str, str]):
    for question in questions:
        kind: Any = filled.plan.types.get(question.name)
        if kind is None or not kind.asks:
            continue
        if getattr(kind, "inner", None) and question.rows:
            yield from _rows(kind, question, words)
        else:
            yield question.label, _said(kind, question, words)


def _rows(kind: Any, group: forms.QuestionState, words: dict[str, str], before: str = ""):
    """Each row of a group with its own questions, also those of rows in it."""
    for number, row in enumerate(group.rows, start=1):
        where = f"{before}{group.label} {number}"
        for question in row:
            inner = kind.inner.get(question.name)
            if question.rows:
                yield from _rows(inner, question, words, f"{where}, ")
            elif inner is not None and inner.asks:
                yield f"{where}: {question.label}", _said(inner, question, words)


def _said(kind: Any, question: forms.QuestionState, words: dict[str, str]) -> str:
    if not question.answered:
        return words["empty"]
    return words["secret"] if kind.sensitive else question.words


def _files(filled: Filled) -> list[tuple[str, str]]:
    """Which question, which file, how large."""
    asked = (question for page in filled.state.pages for question in _all(page.questions) if question.answered and question.type == "upload")
    return [(each.label, f"{file['name']} ({_size(file['size'])})") for each in asked for file in each.value]


def _all(questions: Sequence[forms.QuestionState]) -> Iterator[forms.QuestionState]:
    """These, and what stands in their rows."""
    for each in questions:
        yield each
        for row in each.rows:
            yield from _all(row)


def _size(count: int) -> str:
    return f"{max(1, round(count / 1000))} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB".replace(".", ",")


def _signers(filled: Filled, words: dict[str, str]) -> list[tuple[str, str]]:
    return [(each.name, words.get(each.status, each.status_name)) for each in filled.application.cosigners]


def _costs(filled: Filled, words: dict[str, str]) -> list[tuple[str, str]]:
    application = filled.application
    rows = [(str(row["label"]), _amount(row.get("amount"), words)) for row in application.costs]
    if application.price > 0:
        rows.append((words["paid"], money.euro(application.price)))
    rows += [(f"{words['later']}: {row['label']}", _amount(row.get("amount"), words)) for row in application.needs.get("later") or ()]
    return rows


def _amount(amount: Any, words: dict[str, str]) -> str:
    return words["unknown"] if amount in (None, "None") else money.euro(Decimal(str(amount)))
