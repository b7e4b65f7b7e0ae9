"""Where the rules of a service stand: on its pages, in the rows of its groups, and in what follows from the answers."""

from collections.abc import Iterator

from balie.forms.definition.yamlfile import Place
from balie.forms.plan.parts import QuestionPlan, Ruled
from balie.forms.plan.plan import Plan

STOP = 1000


def on_pages(plan: Plan) -> Iterator[tuple[Place, int, int, Ruled]]:
    """Every rule on a page: its place, its page's number, its question's number (-1: the page, a large one: a stop)."""
    for at, page in enumerate(plan.pages):
        if page.shown:
            yield ("pages", at, "toon als"), at, -1, page.shown
        for index, question in enumerate(page.questions):
            for place, rule in of_question(("pages", at, "questions", index), question):
                yield place, at, index + (place[-2] == "fout als"), rule
        for index, stop in enumerate(page.stops):
            if not stop.lookup:
                yield ("pages", at, "stops", index), at, STOP, stop.holds


def of_question(place: Place, question: QuestionPlan) -> Iterator[tuple[Place, Ruled]]:
    for key, rule in (("toon als", question.shown), ("verplicht als", question.required)):
        if rule:
            yield (*place, key), rule
    for number, error in enumerate(question.errors):
        yield (*place, "fout als", number), error.holds


def after(plan: Plan) -> Iterator[tuple[Place, Ruled]]:
    """The conditions of everything that follows from the answers, but for the decision table."""
    lists = (("costs", plan.costs), ("cosign", plan.cosign), ("documents", plan.documents), ("partners", plan.partners),
             ("offers", plan.offers), ("registration", plan.registration))  # fmt: skip
    found = [((name, index), each) for name, parts in lists for index, each in enumerate(parts)]
    found += [(("zaak", "tasks", index), each) for index, each in enumerate(plan.tasks)]  # type: ignore[misc]
    for place, each in found:
        if each.holds:
            yield (*place, "als"), each.holds
    if plan.appointment and plan.appointment.holds:
        yield ("appointment", "toon als"), plan.appointment.holds
    if plan.faster and plan.faster.holds:
        yield ("zaak", "faster", "als"), plan.faster.holds
