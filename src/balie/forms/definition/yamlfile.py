"""YAML with line numbers. Only plain data: no tags, no aliases that grow, `on`/`yes`/dates stay text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from balie.forms.findings import DefinitionError, Finding

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9]\d{0,17})\.\d{1,9}")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
MAX_SIZE = 500_000
MAX_DEPTH = 40
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The contents of a YAML file; `lines` gives the line of every key and item by its place."""

    name: str
    data: Any
    lines: Mapping[Place, int] = field(repr=False)

    def line(self, place: Iterable[str | int]) -> int:
        """The line of a place, or of the nearest thing around it that was written."""
        path = tuple(place)
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(name: str, text: str) -> YamlFile:
    """Parse a YAML text. Raises DefinitionError with the line."""
    if len(text) > MAX_SIZE:
        raise DefinitionError([Finding(name, 0, "error", "Dit bestand is te groot.")])
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = f"Dit is geen geldige YAML: {error.problem}. Staat er een dubbele punt of aanhalingsteken in een tekst? Zet er dan quotes om."
        raise DefinitionError([Finding(name, mark.line + 1 if mark else 1, "error", said)]) from None
    except yaml.YAMLError as error:
        raise DefinitionError([Finding(name, 1, "error", f"Dit is geen geldige YAML: {error}")]) from None
    reader = _Reader(name)
    data = reader.value(node, ()) if node is not None else None
    if reader.findings:
        raise DefinitionError(reader.findings)
    return YamlFile(name, data, reader.lines)


def _composed(text: str) -> Any:
    depth = 0
    # the C composer recurses without a bound of its own, so what is too deep must never reach it
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise yaml.YAMLError("te diep")
    return yaml.compose(text, Loader=_Loader)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Place, int] = {}
        self.findings: list[Finding] = []
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, place: Place) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(place, line)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self.seen:
            self.findings.append(Finding(self.name, line, "error", "Gebruik geen verwijzingen (`*`) in YAML."))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, index)) for index, item in enumerate(node.value)]
        return self.mapping(node, place)

    def mapping(self, node: Any, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, item in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.findings.append(
                    Finding(self.name, line, "error", "Een sleutel is een woord. Staan er losse accolades in een tekst? Zet er quotes om.")
                )
                continue
            if key.value in found:
                self.findings.append(Finding(self.name, line, "error", f"`{key.value}` staat er twee keer."))
            self.lines[(*place, key.value)] = line
            found[key.value] = self.value(item, (*place, key.value))
        return found


def _scalar(node: Any) -> Any:
    if node.style in ("'", '"', "|", ">"):
        return node.value
    if node.value.lower() in _WORDS:
        return _WORDS[node.value.lower()]
    if _INTEGER.fullmatch(node.value):
        return int(node.value)
    if _DECIMAL.fullmatch(node.value):
        return Decimal(node.value)
    return node.value
