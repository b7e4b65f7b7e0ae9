"""Conditions that Form.io keeps with a component itself: simple ones, several together, JsonLogic, and JavaScript."""

from collections.abc import Mapping
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.moving_in import javascript, jsonlogic
from balie.forms.moving_in.comparing import equal
from balie.forms.moving_in.reading import Const, Reading, Unsaid
from balie.forms.moving_in.scope import Known, Ticked, option
from balie.forms.moving_in.simplify import NO, YES, both, either, opposite


def visible(reading: Reading, component: Mapping[str, Any]) -> Node:
    """When the component shows, as far as it says so itself. Raises Unsaid."""
    found = component.get("conditional")
    found = found if isinstance(found, Mapping) else {}
    parts = [_simple(reading, found), _several(reading, found)]
    if found.get("json"):
        parts.append(jsonlogic.condition(reading, found["json"]))
    if code := str(component.get("customConditional") or "").strip():
        parts.append(jsonlogic.condition(reading, javascript.shown(code)))
    return both(*parts)


def _simple(reading: Reading, found: Mapping[str, Any]) -> Node:
    show = _shows(found.get("show"))
    if not found.get("when") or show is None:
        return YES
    return _turned(_is(reading, str(found["when"]), found.get("eq")), show)


def _several(reading: Reading, found: Mapping[str, Any]) -> Node:
    conditions = [each for each in found.get("conditions") or () if isinstance(each, Mapping) and each.get("component")]
    show = _shows(found.get("show"))
    if not conditions or show is None:
        return YES
    parts = [_operator(reading, each) for each in conditions]
    return _turned(either(*parts) if found.get("conjunction") == "any" else both(*parts), show)


def _shows(show: Any) -> bool | None:
    return {"true": True, "false": False}.get(str(show).lower())


def _turned(holds: Node, show: bool) -> Node:
    return holds if show else opposite(holds)


def _is(reading: Reading, path: str, value: Any) -> Node:
    """The component has this value; of a question with several, this box is ticked."""
    found = reading.scope.find(path)
    if found is None:
        reading.fault(f"De naam `{path}` bestaat niet in het formulier.")
        return NO
    if isinstance(found, Known) and found.form in ("choices", "list") and value not in ("", None):
        if found.options and str(value) not in found.options:
            reading.fault(f"`{path}` kent de keuze `{value}` niet.")
            return NO
        ticked = tree.Contains(found.node, option(str(value)) if found.options else tree.Text(str(value)), False)
        return ticked
    if isinstance(found, Known) and found.form == "number" and value == "":
        return tree.Filled(found.node, True)
    return equal(reading, found, Const(value))


def _operator(reading: Reading, part: Mapping[str, Any]) -> Node:
    path, operator, value = str(part["component"]), str(part.get("operator") or "isEqual"), part.get("value")
    found = reading.scope.find(path)
    if found is None:
        reading.fault(f"De naam `{path}` bestaat niet in het formulier.")
        return tree.YesNo(operator.startswith(("isNot", "isEmpty", "doesNot", "notIncludes")))
    if operator in ("isEqual", "includes") or operator in ("isNotEqual", "notIncludes"):
        holds = _is(reading, path, value) if operator.endswith("Equal") else jsonlogic.condition(reading, {"in": [value, {"var": path}]})
        return holds if operator in ("isEqual", "includes") else opposite(holds)
    if operator in ("isEmpty", "isNotEmpty") and not isinstance(found, Ticked):
        return tree.Filled(found.node, operator == "isEmpty")
    order = {"lessThan": "<", "lessThanOrEqual": "<=", "greaterThan": ">", "greaterThanOrEqual": ">=",
             "isDateEqual": "==", "isNotDateEqual": "!=", "dateLessThan": "<", "dateLessThanOrEqual": "<=",
             "dateGreaterThan": ">", "dateGreaterThanOrEqual": ">="}  # fmt: skip
    if operator in order:
        return jsonlogic.condition(reading, {order[operator]: [{"var": path}, value]})
    raise Unsaid(f"de voorwaarde `{operator}`")
