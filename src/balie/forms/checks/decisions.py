"""Decision rows that can never be reached, and a table without an end."""

from collections.abc import Iterator

from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.findings import Finding
from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.plan.plan import Plan


def rows(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    def found(index: int, message: str) -> Finding:
        return Finding(SERVICE, definition.source.line(("decision", "rows", index)), "error", message)

    last = len(plan.decision) - 1
    earlier: list[tuple[str, Node | None]] = []
    for index, row in enumerate(plan.decision):
        name = row.part.row
        condition = row.holds.rule.tree if row.holds else None
        shadow = next((before for before, other in earlier if covers(other, condition)), None)
        if shadow is not None:
            yield found(index, f"De rij `{name}` komt nooit aan de beurt: `{shadow}` gaat altijd voor.")
        if index == last and condition is not None:
            yield found(index, f"De laatste rij (`{name}`) heeft een voorwaarde. Voeg een rij zonder voorwaarde toe, voor alles wat overblijft.")
        earlier.append((name, condition))


def covers(wide: Node | None, narrow: Node | None) -> bool:
    """Does `wide` surely hold whenever `narrow` does? Sure only in the simple cases; no answer means no."""
    if wide is None:
        return True
    if narrow is None:
        return False
    if wide == narrow:
        return True
    if isinstance(wide, tree.Logic):
        test = all if wide.op == "en" else any
        return test(covers(part, narrow) for part in wide.parts)
    if isinstance(narrow, tree.Logic):
        test = any if narrow.op == "en" else all
        return test(covers(wide, part) for part in narrow.parts)
    return _bound(wide, narrow)


def _bound(wide: Node, narrow: Node) -> bool:
    """x > 3 covers x > 5."""
    if not (isinstance(wide, tree.Compare) and isinstance(narrow, tree.Compare) and wide.left == narrow.left):
        return False
    if not (isinstance(wide.right, tree.Number) and isinstance(narrow.right, tree.Number)):
        return False
    limit, value = wide.right.value, narrow.right.value
    if wide.op in ("<", "<="):
        return narrow.op in ("<", "<=", "is") and (value < limit or value == limit and (wide.op == "<=" or narrow.op == "<"))
    if wide.op in (">", ">="):
        return narrow.op in (">", ">=", "is") and (value > limit or value == limit and (wide.op == ">=" or narrow.op == ">"))
    return False
