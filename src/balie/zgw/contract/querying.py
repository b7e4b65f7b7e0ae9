"""Reads the query of a request: only parameters the standard names, each as a value of its own type."""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from balie.zgw.contract import formats, meant, reasons
from balie.zgw.contract.contract import Operation
from balie.zgw.contract.shapes import Place, Shape, component
from balie.zgw.errors import NOWHERE, InvalidParam

Reader = Callable[[str], Any]
LOOKUPS = ("gt", "gte", "lt", "lte", "isnull")
# Parameters the standard writes as plain text, that are no attribute of what is listed, and that say in words what they are.
_IN_WORDS = {
    "datumGeldigheid": "date", "datum_geldigheid": "date", "datumBeginGeldigheid": "date", "datumEindeGeldigheid": "date",
    "registratieOp": "date-time",
}
_NAME = re.compile(r"[A-Za-z0-9_.\-]{1,60}")
_NUMBER = re.compile(r"-?[0-9]{1,19}")
_TOO_LONG = 4_000  # characters of one value


class Wrong(ValueError):
    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code)
        self.code, self.reason = code, reason


def query(operation: Operation, given: Mapping[str, str]) -> tuple[dict[str, Any], list[InvalidParam]]:
    """Values by name, and what is wrong. A parameter that was left blank was not given; of one given twice the last counts."""
    readers = _readers(operation)
    values: dict[str, Any] = {}
    errors: list[InvalidParam] = []
    unknown = [name for name in given if name not in readers]
    for name, text in given.items():
        if name in readers and text:
            try:
                values[name] = _read(readers[name], text)
            except Wrong as wrong:
                errors.append(InvalidParam(name, wrong.code, wrong.reason))
    if unknown:
        errors.append(InvalidParam(NOWHERE, "unknown-parameters", reasons.of("unknown-parameters", _shown(unknown))))
    wrong = {each.name for each in errors}
    missing = [name for name in operation.query_required if name not in values and name not in wrong]
    return values, errors + [InvalidParam(name, "required", reasons.of("required")) for name in missing]


def _shown(names: list[str]) -> str:
    """A name may hold anything; only what looks like one is repeated."""
    return ", ".join(sorted(name if _NAME.fullmatch(name) else "?" for name in names)[:5])


def _read(reader: Reader, text: str) -> Any:
    if "\0" in text:
        raise Wrong("null_characters_not_allowed", reasons.of("null_characters_not_allowed"))
    if len(text) > _TOO_LONG:
        raise Wrong("max_length", reasons.for_kind("maxLength", _TOO_LONG, text)[1])
    return reader(text)


@lru_cache(maxsize=512)
def _readers(operation: Operation) -> dict[str, Reader]:
    attributes = component(operation.api, operation.response).shape.properties if operation.response else {}
    return {
        name: _READERS["uri"] if (operation.api, operation.id, name) in meant.REFERENCES else _reader(name, Place(operation.api, schema), attributes)
        for name, schema in operation.query.items()
    }


def _reader(name: str, place: Place, attributes: Mapping[str, Place]) -> Reader:
    shape = place.shape
    if shape.type == "array" and shape.items is not None:
        return _several(_reader(name, shape.items, attributes))
    if shape.enum:
        return _choice(shape.enum)
    kind = _kind(shape)
    return _reader_of(kind if kind != "string" else _kind_by_name(name, attributes), shape)


def _kind(shape: Shape) -> str:
    return shape.format if shape.format in _READERS else shape.type or "string"


def _kind_by_name(name: str, attributes: Mapping[str, Place]) -> str:
    """The standard often calls a date plain text here; then the attribute it is compared with says what it is."""
    head, _, lookup = name.partition("__")
    if lookup == "isnull":
        return "boolean"
    if name in _IN_WORDS:
        return _IN_WORDS[name]
    if head in attributes and (not lookup or lookup in LOOKUPS):
        kind = _kind(attributes[head].shape)
        return kind if kind in ("date", "date-time", "boolean") else "string"
    return "string"


def _reader_of(kind: str, shape: Shape) -> Reader:
    if kind in _READERS:
        return _READERS[kind]
    longest = shape.limits.get("maxLength")
    return _text(longest) if longest else str


def _text(longest: int) -> Reader:
    def read(text: str) -> str:
        if len(text) > longest:
            raise Wrong(*reasons.for_kind("maxLength", longest, text))
        return text

    return read


def _several(reader: Reader) -> Reader:
    return lambda text: [reader(one) for part in text.split(",") if (one := part.strip())]


def _choice(values: tuple[Any, ...]) -> Reader:
    def read(text: str) -> str:
        if text not in values:
            raise Wrong(*reasons.for_kind("enum", None, text))
        return text

    return read


def _formatted(name: str, read: Callable[[str], Any]) -> Reader:
    def reader(text: str) -> Any:
        try:
            return read(text)
        except (ValueError, OverflowError):
            raise Wrong(*reasons.for_kind("format", name, text)) from None

    return reader


def _moment(text: str) -> Any:
    """A plus sign in a query arrives as a space."""
    return formats.as_moment(text.replace(" ", "+") if "T" in text else text)


def _uri(text: str) -> str:
    if not formats.is_uri(text):
        raise ValueError("no uri")
    return text


def _boolean(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise Wrong(*reasons.for_kind("type", "boolean", text))
    return text.lower() == "true"


def _integer(text: str) -> int:
    if not _NUMBER.fullmatch(text) or abs(int(text)) > formats.BIGGEST:
        raise Wrong(*reasons.for_kind("type", "integer", text))
    return int(text)


_READERS: dict[str, Reader] = {
    "date": _formatted("date", formats.as_date),
    "date-time": _formatted("date-time", _moment),
    "uuid": _formatted("uuid", formats.as_uuid),
    "uri": _formatted("uri", _uri),
    "boolean": _boolean,
    "integer": _integer,
}


