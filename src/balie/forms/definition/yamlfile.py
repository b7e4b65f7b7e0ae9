"""YAML with line numbers. Only plain data: no tags, no aliases that grow, `on`/`yes`/dates stay text."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from balie.forms.findings import DefinitionError, Finding

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9]\d{0,17})\.\d{1,9}")
_GROWS = object()
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
    reader = _Reader(name)
    try:
        data = reader.document(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = f"Dit is geen geldige YAML: {error.problem}. Staat er een dubbele punt of aanhalingsteken in een tekst? Zet er dan quotes om."
        raise DefinitionError([Finding(name, mark.line + 1 if mark else 1, "error", said)]) from None
    except yaml.YAMLError as error:
        raise DefinitionError([Finding(name, 1, "error", f"Dit is geen geldige YAML: {error}")]) from None
    if reader.findings:
        raise DefinitionError(reader.findings)
    return YamlFile(name, data, reader.lines)


class _Reader:
    """Straight from the events of the parser: composing nodes first would take twice the time, and recurse as deep as the text wants."""

    _next: Callable[[], Any]

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Place, int] = {}
        self.findings: list[Finding] = []
        self.anchors: dict[str, Any] = {}  # of single values only; what can grow is not kept
        self._depth = 0

    def document(self, text: str) -> Any:
        loader = _Loader(text)
        self._next = loader.get_event
        try:
            return self._only_document()
        finally:
            loader.dispose()

    def _only_document(self) -> Any:
        self._next()  # the start of the stream
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        data = self.value(self._next(), ())
        self._next()  # the end of the document
        if not isinstance(after := self._next(), yaml.StreamEndEvent):
            raise yaml.MarkedYAMLError(problem="but found another document", problem_mark=after.start_mark)
        return data

    def value(self, event: Any, place: Place) -> Any:
        line = event.start_mark.line + 1
        self.lines.setdefault(place, line)
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
            if event.anchor:
                self.anchors[event.anchor] = value
            return value
        if isinstance(event, yaml.AliasEvent):
            return self._pointed_at(event, line)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise yaml.YAMLError("te diep")
        if event.anchor:
            self.anchors[event.anchor] = _GROWS
        found = self._items(place) if isinstance(event, yaml.SequenceStartEvent) else self._pairs(place)
        self._depth -= 1
        return found

    def _pointed_at(self, event: Any, line: int) -> Any:
        if event.anchor not in self.anchors:
            raise yaml.MarkedYAMLError(problem="found undefined alias", problem_mark=event.start_mark)
        value = self.anchors[event.anchor]
        if value is _GROWS:
            self.findings.append(Finding(self.name, line, "error", "Gebruik geen verwijzingen (`*`) in YAML."))
            return None
        return value

    def _items(self, place: Place) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            found.append(self.value(event, (*place, len(found))))
        return found

    def _pairs(self, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(key := self._next(), yaml.MappingEndEvent):
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarEvent):
                self.findings.append(
                    Finding(self.name, line, "error", "Een sleutel is een woord. Staan er losse accolades in een tekst? Zet er quotes om.")
                )
                self.value(key, place)
                self.value(self._next(), place)
                continue
            if key.value in found:
                self.findings.append(Finding(self.name, line, "error", f"`{key.value}` staat er twee keer."))
            inside = (*place, key.value)
            self.lines[inside] = line
            found[key.value] = self.value(self._next(), inside)
        return found


def _scalar(event: Any) -> Any:
    text = event.value
    if event.style in ("'", '"', "|", ">"):
        return text
    if (word := text.lower()) in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text
