"""First that holds: rows of the decision table and of `registration`, stops and refusals for which nothing is left; cases that no row decides."""

from collections.abc import Iterator, Sequence

from balie.forms.checks.cases import case, said
from balie.forms.checks.dead import World, never
from balie.forms.checks.world import about, gone_on, in_groups, world
from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.yamlfile import Place
from balie.forms.findings import Finding, finding
from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.plan.plan import Plan

ALL = tree.YesNo(True)


def rows(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A row of the decision table for which nothing is left by the rows before it; the last one, without a condition, may be spare."""
    known, past = world(plan), gone_on(plan)
    before: list[tuple[str, Node]] = []
    for index, row in enumerate(plan.decision):
        condition, name, place = row.holds.rule.tree if row.holds else ALL, row.part.row, ("decision", "rows", index)
        first = next((other for other, each in before if covers(each, condition, known)), None)
        if row.holds and never((condition,), World(known.values)):
            yield _found(definition, "row-never", place, f"De voorwaarde van de rij `{name}` kan nooit waar zijn. Verander haar, of haal de rij weg.")
        elif first is not None:
            yield _found(
                definition,
                "row-shadowed",
                place,
                f"De rij `{name}` komt nooit aan de beurt: `{first}` gaat altijd voor. Zet haar hoger, of haal haar weg.",
            )
        elif row.holds and left_nothing([each for _, each in before], condition, known):
            text = f"De rij `{name}` komt nooit aan de beurt: de rijen erboven gaan samen altijd voor. Zet haar hoger, of haal haar weg."
            yield _found(definition, "row-shadowed", place, text)
        elif row.holds and never((condition, *about([condition], past, known)), known):
            text = f"De rij `{name}` komt nooit aan de beurt: wie dit antwoordt, is al gestopt of geweigerd. Haal de rij weg, of pas de stop aan."
            yield _found(definition, "row-stopped", place, text)
        before.append((name, condition))


def gaps(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A case that no row decides. No finding when the rows surely decide every case together."""
    last = plan.decision[-1]
    if last.holds is None:
        return
    known, left = world(plan), [tree.Not(each.holds.rule.tree) for each in plan.decision if each.holds]
    if len(left) < len(plan.decision) or never(left, known):
        return
    example = case([*left, *about(left, gone_on(plan), known)], known) or case(left, known)
    shown = f" Hier beslist bijvoorbeeld geen rij over: {said(example)}." if example else ""
    text = f"De laatste rij (`{last.part.row}`) heeft een voorwaarde.{shown} Voeg een rij zonder voorwaarde toe, voor alles wat overblijft."
    yield _found(definition, "no-last-row", ("decision", "rows", len(plan.decision) - 1), text)


def stops(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A stop for people who have all been stopped already, on this page or an earlier one."""
    known = world(plan)
    for at, page in enumerate(plan.pages):
        own = () if page.shown is None else (page.shown.rule.tree,)
        past, here = gone_on(plan, at), list[Node]()
        for index, stop in enumerate(page.stops):
            condition = stop.holds.rule.tree
            if not never((*own, condition), known):
                earlier = [*here, *past]
                if never((*own, condition, *about([condition], earlier, known)), known) and not (
                    past and never((*own, *about(own, past, known)), known)
                ):
                    text = "Deze stop komt nooit aan de beurt: wie dit antwoordt, is al eerder gestopt. Zet hem hoger, of haal hem weg."
                    yield _found(definition, "stop-shadowed", ("pages", at, "stops", index), text)
            here.append(tree.Not(condition))


def refusals(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A `fout als` for which those above it leave nothing."""
    known = world(plan)
    asked = [(("pages", at, "questions", index), each, known) for at, page in enumerate(plan.pages) for index, each in enumerate(page.questions)]
    for place, group, inside, _ in in_groups(plan, known):
        asked += [((*place, "questions", index), each, inside) for index, each in enumerate(group.inner)]  # type: ignore[misc]
    for place, question, around in asked:
        for index in _shadowed([each.holds.rule.tree for each in question.errors], around):
            text = "Deze `fout als` komt nooit aan de beurt: een eerdere geldt dan al. Zet hem hoger, of haal hem weg."
            yield _found(definition, "error-shadowed", (*place, "fout als", index), text)


def registrations(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A row of `registration` for which those above it leave nothing."""
    for index in _shadowed([each.holds.rule.tree if each.holds else ALL for each in plan.registration], world(plan)):
        text = "Deze rij komt nooit aan de beurt: een eerdere rij geldt dan al. Zet haar hoger, of haal haar weg."
        yield _found(definition, "registration-shadowed", ("registration", index), text)


def covers(wide: Node, narrow: Node, known: World) -> bool:
    """Does `wide` surely hold whenever `narrow` does?"""
    return wide == narrow or never((narrow, tree.Not(wide)), known)


def left_nothing(before: Sequence[Node], condition: Node, known: World) -> bool:
    """Does one of these surely hold whenever the condition does?"""
    return any(covers(each, condition, known) for each in before) or never((condition, *(tree.Not(each) for each in before)), known)


def _shadowed(conditions: Sequence[Node], known: World) -> Iterator[int]:
    for index, condition in enumerate(conditions):
        if index and not never((condition,), known) and left_nothing(conditions[:index], condition, known):
            yield index


def _found(definition: ServiceDefinition, code: str, place: Place, message: str) -> Finding:
    return finding(code, SERVICE, definition.source.line(place), message)
