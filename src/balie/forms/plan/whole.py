"""From values to a state, and what is remembered of it so that the next one can be made from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from balie.forms.plan.follows import FOLLOWS, bill, messages, pays_later
from balie.forms.plan.program import PageLook
from balie.forms.plan.run import Run
from balie.forms.plan.showing import page, question, stopped
from balie.forms.plan.state import CostRow, PageState, QuestionState, State, StopState, total_of
from balie.forms.plan.uses import PRICE


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that was made: the states of its visible questions by name, and its stop. `listed`: there is something to see on it."""

    states: Mapping[str, QuestionState]
    page: PageState
    stop: StopState | None
    listed: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """What a state was made from. Nothing in it ever changes. `sheets`: pages made so far, by name; `follows`: outcomes by name."""

    answers: Mapping[str, Any]
    facts: Mapping[str, Any]
    known: Mapping[str, Any]
    visible: set[str]
    unreadable: set[str]
    sheets: dict[str, Sheet]
    listed: tuple[str, ...]
    bill: tuple[CostRow, ...]
    follows: Mapping[str, Any]


def whole(run: Run, facts: Mapping[str, Any], known: Mapping[str, Any]) -> State:
    """Everything from the start."""
    run.all()
    rows = bill(run)
    price(run, rows)
    sheets: dict[str, Sheet] = {}
    for look in run.program.page_looks.values():
        if look.key in run.visible:
            made = sheets[look.plan.part.page] = sheet(run, look)
            if made.stop:
                break
    return finished(run, facts, known, sheets, rows, {name: follow(run) for name, follow in FOLLOWS.items()})


def price(run: Run, rows: tuple[CostRow, ...]) -> None:
    """What it costs has a name in texts; a question of that name goes before."""
    if PRICE not in run.plan.names:
        run.values[PRICE] = total_of(rows)


def sheet(run: Run, look: PageLook, old: Mapping[str, QuestionState] | None = None, dirty: Any = ()) -> Sheet:
    """Make a page; a question that is not `dirty` keeps its `old` state."""
    states: dict[str, QuestionState] = {}
    for each in look.questions:
        name = each.plan.name
        if name in run.visible:
            kept = old.get(name) if old is not None and name not in dirty else None
            states[name] = kept or question(run, each, run.values, name in run.unreadable)
    shown = page(run, look, states)
    stop = stopped(run, look.plan.part.page, look.plan.stops, look.stops) if look.stops else None
    return Sheet(states, shown, stop, bool(states or stop or not look.questions))


def finished(run: Run, facts: Mapping[str, Any], known: Mapping[str, Any], sheets: dict[str, Sheet], rows: tuple[CostRow, ...],
             follows: Mapping[str, Any]) -> State:
    """Put the parts together."""
    listed, stop = [], None
    for name in run.program.page_looks:
        if (made := sheets.get(name)) is not None:
            if made.listed:
                listed.append(name)
            if made.stop:
                stop = made.stop
                break
    return assembled(run, facts, known, sheets, tuple(listed), tuple(sheets[name].page for name in listed), stop, rows, follows)


def assembled(run: Run, facts: Any, known: Any, sheets: dict[str, Sheet], listed: tuple[str, ...], pages: tuple[PageState, ...],
              stop: StopState | None, rows: tuple[CostRow, ...], follows: Mapping[str, Any]) -> State:
    decision = follows["decision"]
    costs, later = ((), rows) if pays_later(run, decision) else (rows, ())
    return State(
        pages=pages, stop=stop, values=run.values, costs=costs, total=total_of(costs), later=later,
        messages=messages(run, decision, follows["cosigners"], follows["appointment"]),
        complete=stop is None and total_of(rows) is not None and all(each.done for each in pages),
        context=run.context, memory=Memory(run.answers, facts, known, run.visible, run.unreadable, sheets, listed, rows, follows), **follows,
    )  # fmt: skip
