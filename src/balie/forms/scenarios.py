"""What examples tell beside right or wrong: why something came out otherwise, and which rules none of them ever tried."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from balie.forms.definition.service import Example
from balie.forms.plan.evaluate import evaluate
from balie.forms.plan.parts import Conditional, Ruled
from balie.forms.plan.plan import Plan
from balie.forms.plan.reasons import DECISION, PRICE, reasons
from balie.forms.plan.state import State
from balie.forms.trial import stored


@dataclass(frozen=True, slots=True)
class Untried:
    """A condition that was never true (`missing` is True) or never false in any example. `about`: page, question, cost, decision or stop."""

    about: str
    name: str
    rule: str
    missing: bool

    def __str__(self) -> str:
        words = {"page": "pagina", "question": "vraag", "cost": "kostenregel", "decision": "besluitregel", "stop": "stop"}
        return f"{words[self.about]} `{self.name}`: {'nooit waar' if self.missing else 'nooit onwaar'} ({' '.join(self.rule.split())})"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many outcomes (true and false of each condition) the examples reach, of how many, and which they do not."""

    tried: int
    total: int
    untried: tuple[Untried, ...]


def coverage(plan: Plan, examples: Iterable[Example]) -> Coverage:
    """Every condition of pages, questions, costs, decision and stops against these examples.

    A row of the decision table is only looked at when no row before it held, so that it counts as true when it decides.
    """
    seen: dict[tuple[str, str, str], set[bool]] = {(about, name, ruled.rule.text): set() for about, name, ruled in _conditions(plan)}
    for each in examples:
        state = _state(plan, each)
        decided = state.decision.row if state.decision else None
        rows = [row.part.row for row in plan.decision]
        for about, name, ruled in _conditions(plan):
            if about == "decision" and (decided is None or rows.index(name) > rows.index(decided)):
                continue
            seen[about, name, ruled.rule.text].add(bool(ruled.run(state.values, state.context.moment)))
    missing = tuple(Untried(*key, outcome) for key, found in seen.items() for outcome in (True, False) if outcome not in found)
    return Coverage(2 * len(seen) - len(missing), 2 * len(seen), missing)


def why(plan: Plan, state: State, what: str, wanted: Any, got: Any) -> str:
    """Why it came out as `got`: the sentences of `reasons` about what differs; empty when there is nothing to say."""
    return " ".join(sentence for name in _names(what, wanted, got) for sentence in _said(plan, state, name))


def _names(what: str, wanted: Any, got: Any) -> list[str]:
    kind, _, name = what.partition(".")
    if name:
        return [name]
    if kind in ("price", "costs"):
        return [PRICE]
    if kind == "decision":
        return [DECISION]
    if kind in ("pages", "errors") and isinstance(wanted, tuple | Mapping) and isinstance(got, tuple | Mapping):
        return sorted(set(wanted) ^ set(got))
    return []


def _said(plan: Plan, state: State, name: str) -> Iterator[str]:
    try:
        yield from (each.text for each in reasons(plan, state, name))
    except KeyError:
        return


def _conditions(plan: Plan) -> Iterator[tuple[str, str, Ruled]]:
    for page in plan.pages:
        if page.shown:
            yield "page", page.part.page, page.shown
        yield from (("question", each.name, each.shown) for each in page.questions if each.shown)
        yield from (("stop", each.part.title, each.holds) for each in page.stops)
    yield from _rows("cost", "label", plan.costs)
    yield from _rows("decision", "row", plan.decision)


def _rows(about: str, key: str, rows: Iterable[Conditional]) -> Iterator[tuple[str, str, Ruled]]:
    return ((about, getattr(each.part, key), each.holds) for each in rows if each.holds)


def _state(plan: Plan, example: Example) -> State:
    return evaluate(plan, stored(example.answers), stored(example.facts), today=example.today, settings=stored(example.settings))
