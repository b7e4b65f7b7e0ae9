"""A first example beside the service: the shortest way through the form, filled in by itself."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from balie.forms.definition.folder import ServiceDefinition
from balie.forms.examples import REVIEW
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate
from balie.forms.plan.parts import QuestionPlan
from balie.forms.plan.plan import Plan
from balie.forms.plan.state import QuestionState, State

TODAY = date(2026, 11, 23)
ROUNDS = 60
_TEXTS = {
    "email": ["sanne@voorbeeld.example"], "phone": ["+31612345678"], "bsn": ["999990019"], "iban": ["NL91ABNA0417164300"],
    "number_plate": ["AB123C"], "kvk": ["12345678"],
}  # fmt: skip
_WRITTEN = ("Voorbeeld", "12345678", "1234 AB", "1234AB", "12", "12,50", "A", "2026", "Een voorbeeld van twintig tekens of meer")


def example(definition: ServiceDefinition) -> dict[str, Any]:
    """A case with answers, and what comes out of it."""
    plan = compile_plan(definition)
    answers, state = _filled(plan)
    expect: dict[str, Any] = {"pages": [page.name for page in state.pages] + ([] if state.stop else [REVIEW])}
    if state.stop:
        expect["stop"] = state.stop.title
    if wrong := sorted(each.name for page in state.pages for each in page.questions if each.error or each.missing):
        expect["errors"] = wrong
    if state.decision and not state.stop:
        expect["decision"] = {"outcome": state.decision.outcome, "row": state.decision.row}
        expect["messages"] = list(state.messages)
    return {"example": "De kortste weg door het formulier", "today": TODAY.isoformat(), "answers": answers, "expect": expect}


def _filled(plan: Plan) -> tuple[dict[str, Any], State]:
    answers: dict[str, Any] = {}
    plans = {each.name: each for page in plan.pages for each in page.questions}
    state = evaluate(plan, answers, {}, today=TODAY)
    for _ in range(ROUNDS):
        open_ones = [each for page in state.pages for each in page.questions if each.missing and plans[each.name].kind.asks]
        progress = False
        for each in open_ones:
            for tried in _candidates(plans[each.name], each):
                attempt = {**answers, each.name: tried}
                after = _question(evaluate(plan, attempt, {}, today=TODAY), each.name)
                if after is None or (after.answered and not after.error):
                    answers, progress = attempt, True
                    break
        state = evaluate(plan, answers, {}, today=TODAY)
        if not progress:
            break
    shown = {each.name for page in state.pages for each in page.questions}
    return {name: value for name, value in answers.items() if name in shown}, state


def _question(state: State, name: str) -> QuestionState | None:
    return next((each for page in state.pages for each in page.questions if each.name == name), None)


def _candidates(question: QuestionPlan, state: QuestionState | None = None) -> Iterator[Any]:
    """Answers in stored form, the likeliest first."""
    part: Any = question.part
    kind = part.type
    if kind in _TEXTS:
        yield from _TEXTS[kind]
    elif kind in ("text", "long_text"):
        yield from _WRITTEN
    elif kind in ("number", "money"):
        low = part.min if part.min is not None else 1
        yield from (f"{each}" for each in (max(low, 1), low, part.max) if each is not None)
    elif kind == "date":
        yield from ((TODAY + timedelta(days=days)).isoformat() for days in (90, 91, 120, 0, -1, -30, -365 * 20, -365 * 40))
    elif kind == "time":
        yield from ("10:00", "12:00", "23:00", "00:00")
    elif kind in ("yes_no", "statement"):
        yield from ("nee", "ja") if kind == "yes_no" else ("ja",)
    elif kind in ("choice", "choices"):
        values = list(question.kind.options)  # type: ignore[attr-defined]
        yield from (([each] for each in values) if kind == "choices" else values)
        if kind == "choices":
            yield values[: max(part.min, 1)]
    elif kind == "name":
        yield {"voornamen": "Sanne", "geslachtsnaam": "Wit"}
    elif kind == "address_nl":
        yield {"postcode": "1998AB", "huisnummer": "3", "straat": "Dorpsstraat", "woonplaats": "Zonnedam"}
    elif kind.startswith("map_"):
        yield {"beschrijving": "Op het plein voor de kerk"}
    elif kind == "signature":
        yield {"naam": "Sanne Wit"}
    elif kind == "product":
        yield {part.options[0].value: part.options[0].min}
    elif kind == "upload":
        yield [{"document_id": "voorbeeld", "name": f"voorbeeld.{part.types[0]}", "size": 1000}]
    elif kind == "group":
        row = _row(question)
        yield [row] * max(part.min, 1)


def _row(question: QuestionPlan) -> Mapping[str, Any]:
    found = {}
    for each in question.inner:
        if each.kind.asks and (each.part.required or each.required is not None):
            tried = next((value for value in _candidates(each) if _right(each, value)), None)
            if tried is not None:
                found[each.name] = tried
    return found


def _right(question: QuestionPlan, value: Any) -> bool:
    try:
        read = question.kind.from_json(value)
    except (ValueError, TypeError, ArithmeticError):
        return False
    return read is not None and question.kind.validate(read) is None
