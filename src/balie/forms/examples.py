"""Examples: cases with given answers beside a service, run as its tests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from balie.forms.definition.folder import ServiceDefinition, load_folder
from balie.forms.definition.service import Example
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate
from balie.forms.plan.lookups import given
from balie.forms.plan.plan import Plan
from balie.forms.plan.state import State
from balie.forms.scenarios import why

REVIEW = "controle"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something came out differently: `what` (pages, price, …), what the example expects, what it became, and `why` in plain Dutch."""

    example: str
    what: str
    expected: Any
    got: Any
    why: str = ""

    def __str__(self) -> str:
        return f"{self.example}: {self.what} is {self.got!r}, verwacht was {self.expected!r}"


def run_example(plan: Plan, example: Example) -> list[Difference]:
    """What came out otherwise than the example says; nothing when all is well."""
    unknown = sorted(set(example.answers) - set(plan.types) - set(plan.check.types if plan.check else ()))
    found = [Difference(example.example, "antwoorden", "bekende vragen", name) for name in unknown]
    answers = {name: _plain(value) for name, value in example.answers.items()}
    state = evaluate(plan, answers, given(_plain(example.facts), plan.lookups), today=example.today, settings=_plain(example.settings))
    compared = [(what, wanted, got) for what, wanted, got in _compared(state, plan, example) if wanted != got]
    return found + [Difference(example.example, what, wanted, got, why(plan, state, what, wanted, got)) for what, wanted, got in compared]


def run_definition(definition: ServiceDefinition) -> list[Difference]:
    """The differences in all examples of a definition. Raises DefinitionError for a service that does not compile."""
    plan = compile_plan(definition)
    return [difference for example in definition.examples.values() for difference in run_example(plan, example)]


def run_examples(folder: Path | str) -> list[Difference]:
    """The differences in all examples of a service folder."""
    return run_definition(load_folder(folder))


def _compared(state: State, plan: Plan, example: Example) -> Iterator[tuple[str, Any, Any]]:
    expect = example.expect
    if expect.pages is not None:
        pages = tuple(page.name for page in state.pages) + (() if state.stop else (REVIEW,))
        yield "pages", expect.pages, pages
    if expect.stop is not None:
        yield "stop", expect.stop, state.stop.title if state.stop else None
    if expect.price is not None:
        yield "price", expect.price, state.total
    if expect.decision is not None:
        decided = {"outcome": state.decision.outcome, "row": state.decision.row} if state.decision else {}
        yield "decision", dict(expect.decision), {key: decided.get(key) for key in expect.decision}
    if expect.messages is not None:
        yield "messages", expect.messages, state.messages
    if expect.cosign is not None:
        yield "cosign", expect.cosign, tuple(each.role for each in state.cosigners)
    if expect.appointment is not None:
        yield "appointment", expect.appointment, state.appointment is not None
    if expect.offers is not None:
        yield "offers", expect.offers, tuple(each.service for each in state.offers)
    if expect.costs is not None:
        yield "costs", dict(expect.costs), {each.label: each.amount for each in state.costs + state.later}
    if expect.documents is not None:
        yield "documents", expect.documents, state.documents
    if expect.tasks is not None:
        yield "tasks", expect.tasks, state.tasks
    for name, wanted in (expect.values or {}).items():
        known = name in plan.names
        yield f"values.{name}", _text(wanted), _text(state.values[name]) if known else "onbekend"
    there = {page.name for page in state.pages} | {each.name for page in state.pages for each in page.questions}
    exist = {page.part.page for page in plan.pages} | {each.name for page in plan.pages for each in page.questions}
    for name in (*(expect.shown or ()), *(expect.hidden or ())):
        wanted = "te zien" if name in (expect.shown or ()) else "niet te zien"
        yield f"shown.{name}", wanted, "onbekend" if name not in exist else "te zien" if name in there else "niet te zien"
    if expect.partial:
        yield "errors", expect.errors or {}, {each.name: each.error for page in state.pages for each in page.questions if each.error}
    else:
        yield from _errors(state, expect.errors, expect.stop is not None or state.stop is not None)


def _errors(state: State, expected: Any, stopped: bool) -> Iterator[tuple[str, Any, Any]]:
    """An example says which answers are wrong or missing; when it says nothing, none may be."""
    got = {each.name: each.error or each.missing_text for page in state.pages for each in page.questions if each.error or each.missing}
    if isinstance(expected, Mapping):
        yield "errors", dict(expected), got
    elif expected is not None:
        yield "errors", tuple(sorted(expected)), tuple(sorted(got))
    elif not stopped:
        yield "errors", {}, got


def _plain(value: Any) -> Any:
    """YAML's numbers and days as the JSON that is stored."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
