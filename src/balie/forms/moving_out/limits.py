"""An earliest or latest day, as Open Forms keeps it with the question itself."""

from collections.abc import Callable
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_out.names import Known

_UNITS = {"jaar": "years", "maanden": "months", "weken": "days", "dagen": "days"}


def limit(node: Node, name: str, find: Callable[[Node], Known]) -> tuple[str, dict[str, Any], str] | None:
    """(minDate or maxDate, what stands there, the day of the date picker) of an error rule; None when it is about something else."""
    if not isinstance(node, tree.Compare) or node.left not in (tree.Name((name,)), tree.Row((name,))) or node.op[0] not in "<>":
        return None
    side, strict = ("minDate" if node.op[0] == "<" else "maxDate"), len(node.op) == 1
    if isinstance(node.right, tree.Day) and strict:
        return side, {"mode": "fixedValue"}, node.right.value.isoformat()
    if isinstance(node.right, tree.Today):
        return side, {"mode": "future" if side == "minDate" else "past", "includeToday": strict}, ""
    base, delta = _shifted(node.right)
    if not strict or base is None or delta is None:
        return None
    try:
        variable = "now" if isinstance(base, tree.Today) else find(base).key
    except Unsaid:
        return None
    operator = "subtract" if any(amount < 0 for amount in delta.values()) else "add"
    if len({amount > 0 for amount in delta.values() if amount}) > 1:
        return None
    apart = {key: abs(each) for key, each in delta.items()}
    return side, {"mode": "relativeToVariable", "variable": variable, "operator": operator, "delta": apart}, ""


def _shifted(node: Node) -> tuple[Node | None, dict[str, int] | None]:
    """A day and what is added to it: years, months and days, each once."""
    found: dict[str, int] = {}
    while isinstance(node, tree.Sum) and isinstance(node.right, tree.Duration) and node.right.unit in _UNITS:
        key, amount = _UNITS[node.right.unit], node.right.amount * (7 if node.right.unit == "weken" else 1)
        if key in found:
            return None, None
        found[key] = amount if node.op == "+" else -amount
        node = node.left
    return (node, found) if isinstance(node, tree.Name | tree.Row | tree.Today) else (None, None)
