"""From statuses and questions to what has been done, what happens now and what comes later. Pure."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from balie.cases import rules
from balie.cases.views import AskView, TimelineStep


@dataclass(frozen=True)
class Kind:
    """A statustype: its place (from 1), texts, and the term from the start within which it is expected."""

    place: int
    name: str
    text: str
    within: str = ""


def steps(
    kinds: Sequence[Kind], reached: Sequence[tuple[int, datetime]], asks: Sequence[AskView], *,
    start: date | None, deadline: date | None, closed: bool, due: int | None = None,
) -> tuple[TimelineStep, ...]:
    """`reached`: (place, moment) of each status that was set, oldest first. A closed zaak has no steps that never came.

    `start`: from when terms count; None as long as they do not, and then nothing is expected by a day.
    `due`: the place that must be reached by the deadline; without it the last one.
    """
    due = due or (kinds[-1].place if kinds else 0)
    current = reached[-1][0] if reached else 0
    moments = {place: at for place, at in reached if place <= current}
    open_ask = next((ask for ask in asks if ask.is_open), None)
    done = [
        (moments[kind.place], TimelineStep(when="done", name=kind.name, text=kind.text, at=moments[kind.place]))
        for kind in kinds if kind.place in moments and (closed or open_ask or kind.place < current)
    ]
    done += [
        (ask.answered_at, TimelineStep(when="done", name="Aanvulling", text=_answered(ask), at=ask.answered_at))
        for ask in asks if not ask.is_open
    ]
    found = [step for _, step in sorted(done, key=lambda pair: pair[0])]
    if closed:
        return tuple(found)
    if open_ask:
        found.append(TimelineStep(
            when="now", name="Aanvulling gevraagd", text=open_ask.question, at=open_ask.asked_at, expected=open_ask.deadline
        ))
    later = [kind for kind in kinds if kind.place > current]
    if not open_ask:
        found += [
            TimelineStep(when="now", name=kind.name, text=kind.text, at=moments.get(kind.place))
            for kind in kinds if kind.place == current
        ]
    found += [
        TimelineStep(when="later", name=kind.name, text=kind.text, expected=_expected(kind, due, start, deadline)) for kind in later
    ]
    return tuple(found)


def _answered(ask: AskView) -> str:
    return "U hebt onze vraag beantwoord" if ask.answer or ask.document_ids else "Onze vraag is vervallen"


def _expected(kind: Kind, due: int, start: date | None, deadline: date | None) -> date | None:
    if kind.place == due and deadline:
        return deadline
    if not kind.within or start is None:
        return None
    expected = rules.ends_on(start, kind.within)
    return min(expected, deadline) if deadline else expected
