"""The options of a question: written out, from a variable of the form, or from somewhere outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from balie.forms.moving_in.html import plain

# not 1 and 0: whoever writes those means to add them up
_YES_NO = ({"ja": True, "nee": False}, {"yes": True, "no": False}, {"true": True, "false": False})


@dataclass(frozen=True)
class Choosable:
    """One option; `source` is what the export said of it."""

    value: str
    label: str
    help: str = ""
    source: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Options:
    """`fixed` options, or those of a variable (`variable`), or of somewhere outside (`outside` says where)."""

    fixed: tuple[Choosable, ...] = ()
    variable: str = ""
    outside: str = ""


def options_of(component: Mapping[str, Any]) -> Options:
    """Where the options of this component come from."""
    about = component.get("openForms") if isinstance(component.get("openForms"), Mapping) else {}
    source = about.get("dataSrc") or ""  # type: ignore[union-attr]
    if source == "variable":
        expression = about.get("itemsExpression")  # type: ignore[union-attr]
        if isinstance(expression, Mapping) and isinstance(expression.get("var"), str) and len(expression) == 1:
            return Options(variable=expression["var"])
        return Options(fixed=listed(expression)) if isinstance(expression, list) else Options(outside="een berekening")
    if source == "referenceLists":
        return Options(outside=f"de referentielijst `{about.get('code', '')}`")  # type: ignore[union-attr]
    data = component.get("data") if isinstance(component.get("data"), Mapping) else {}
    if component.get("dataSrc") in ("url", "resource", "custom", "json") and not data.get("values"):  # type: ignore[union-attr]
        return Options(outside=f"`{data.get('url') or component['dataSrc']}`")  # type: ignore[union-attr]
    return Options(fixed=listed(component.get("values")) or listed(data.get("values")))  # type: ignore[union-attr]


def listed(items: Any) -> tuple[Choosable, ...]:
    """Options as Form.io or a variable writes them: a text, a pair, or a block. Each value once; what is empty is none."""
    found: dict[str, Choosable] = {}
    for item in items if isinstance(items, list | tuple) else ():
        if isinstance(item, Mapping):
            value, label, help_text = item.get("value"), item.get("label"), item.get("description")
        elif isinstance(item, list | tuple) and len(item) == 2:
            value, label, help_text = item[0], item[1], None
        else:
            value, label, help_text = item, item, None
        if isinstance(value, str | int | float) and str(value).strip():
            said = plain(str(label or "")) or str(value)
            found.setdefault(str(value), Choosable(str(value), said, plain(str(help_text or "")), item if isinstance(item, Mapping) else None))
    return tuple(found.values())


def yes_no(options: tuple[Choosable, ...]) -> dict[str, bool]:
    """Old value → ja or nee, when these options are nothing else than that."""
    if sorted(each.label.lower().strip(" .") for each in options) != ["ja", "nee"] or any(each.help for each in options):
        return {}
    for words in _YES_NO:
        if all(each.value.lower() in words for each in options):
            found = {each.value: words[each.value.lower()] for each in options}
            right = all(found[each.value] is (each.label.lower().strip(" .") == "ja") for each in options)
            return found if right and len(set(found.values())) == 2 else {}
    return {}
