"""A schema of the standard in one piece: what `allOf`, `oneOf`, `$ref`, `nullable` and `discriminator` say together, told once.

The checks of a body and of an answer are both made from these; neither has to know how the standard happened to write it down.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from balie.zgw.contract import facts

LIMITS = ("minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "pattern", "uniqueItems")
Document = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A schema where it stands: its references are read within its own document."""

    api: str
    schema: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Of the component it refers to, as `api.Name`; empty when it is written out in place."""
        reference = self.schema.get("$ref", "") if self._refers else ""
        where, _, pointer = reference.partition("#/components/schemas/")
        return f"{where.removesuffix('.json') or self.api}.{pointer}" if pointer else ""

    @property
    def _refers(self) -> bool:
        """Where the standard writes a choice beside a reference, it means the choice."""
        return "$ref" in self.schema and "oneOf" not in self.schema

    def followed(self) -> Place:
        here = self
        while here._refers:
            where = here.schema["$ref"].partition("#")[0].removesuffix(".json") or here.api
            here = Place(where, facts.target(facts.read(here.api), here.schema["$ref"])[1])
        return here

    def at(self, schema: Mapping[str, Any]) -> Place:
        return Place(self.api, schema)

    @cached_property
    def shape(self) -> Shape:
        return _shape(self)


@dataclass(frozen=True)
class Shape:
    type: str = ""
    format: str = ""
    nullable: bool = False
    read_only: bool = False
    write_only: bool = False
    has_default: bool = False
    enum: tuple[Any, ...] = ()
    limits: Mapping[str, Any] = field(default_factory=dict)
    properties: Mapping[str, Place] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    items: Place | None = None
    extra: Place | bool | None = None  # `additionalProperties`; None: the standard says nothing
    variants: Mapping[str, Place] = field(default_factory=dict)  # by the value of `variant_by`
    variant_by: str = ""
    alternatives: tuple[Place, ...] = ()

    @property
    def is_object(self) -> bool:
        return self.type == "object" or bool(self.properties)

    @property
    def is_open(self) -> bool:
        """An object of any shape."""
        return self.is_object and not self.properties and not self.variants


def component(api: str, name: str) -> Place:
    return Place(api, {"$ref": f"#/components/schemas/{name}"})


def _shape(place: Place) -> Shape:
    place = place.followed()
    schema = place.schema
    shape = Shape(
        type=schema.get("type", ""),
        format=schema.get("format", ""),
        nullable=schema.get("nullable", False),
        read_only=schema.get("readOnly", False),
        write_only=schema.get("writeOnly", False),
        has_default="default" in schema,
        enum=tuple(schema.get("enum", ())),
        limits={key: schema[key] for key in LIMITS if key in schema},
        properties={name: place.at(each) for name, each in schema.get("properties", {}).items()},
        required=tuple(schema.get("required", ())),
        items=place.at(schema["items"]) if "items" in schema else None,
        extra=_extra(place, schema.get("additionalProperties")),
    )
    shape = _all_of(shape, [place.at(part) for part in schema.get("allOf", ())])
    shape = _one_of(shape, [place.at(part) for part in schema.get("oneOf", ())], discriminated="discriminator" in schema)
    if "discriminator" in schema:
        shape = replace(shape, variant_by=schema["discriminator"]["propertyName"], variants=_variants(place))
    if None in shape.enum:
        shape = replace(shape, nullable=True, enum=tuple(value for value in shape.enum if value is not None))
    return shape


def _extra(place: Place, said: Any) -> Place | bool | None:
    if said is None or isinstance(said, bool):
        return said
    return place.at(said) if said else True


def _all_of(shape: Shape, parts: list[Place]) -> Shape:
    for part in parts:
        other = part.shape
        shape = replace(
            shape,
            type=shape.type or other.type,
            format=shape.format or other.format,
            nullable=shape.nullable or (len(parts) == 1 and other.nullable),
            enum=shape.enum or other.enum,
            limits={**other.limits, **shape.limits},
            properties={**shape.properties, **other.properties},
            required=tuple(dict.fromkeys((*shape.required, *other.required))),
            items=shape.items or other.items,
            extra=other.extra if shape.extra is None else shape.extra,
            # A variant names its base among others: what distinguishes the variants is settled there.
            variants=other.variants if len(parts) == 1 else shape.variants,
            variant_by=other.variant_by if len(parts) == 1 else shape.variant_by,
            alternatives=shape.alternatives or other.alternatives,
        )
    return shape


def _one_of(shape: Shape, parts: list[Place], *, discriminated: bool) -> Shape:
    if not parts or discriminated:
        return shape
    enums = [part.followed().schema.get("enum") for part in parts]
    if all(enums):
        return replace(shape, type="string", enum=tuple(value for enum in enums for value in enum))
    return replace(shape, type="", alternatives=tuple(parts))


def _variants(place: Place) -> Mapping[str, Place]:
    mapping = place.schema["discriminator"].get("mapping")
    if mapping:
        return {value: place.at({"$ref": reference}) for value, reference in mapping.items()}
    if "oneOf" in place.schema:
        return {reference["$ref"].rpartition("/")[2]: place.at(reference) for reference in place.schema["oneOf"]}
    values = place.schema["properties"][place.schema["discriminator"]["propertyName"]]["enum"]
    return {value: component(place.api, value) for value in values}
