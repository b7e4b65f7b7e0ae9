"""The order in which everything must be computed: each after what it reads. A ring of rules is a mistake of the definition."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from balie.forms.language.tree import paths
from balie.forms.plan.parts import PagePlan, QuestionPlan, Ruled, Step

Place = tuple[str | int, ...]


def ordered(compiler: Any, pages: tuple[PagePlan, ...], values: Mapping[str, Ruled]) -> tuple[Step, ...]:
    """The steps of an evaluation; a ring becomes a finding of the compiler."""
    steps: dict[str, Step] = {}
    for at, page in enumerate(pages):
        steps[f"page:{page.part.page}"] = Step("page", page.part.page, page, reads(page.shown))
        for question in page.questions:
            steps[question.name] = Step("question", question.name, question, needs(question) | {f"page:{page.part.page}"})
        if f"page:{page.part.page}" in {f"page:{other.part.page}" for other in pages[:at]}:
            compiler.find(("pages", at), f"Er is al een pagina `{page.part.page}`.")
    for name, value in values.items():
        steps[name] = Step("value", name, value, reads(value))
    for name, each in compiler.lookups.plans.items():  # no step of an evaluation: who looks up is outside
        steps[name] = Step("lookup", name, each, reads(each.holds, *each.asks.values()))
    graph = {name: [need for need in step.needs if need in steps] for name, step in steps.items()}
    try:
        return tuple(steps[name] for name in TopologicalSorter(graph).static_order() if steps[name].kind != "lookup")
    except CycleError as error:
        ring = [name.removeprefix("page:") for name in error.args[1]]
        said = f"Deze regels hangen van elkaar af in een kring: {' → '.join(reversed(ring))}. Haal er een weg."
        compiler.find(_place(compiler, ring[0]), said, "cycle")
        return ()


def reads(*rules: Ruled | None) -> frozenset[str]:
    """The names that these rules begin with."""
    return frozenset(path[0] for rule in rules if rule for path in paths(rule.rule.tree))


def needs(question: QuestionPlan) -> frozenset[str]:
    """What decides whether a question shows and what its value is; of a group also what its rows read beside what stands in them."""
    inside = frozenset(name for each in question.inner for name in needs(each)) - {each.name for each in question.inner}
    return reads(question.shown, question.people, question.fact, question.default if question.held else None) | inside


def _place(compiler: Any, name: str) -> Place:
    if name in compiler.service.values:
        return ("values", name)
    if name in compiler.lookups.plans:
        return ("lookups", list(compiler.lookups.plans).index(name))
    for at, page in enumerate(compiler.service.pages):
        if page.page == name:
            return ("pages", at)
        for index, part in enumerate(page.questions):
            if part.question == name:
                return ("pages", at, "questions", index)
    return ()
