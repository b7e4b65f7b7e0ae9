"""The earliest and latest day or time that an old question allowed, as `fout als`."""

from collections.abc import Iterator, Mapping
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.language.unparse import unparse
from balie.forms.moving_in import computing
from balie.forms.moving_in.comparing import clock, day
from balie.forms.moving_in.reading import Unsaid, numeric
from balie.forms.moving_in.scope import Known, Scope
from balie.forms.moving_in.simplify import both, either

_SIDES = (("minDate", "<", "na"), ("maxDate", ">", "voor"))


def days(component: Mapping[str, Any], known: Known, scope: Scope) -> Iterator[tuple[Node, str, Node | None]]:
    """(when it is wrong, what to say, the same for the time of day). Raises Unsaid for a limit that cannot be said."""
    about = component.get("openForms") if isinstance(component.get("openForms"), Mapping) else {}
    for side, op, word in _SIDES:
        limit = about.get(side)  # type: ignore[union-attr]
        limit = limit if isinstance(limit, Mapping) else {}
        mode = limit.get("mode") or ("fixedValue" if _fixed(component, side) else "")
        said = _message(component, side)
        if mode == "fixedValue" and (fixed := _fixed(component, side)):
            node = day(str(fixed))
            if node is None:
                raise Unsaid(f"`{fixed}` als grens van een datum")
            text = said or f"Kies een dag {'op of na' if word == 'na' else 'tot en met'} {node.value.isoformat()}."  # type: ignore[attr-defined]
            yield tree.Compare(op, known.node, node), text, None
        elif mode in ("future", "past"):
            with_today = bool(limit.get("includeToday"))
            holds = tree.Compare(op if with_today else f"{op}=", known.node, tree.Today())
            yield holds, said or f"Kies {'vandaag of een dag' if with_today else 'een dag'} {word} vandaag.", None
        elif mode == "relativeToVariable":
            yield _relative(limit, op, word, known, scope, said)


def _fixed(component: Mapping[str, Any], side: str) -> Any:
    picker = component.get("datePicker") if isinstance(component.get("datePicker"), Mapping) else {}
    return picker.get(side) or component.get(side)  # type: ignore[union-attr]


def _message(component: Mapping[str, Any], side: str) -> str:
    found = component.get("translatedErrors")
    dutch = found.get("nl") if isinstance(found, Mapping) else None
    return str(dutch.get(side) or "") if isinstance(dutch, Mapping) else ""


def _relative(limit: Mapping[str, Any], op: str, word: str, known: Known, scope: Scope, said: str) -> tuple[Node, str, Node | None]:
    path = str(limit.get("variable") or "now")
    other = scope.find(path)
    if not isinstance(other, Known) or other.type.kind != "date":
        raise Unsaid(f"een grens die afhangt van `{path}`")
    delta = limit.get("delta") if isinstance(limit.get("delta"), Mapping) else {}
    amounts = [int(numeric(delta.get(unit)) or 0) for unit in ("years", "months", "days")]  # type: ignore[union-attr]
    base: Node = other.node
    if any(amounts):
        sign = "-" if limit.get("operator") == "subtract" else "+"
        base = computing.calculated(sign, [computing.Made(base, other.type), computing.delta(amounts)]).node  # type: ignore[union-attr]
    text = said or f"Kies een dag op of {word} {{{{ {unparse(base)} }}}}."
    first = tree.Compare(op, known.node, base)
    if known.clock is None or other.clock is None or any(amounts):
        return first, text, None
    late = both(tree.Compare("is", known.node, base), tree.Compare(op, known.clock, other.clock))
    return first, text, late


def times(component: Mapping[str, Any], known: Known) -> Iterator[tuple[Node, str]]:
    """The same for a time of day."""
    validate = component.get("validate") if isinstance(component.get("validate"), Mapping) else {}
    low, high = (clock(str(validate.get(side) or component.get(side) or "")) for side in ("minTime", "maxTime"))  # type: ignore[union-attr]
    parts = [tree.Compare(op, known.node, node) for op, node in (("<", low), (">", high)) if node is not None]
    if parts:
        said = " ".join([f"vanaf {unparse(low)}"] * (low is not None) + [f"tot en met {unparse(high)}"] * (high is not None))  # type: ignore[arg-type]
        yield either(*parts), f"Vul een tijd in {said}."
