"""How an export uses its names: which are read, and what they are held against, so that a setting gets the right type."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_TEMPLATE = re.compile(r"\{\{\s*([A-Za-z_][\w.\-]*)")
_GET = re.compile(r"get_value\s+([A-Za-z_][\w.\-]*)\s+['\"]([^'\"]+)['\"]")
_TAG = re.compile(r"\{%\s*(?:if|elif)\s+(.*?)%\}", re.DOTALL)
_PATH = re.compile(r"(?<![\w'\"])([A-Za-z_][\w]*(?:\.[\w\-]+)+)")
_LISTS = ("map", "reduce", "filter", "some", "all", "none", "merge")
_ORDER = ("<", "<=", ">", ">=", "+", "-", "*", "/")


def paths(part: Any) -> Iterator[str]:
    """Every name that JsonLogic anywhere in this reads, in order."""
    if isinstance(part, Mapping):
        for operator, found in part.items():
            arguments = found if isinstance(found, list) else [found]
            if operator == "var" and arguments and isinstance(arguments[0], str):
                yield arguments[0]
            elif operator in ("missing", "missing_some"):
                yield from (each for each in _flat(arguments) if isinstance(each, str))
            yield from paths(arguments)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from paths(each)


def _flat(found: Any) -> Iterator[Any]:
    for each in found:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


def in_texts(part: Any) -> Iterator[str]:
    """Every name that a text anywhere in this fills in or asks about."""
    if isinstance(part, str):
        yield from _TEMPLATE.findall(part)
        yield from (f"{name}.{rest}" for name, rest in _GET.findall(part))
        for condition in _TAG.findall(part):
            yield from _PATH.findall(condition)
    elif isinstance(part, Mapping):
        for each in part.values():
            yield from in_texts(each)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from in_texts(each)


def kinds(part: Any) -> Iterator[tuple[str, str]]:
    """(name, type) for every name that is held against something that tells its type."""
    if isinstance(part, list | tuple):
        for each in part:
            yield from kinds(each)
    if not isinstance(part, Mapping):
        return
    for operator, found in part.items():
        arguments = found if isinstance(found, list) else [found]
        names = [each["var"] for each in arguments if isinstance(each, Mapping) and isinstance(each.get("var"), str)]
        constants = [each for each in arguments if not isinstance(each, Mapping | list)]
        if operator in ("==", "===", "!=", "!=="):
            if any(isinstance(each, bool) or each in ("True", "False") for each in constants):
                yield from ((name, "yes_no") for name in names)
            elif any(isinstance(each, int | float) for each in constants):
                yield from ((name, "number") for name in names)
        elif operator in _ORDER:
            yield from ((name, "number") for name in names)
        elif operator in _LISTS and arguments:
            yield from ((each["var"], "list") for each in arguments[:1] if isinstance(each, Mapping) and isinstance(each.get("var"), str))
        elif operator == "in" and len(arguments) == 2 and isinstance(arguments[1], Mapping) and isinstance(arguments[1].get("var"), str):
            yield arguments[1]["var"], "list"
        yield from kinds(arguments)
