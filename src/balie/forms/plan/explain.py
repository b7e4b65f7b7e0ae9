"""Why something is shown, decided or computed, in plain Dutch."""

from collections.abc import Mapping
from typing import Any

from balie.forms.language.runtime import Moment
from balie.forms.language.tree import Node
from balie.forms.language.words import Words
from balie.forms.plan.parts import Ruled
from balie.forms.plan.plan import Plan


def because(plan: Plan, ruled: Ruled | None, values: Mapping[str, Any], moment: Moment) -> str:
    """Which conditions make this rule hold, or keep it from holding. No rule: it always holds."""
    return words(plan).because(ruled.rule.tree, values, moment) if ruled else "dat is altijd zo"


def words(plan: Plan) -> Words:
    """Rules in the words of this service's own screens."""

    def label(path: tuple[str, ...]) -> str:
        kind = plan.types.get(path[0])
        if kind is not None:
            shown = f"“{kind.definition.label.rstrip('?:. ')}”"
            return f"{path[-1].replace('_', ' ')} bij {shown}" if len(path) > 1 else shown
        setting = plan.service.settings.get(path[0])
        if setting is not None:
            return f"“{setting.label}”"
        return path[-1].replace("_", " ")

    def option(path: tuple[str, ...], value: str) -> str:
        found = plan.names.get(path[0])
        options = (found.options or (found.item.options if found.item else {})) if found else {}
        return options.get(value, value)

    def behind(path: tuple[str, ...]) -> Node | None:
        found = plan.values.get(path[0])
        return found.rule.tree if found and found.rule.type.kind == "yes_no" else None

    return Words(label, option, behind)


def explain(plan: Plan, state: Any, name: str) -> str:
    """Why a question or page is there or not, how a value came about, or (`decision`) why it was decided so.

    Raises KeyError for a name the plan does not have.
    """
    values, moment = state.values, state.context.moment
    if name == "decision":
        return f"{state.decision.reason} Want {state.decision.explanation}." if state.decision else "Er is nog geen besluit."
    if name in plan.values:
        said = plan.describe(name, values[name]) or "nog niet bekend"
        called = name.replace("_", " ").capitalize()
        if plan.names[name].kind == "yes_no":
            return f"{called} is {said}, want {because(plan, plan.values[name], values, moment)}."
        return f"{called} is {said}. Zo komen wij daaraan: {plan.values[name].rule.text}."
    page, question = _find(plan, name)
    what = "vraag" if question else "pagina"
    for ruled in (page.shown, question.shown if question else None):
        if ruled and not ruled.run(values, moment):
            return f"U ziet deze {what} niet, want {because(plan, ruled, values, moment)}."
    reasons = [because(plan, ruled, values, moment) for ruled in (page.shown, question.shown if question else None) if ruled]
    return f"U ziet deze {what}, want {' en '.join(reasons)}." if reasons else f"Iedereen ziet deze {what}."


def _find(plan: Plan, name: str) -> tuple[Any, Any]:
    for page in plan.pages:
        if page.part.page == name:
            return page, None
        for question in page.questions:
            if question.name == name:
                return page, question
    raise KeyError(name)
