"""What in a plan follows from our own registration ("eigen"), which changes while an application waits: it is looked at again later."""

from collections.abc import Iterable, Mapping

from balie.forms.language.tree import paths
from balie.forms.plan.parts import Conditional, Ruled, Step

OWN = "eigen"
LIMITS = ("weigeren", "wachtlijst")


def changing(order: Iterable[Step]) -> frozenset[str]:
    """The names that follow from our own registration, by whatever way. `order`: each step after those that it needs."""
    found = {OWN}
    for step in order:
        if found & step.needs:
            found.add(f"page:{step.name}" if step.kind == "page" else step.name)
    return frozenset(found)


def reads(rule: Ruled | None, names: frozenset[str]) -> bool:
    return rule is not None and any(path[0] in names for path in paths(rule.rule.tree))


def limits(decision: Iterable[Conditional], names: frozenset[str]) -> frozenset[str]:
    """The rows of the decision table that say that there is no room: whoever grants, these must not hold at that moment."""
    return frozenset(each.part.row for each in decision if each.part.outcome in LIMITS and reads(each.holds, names))


def with_own(facts: Mapping, own: Mapping) -> dict:
    """Facts with what our own registration says now in the place of what it said then."""
    return {**facts, OWN: {**(facts.get(OWN) or {}), **own}}
