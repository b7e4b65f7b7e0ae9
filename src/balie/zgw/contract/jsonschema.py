"""Shapes as JSON Schema, ready for the validator: of what a client sends, and of what Balie answers."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import jsonschema_rs

from balie.zgw.contract import facts, formats
from balie.zgw.contract.shapes import Place, Shape

Direction = Literal["request", "response"]
OR_BLANK = "-or-blank"
BLANK_MAY = ("uri", "email")  # an attribute nobody has to send may be sent blank
FORMATS = {
    **formats.CHECKS,
    **{name + OR_BLANK: (lambda text, check=formats.CHECKS[name]: text == "" or check(text)) for name in BLANK_MAY},
}
# What Balie writes is held against the letter of RFC 3339, as the validator itself knows it. A group that is absent (a `verlenging`) is
# shown with blank attributes: that is rule zrc-012 of the standard, and then a duration is blank too.
ANSWERED = {
    **{name: check for name, check in FORMATS.items() if name not in ("date", "date-time")},
    "duration": lambda text: text == "" or formats.is_duration(text),
}
Schema = dict[str, Any]


def validator(place: Place, direction: Direction, *, partial: bool = False) -> jsonschema_rs.Draft202012Validator:
    known = FORMATS if direction == "request" else ANSWERED
    return jsonschema_rs.Draft202012Validator(
        document(place, direction, partial=partial), formats=known, validate_formats=True, ignore_unknown_formats=False,
    )


def document(place: Place, direction: Direction, *, partial: bool = False) -> Schema:
    writer = _Writer(direction)
    top = writer.full(place, drop_required=partial)
    writer.write_pending()
    return {**top, "$defs": writer.definitions}


class _Writer:
    """Writes each component once, so that one which holds itself ends too."""

    def __init__(self, direction: Direction) -> None:
        self.direction = direction
        self.definitions: dict[str, Schema] = {}
        self.pending: list[tuple[str, Place]] = []

    def write_pending(self) -> None:
        while self.pending:
            name, place = self.pending.pop()
            if not self.definitions.get(name):
                self.definitions[name] = self.full(place)

    def of(self, place: Place, *, optional: bool = False) -> Schema:
        """`optional`: the attribute need not be sent, and may then be blank."""
        if place.name and place.shape.is_object:
            self.definitions.setdefault(place.name, {})
            self.pending.append((place.name, place))
            return {"$ref": f"#/$defs/{place.name}"}
        return self.full(place, optional=optional, group=True)

    def full(self, place: Place, *, optional: bool = False, drop_required: bool = False, group: bool = False) -> Schema:
        """`group`: an object that is one attribute of another (a `verlenging`)."""
        shape = place.shape
        if shape.alternatives:
            return _nullable({"anyOf": [self.of(each) for each in shape.alternatives]}, shape.nullable)
        if shape.enum:
            return {"enum": [*shape.enum, *self._blank_choice(place, shape, optional), *([None] if shape.nullable else [])]}
        if shape.is_object:
            return self._object(shape, drop_required=drop_required, blank=group and self.direction == "response")
        if shape.type == "array":
            return self._limited(shape, {"items": self.of(shape.items)} if shape.items else {})
        return self._value(shape, optional)

    def _blank_choice(self, place: Place, shape: Shape, optional: bool) -> list[str]:
        """The older APIs of the standard have no way to say that a choice may be blank; their clients send it so."""
        older = "BlankEnum" not in facts.read(place.api)["components"]["schemas"]
        return [""] if self.direction == "request" and optional and older and "" not in shape.enum else []

    def _value(self, shape: Shape, optional: bool) -> Schema:
        found = self._limited(shape, {})
        blank = optional and not shape.limits.get("minLength")
        if shape.format in formats.CHECKS:
            found["format"] = shape.format + OR_BLANK if blank and shape.format in BLANK_MAY else shape.format
        if blank and "pattern" in found:
            found["pattern"] = f"^$|{found['pattern']}"
        if shape.type == "integer":
            found["minimum"] = max(found.get("minimum", -formats.BIGGEST), -formats.BIGGEST)
            found["maximum"] = min(found.get("maximum", formats.BIGGEST), formats.BIGGEST)
        return found

    def _limited(self, shape: Shape, found: Schema) -> Schema:
        found |= shape.limits
        if shape.type:
            found["type"] = [shape.type, "null"] if shape.nullable else shape.type
        return found

    def _object(self, shape: Shape, *, drop_required: bool = False, blank: bool = False) -> Schema:
        required = () if drop_required else self._required(shape)
        found = self._limited(shape, {"type": "object"})
        found["properties"] = {name: self.of(each, optional=blank or name not in shape.required) for name, each in self.shown(shape).items()}
        if required:
            found["required"] = list(required)
        if isinstance(shape.extra, Place):
            found["additionalProperties"] = self.of(shape.extra)
        elif self.direction == "response" and not shape.is_open and not shape.extra:
            found["properties"] |= {name: True for name in shape.required if name not in shape.properties}
            found["additionalProperties"] = False
        if shape.variants:
            return self._by_variant(shape, found)
        return found

    def _by_variant(self, shape: Shape, base: Schema) -> Schema:
        """One of the variants, chosen by the value of one attribute. The base says what is wrong with its own attributes, a variant only
        adds; an answer is held against the whole variant, since only that knows every attribute there may be."""
        whole = self.direction == "response" or not base["properties"]
        if whole:
            base = {"type": base["type"], "required": [shape.variant_by], "properties": {shape.variant_by: {"enum": list(shape.variants)}}}
        cases = [
            {
                "if": {"type": "object", "required": [shape.variant_by], "properties": {shape.variant_by: {"const": value}}},
                "then": self.of(place) if whole else self._added(place.shape, shape),
            }
            for value, place in shape.variants.items()
        ]
        return {**base, "allOf": cases}

    def _added(self, variant: Shape, base: Shape) -> Schema:
        names = [name for name in self.shown(variant) if name not in base.properties]
        return {
            "properties": {name: self.of(variant.properties[name], optional=name not in variant.required) for name in names},
            "required": [name for name in self._required(variant) if name in names],
        }

    def shown(self, shape: Shape) -> Mapping[str, Place]:
        hidden = "read_only" if self.direction == "request" else "write_only"
        return {name: each for name, each in shape.properties.items() if not getattr(each.shape, hidden)}

    def _required(self, shape: Shape) -> tuple[str, ...]:
        if self.direction == "response":
            return tuple(name for name in shape.required if name not in shape.properties or not shape.properties[name].shape.write_only)
        kept = self.shown(shape)
        return tuple(name for name in shape.required if name in kept and not kept[name].shape.has_default)


def _nullable(schema: Schema, nullable: bool) -> Schema:
    return {"anyOf": [*schema["anyOf"], {"type": "null"}]} if nullable else schema
