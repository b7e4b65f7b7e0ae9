"""What a plan tells the search for dead conditions: computed values, what answers can be, and when questions are asked."""

from collections.abc import Iterable, Iterator
from datetime import date

from balie.forms.checks.dead import World
from balie.forms.checks.known import Limit
from balie.forms.checks.points import fixed, point
from balie.forms.definition.yamlfile import Place
from balie.forms.language import tree
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import Node
from balie.forms.plan.parts import QuestionPlan, Ruled
from balie.forms.plan.plan import Plan
from balie.forms.questions.moments import EARLIEST, LATEST


def world(plan: Plan, limits: bool = True) -> World:
    """`limits` False: as if any answer could be given to a question that is asked."""
    values = {name: each.rule.tree for name, each in plan.values.items() if each.rule.type.kind == "yes_no"}
    asked = [(page, each) for page in plan.pages for each in page.questions if each.kind.asks]
    shown = {each.name: when for page, each in asked if (when := both(page.shown, each.shown)) is not None}
    found = {tree.Name((each.name,)): limit for _, each in asked if (limit := limit_of(each))} if limits else {}
    return World(values, found, shown)


def both(*rules: Ruled | None) -> Node | None:
    """Those that are there, together."""
    parts = tuple(each.rule.tree for each in rules if each)
    return parts[0] if len(parts) == 1 else tree.Logic("en", parts) if parts else None


def limit_of(question: QuestionPlan) -> Limit | None:
    """What the type and the definition let an answer be. The options of a setting are the municipality's: those may be others tomorrow."""
    part = question.part
    if part.type in ("number", "money"):
        return Limit(low=part.min, high=part.max, whole=part.type == "number" and not part.decimals)  # type: ignore[attr-defined]
    if part.type == "choice" and not isinstance(part.options, str):  # type: ignore[attr-defined]
        return Limit(among=frozenset(each.value for each in part.options))  # type: ignore[attr-defined]
    if part.type == "date":
        return _days(question)
    return Limit(among=frozenset((True, False))) if part.type == "yes_no" else None


def _days(question: QuestionPlan) -> Limit:
    """A day is within the years that a date may have, and not before its `min` or after its `max`: fixed days, or seen from today or from the
    answer to another question."""
    low, high = (each and fixed(each.rule.tree, Moment(date.min)) for each in (question.low, question.high))
    return Limit(
        low=max(EARLIEST, low.value) if isinstance(low, tree.Day) else EARLIEST,
        high=min(LATEST, high.value) if isinstance(high, tree.Day) else LATEST,
        first=point(low) if low else None, last=point(high) if high else None,
    )  # fmt: skip


def gone_on(plan: Plan, until: int | None = None) -> list[Node]:
    """What holds for whoever comes past the pages before this one: no stop there held."""
    found: list[Node] = []
    for page in plan.pages[:until]:
        for stop in page.stops:
            when = stop.holds.rule.tree
            found.append(tree.Not(when if page.shown is None else tree.Logic("en", (page.shown.rule.tree, when))))
    return found


def about(conditions: Iterable[Node], others: Iterable[Node], world: World) -> list[Node]:
    """Of the others those that share a name with these, so that the search stays small."""
    names = set().union(*(_names(each, world, 0) for each in conditions))
    return [each for each in others if names & _names(each, world, 0)]


def _names(node: Node, world: World, depth: int) -> set[str]:
    found = {path[0] for path in tree.paths(node)}
    if depth < 8:
        for name in found & world.values.keys():
            found = found | _names(world.values[name], world, depth + 1)
    return found


def in_groups(plan: Plan, known: World) -> Iterator[tuple[Place, QuestionPlan, World, Ruled | None]]:
    """Every group, also one in the rows of another: its place, what is known inside a row, and the condition of its page where that is about the
    same names. A row's own names go before those outside: where both have one, only what is the row's own is known."""
    asked = [(("pages", at, "questions", index), page.shown, each) for at, page in enumerate(plan.pages) for index, each in enumerate(page.questions)]
    waiting = [(place, each, page, known, frozenset(plan.types)) for place, page, each in asked if each.inner]
    for place, group, page, around, taken in waiting:
        names = {each.name for each in group.inner}
        limits = {tree.Name((each.name,)): limit for each in group.inner if (limit := limit_of(each))}
        shown = {each.name: each.shown.rule.tree for each in group.inner if each.shown}
        inside = World(around.values, {**around.limits, **limits}, {**around.shown, **shown})
        if names & taken:
            inside, page = World({}, limits, shown), None
        yield place, group, inside, page
        deeper = [((*place, "questions", index), each) for index, each in enumerate(group.inner) if each.inner]
        waiting += [(where, each, page, inside, taken | names) for where, each in deeper]  # type: ignore[misc]
