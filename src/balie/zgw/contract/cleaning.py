"""Takes from a body what the standard lets a client say: no attribute that is read-only, none that it does not know.

Made once for each schema; a value of the wrong kind passes as it is, the check of the schema speaks about it.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from balie.zgw.contract.shapes import Place, Shape

Clean = Callable[[Any], Any]
MAX_DEPTH = 40
MAX_VALUES = 100_000


class Unsound(ValueError):
    """A value no JSON of the standard can hold: where it stands, and a code."""

    def __init__(self, path: tuple[str | int, ...], code: str) -> None:
        super().__init__(code)
        self.path, self.code = path, code


def sound(body: Any) -> None:
    """Raises `Unsound` for text PostgreSQL cannot keep, for numbers that are none, and for a body too deep or with too many values."""
    pending: list[tuple[tuple[str | int, ...], Any]] = [((), body)]
    seen = 0
    while pending:
        path, value = pending.pop()
        seen += 1
        if type(value) is str:
            _sound_text(value, path)
        elif type(value) is dict:
            for key, one in value.items():
                _sound_text(key, path)
                pending.append(((*path, key), one))
        elif type(value) is list:
            pending.extend(((*path, place), one) for place, one in enumerate(value))
        elif type(value) is float and (value != value or value in (float("inf"), float("-inf"))):
            raise Unsound(path, "invalid")
        if len(path) > MAX_DEPTH or seen + len(pending) > MAX_VALUES:
            raise Unsound((), "too_large")


def _sound_text(text: str, path: tuple[str | int, ...]) -> None:
    if "\0" in text:
        raise Unsound(path, "null_characters_not_allowed")
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise Unsound(path, "surrogate_characters_not_allowed")


class Cleaners:
    """Makes the cleaner of a schema; one that holds itself is made once."""

    def __init__(self) -> None:
        self._made: dict[str, Clean] = {}

    def of(self, place: Place) -> Clean | None:
        """Nothing when every value passes as it is."""
        name = place.name
        if not name:
            return self._make(place)
        if name not in self._made:
            made: list[Clean | None] = [None]
            self._made[name] = lambda value: made[0](value) if made[0] else value
            made[0] = self._make(place)
            if made[0]:
                self._made[name] = made[0]
        return self._made[name]

    def _make(self, place: Place) -> Clean | None:
        if place.name.endswith(".Geometry"):
            return None  # in a collection the standard names the type alone, and leaves the rest to what that type is
        shape = place.shape
        if shape.type == "integer":
            return _whole_number
        if shape.type == "array" and shape.items is not None:
            return _each(self.of(shape.items))
        if not shape.is_object or shape.is_open or shape.alternatives:
            return None
        own = self._properties(shape)
        if not shape.variants:
            return _or_absent(_object(own)) if shape.nullable and _is_shown_blank(shape) else _object(own)
        variants = {value: own | self._properties(variant.shape) for value, variant in shape.variants.items()}
        return _variant(shape.variant_by, own, variants)

    def _properties(self, shape: Shape) -> dict[str, Clean | None]:
        return {name: self.of(each) for name, each in shape.properties.items() if not each.shape.read_only}


def _is_shown_blank(shape: Shape) -> bool:
    """A group that is absent is shown with a blank duration (zrc-012), which is none: a client that sends back what it read means absent."""
    return any(each.shape.format == "duration" for each in shape.properties.values())


def _or_absent(clean: Clean) -> Clean:
    def cleaned(value: Any) -> Any:
        return None if type(value) is dict and value and all(one in ("", None) for one in value.values()) else clean(value)

    return cleaned


def _whole_number(value: Any) -> Any:
    """JSON does not tell 2.0 from 2."""
    return int(value) if type(value) is float and value.is_integer() else value


def _each(clean: Clean | None) -> Clean | None:
    if clean is None:
        return None
    return lambda value: [clean(one) for one in value] if type(value) is list else value


def _object(properties: dict[str, Clean | None]) -> Clean:
    def clean(value: Any) -> Any:
        if type(value) is not dict:
            return value
        kept = {}
        for name, one in value.items():
            if name in properties:
                inner = properties[name]
                kept[name] = inner(one) if inner else one
        return kept

    return clean


def _variant(by: str, base: dict[str, Clean | None], variants: dict[str, dict[str, Clean | None]]) -> Clean:
    cleaners = {value: _object(properties) for value, properties in variants.items()}
    otherwise = _object({by: None, **base})

    def clean(value: Any) -> Any:
        if type(value) is not dict:
            return value
        chosen = value.get(by)
        return (cleaners.get(chosen, otherwise) if isinstance(chosen, str) else otherwise)(value)

    return clean
