"""Conditions that can never hold, always hold, or exclude each other along the way from page to question and from row to row."""

from collections.abc import Iterator, Mapping

from balie.forms.checks.dead import always, never
from balie.forms.checks.decisions import covers
from balie.forms.checks.flow import _rules, contradicts
from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.yamlfile import Place
from balie.forms.findings import Finding
from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.plan.plan import Plan


def _values(plan: Plan) -> Mapping[str, Node]:
    return {name: each.rule.tree for name, each in plan.values.items() if each.rule.type.kind == "yes_no"}


def never_shown(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A rule that cannot hold; by itself, or on the page that it stands on. A warning: a form that moves in may bring such rules along."""
    values = _values(plan)
    for place, at, _, rule in _rules(plan):
        condition, text = rule.rule.tree, " ".join(rule.rule.text.split())
        if contradicts(condition) or isinstance(condition, tree.YesNo):
            continue  # the check of the plain case says so already; who writes `nee` means it
        page = plan.pages[at].shown
        if never((condition,), values):
            said = f"`{text}` kan nooit waar zijn: twee delen sluiten elkaar uit. Haal er een weg, of zet er `of` tussen."
            yield _finding(definition, place, "warning", said)
        elif page and page is not rule and never((page.rule.tree, condition), values) and not never((page.rule.tree,), values):
            said = f"`{text}` kan op deze pagina nooit waar zijn: de pagina zelf is dan niet te zien. Pas een van beide voorwaarden aan."
            yield _finding(definition, place, "warning", said)


def needless(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A rule that always holds says nothing."""
    values = _values(plan)
    for place, _, _, rule in _rules(plan):
        if not isinstance(rule.rule.tree, tree.YesNo) and always(rule.rule.tree, values):
            said = f"`{' '.join(rule.rule.text.split())}` is altijd waar. Haal de voorwaarde weg, of bedoelt u `en` in plaats van `of`?"
            yield _finding(definition, place, "warning", said)


def never_reached(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A row of the decision table for which nothing is left by the rows before it; the last one, without a condition, may be spare."""
    values, before = _values(plan), list[Node]()
    for index, row in enumerate(plan.decision):
        if row.holds is None:
            break
        condition = row.holds.rule.tree
        if never((condition,), values):
            yield _finding(definition, ("decision", "rows", index), "error", f"De voorwaarde van de rij `{row.part.row}` kan nooit waar zijn.")
        elif never((condition, *(tree.Not(each) for each in before)), values) and not any(covers(each, condition) for each in before):
            said = f"De rij `{row.part.row}` komt nooit aan de beurt: de rijen erboven gaan samen altijd voor. Zet haar hoger, of haal haar weg."
            yield _finding(definition, ("decision", "rows", index), "error", said)
        before.append(condition)


def _finding(definition: ServiceDefinition, place: Place, level: str, message: str) -> Finding:
    return Finding(SERVICE, definition.source.line(place), level, message)  # type: ignore[arg-type]
