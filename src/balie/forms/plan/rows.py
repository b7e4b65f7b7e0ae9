"""Rows of a group as people read them: each with its name, and what stands in it line by line."""

from collections.abc import Iterator
from typing import Any

from balie.forms.plan.state import QuestionState

UNSAID = ("info", "picture")


def rows_in_words(kind: Any, group: QuestionState, *, secrets: bool) -> list[tuple[str, str]]:
    """What each row is called and what it says. `secrets`: also what only the applicant may read, such as a BSN."""
    called = [f"{group.label} {number}" if len(group.rows) > 1 else group.label for number in range(1, len(group.rows) + 1)]
    return [(name, "\n".join(_lines(kind, row, secrets))) for name, row in zip(called, group.rows, strict=True)]


def _lines(kind: Any, row: tuple[QuestionState, ...], secrets: bool) -> Iterator[str]:
    for each in row:
        inner = kind.inner[each.name]
        if each.rows:
            yield from (": ".join((name, "; ".join(said.splitlines()))) for name, said in rows_in_words(inner, each, secrets=secrets))
        elif inner.template not in UNSAID and each.words and (secrets or not inner.sensitive):
            yield f"{each.label}{'' if each.label.endswith(('?', '.', ':')) else ':'} {each.words}"
