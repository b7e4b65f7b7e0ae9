"""Why a resident sees a question, pays an amount, need not go on or gets this decision: only when that follows from what they know themselves.

A reason speaks of answers that stand on the form now, of facts and of settings, in the words of the screen and in the language of the plan.
What would need another answer, or a piece of a rule as it is written, is left out; with nothing left there is nothing to tell: "".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from balie.forms.language.runtime import Moment
from balie.forms.language.tree import Node
from balie.forms.language.words import Words
from balie.forms.plan.explain import words
from balie.forms.plan.parts import Ruled
from balie.forms.plan.plan import Plan
from balie.forms.plan.state import PageState, State


@dataclass(frozen=True, slots=True)
class CostReason:
    """A row of the bill that counts, and why; "" when everybody pays it, or what decides it is not to be told."""

    label: str
    amount: Decimal | None
    why: str


def why_page(plan: Plan, state: State, page: PageState) -> str:
    """Because of what this page is there: “Is er muziek?” is ja."""
    found = next(each for each in plan.pages if each.part.page == page.name)
    return _Told(plan, state).why(found.shown)


def why_questions(plan: Plan, state: State, page: PageState) -> dict[str, str]:
    """Name of a question → because of what it is there; only of those that not everybody sees."""
    found = next(each for each in plan.pages if each.part.page == page.name)
    told, there = _Told(plan, state), {each.name for each in page.questions}
    return {each.name: why for each in found.questions if each.shown and each.name in there and (why := told.why(each.shown))}


def why_stopped(plan: Plan, state: State) -> str:
    """Why they need not go on. That a look-up gave no answer, the page says itself."""
    if state.stop is None or state.stop.lookup:
        return ""
    page = next(each for each in plan.pages if each.part.page == state.stop.page)
    held = next((each for each in page.stops if each.holds.run(state.values, state.context.moment)), None)
    return _Told(plan, state).why(held.holds) if held else ""


def why_costs(plan: Plan, state: State) -> tuple[CostReason, ...]:
    """The bill, row by row, when at least one of its rows is not for everybody."""
    told, counted = _Told(plan, state), (each for each in plan.costs if each.counts(state.values, state.context.moment))
    bill = zip_longest(state.costs + state.later, counted)  # what was chosen of products comes last, and says why by itself
    found = tuple(CostReason(row.label, row.amount, told.why(each.holds if each else None)) for row, each in bill)
    return found if any(each.why for each in found) else ()


def why_decided(plan: Plan, state: State) -> str:
    """Because of what the row of the decision table holds."""
    row = next((each for each in plan.decision if state.decision and each.part.row == state.decision.row), None)
    return _Told(plan, state).why(row.holds) if row else ""


class _Untold(Exception):
    """This part of a rule is not to be told."""


class _Told(Words):
    brief = True

    def __init__(self, plan: Plan, state: State) -> None:
        known = words(plan)
        super().__init__(self.of_theirs, known.option, known.behind, known.language)
        self.plan, self.state, self.called = plan, state, known.label
        self.there = {each.name for page in state.pages for each in page.questions}
        self.said: dict[str, str] = {}  # a page often asks ten things for one reason

    def why(self, ruled: Ruled | None) -> str:
        if ruled is None:
            return ""
        if ruled.rule.text not in self.said:
            self.said[ruled.rule.text] = self.because(ruled.rule.tree, self.state.values, self.state.context.moment)
        return self.said[ruled.rule.text]

    def of_theirs(self, path: tuple[str, ...]) -> str:
        """How it is called on screen. Facts and values have a name in Dutch only."""
        if path[0] in self.plan.types and path[0] not in self.there:
            raise _Untold
        if path[0] not in self.plan.types and path[0] not in self.plan.service.settings and self.language != "nl":
            raise _Untold
        return self.called(path)

    def reasons(self, node: Node, values: Mapping[str, Any], moment: Moment, positive: bool) -> list[str]:
        try:
            return super().reasons(node, values, moment, positive)
        except _Untold:
            return []

    def unsaid(self, node: Node) -> str:
        raise _Untold
