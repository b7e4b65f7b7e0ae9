"""The schemas of the served description as rows of a table, and as an example to begin with."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as lazy

from balie.zgw.public import contract

DEEPEST = 3
Schema = Mapping[str, Any]
KINDS = {
    "": lazy("alles"), "string": lazy("tekst"), "integer": lazy("geheel getal"), "number": lazy("getal"), "boolean": lazy("ja of nee"),
    "array": lazy("lijst"), "object": lazy("groep"), "date": lazy("datum"), "date-time": lazy("datum en tijd"), "uri": lazy("webadres"),
    "uuid": lazy("id"), "byte": lazy("bestand in base64"), "binary": lazy("bestand"), "duration": lazy("duur"), "email": lazy("e-mailadres"),
}
EXAMPLES = {
    "date": "2026-01-31", "date-time": "2026-01-31T12:00:00Z", "uri": "https://voorbeeld.nl/", "duration": "P30D", "byte": "aGFsbG8=",
    "uuid": "00000000-0000-4000-8000-000000000000", "integer": 1, "number": 1, "boolean": False, "array": [], "object": {},
    "email": "naam@voorbeeld.nl",
}


@dataclass(frozen=True)
class Attribute:
    name: str
    kind: Any  # translated when it is shown
    required: bool
    read_only: bool
    longest: int | None
    values: tuple[str, ...]


class Shapes:
    """Of one API. `document`: its description as it is served."""

    def __init__(self, document: Schema) -> None:
        self.document = document

    def named(self, name: str) -> Schema:
        return self.whole({"$ref": f"#/components/schemas/{name}"})

    def whole(self, schema: Schema) -> Schema:
        """With what it refers to and what it is put together from. Of alternatives all values, and the attributes of the first that has any."""
        found: dict[str, Any] = {}
        if "$ref" in schema:
            found |= self.whole(self._followed(schema["$ref"]))
        for part in schema.get("allOf", ()):
            found = _joined(found, self.whole(part))
        for part in (self.whole(each) for key in ("oneOf", "anyOf") for each in schema.get(key, ())):
            values = [*found.get("enum", ()), *part.get("enum", ())]
            found = {**part, **found} | ({"enum": values} if values else {})
        return _joined(found, {key: value for key, value in schema.items() if key not in ("$ref", "allOf", "oneOf", "anyOf")})

    def _followed(self, reference: str) -> Schema:
        where, _, pointer = reference.partition("#")
        node: Any = contract.openapi(where.split("/")[3], "") if where else self.document  # ../../../catalogi/api/v1/openapi.json
        for step in pointer.strip("/").split("/"):
            node = node[step.replace("~1", "/").replace("~0", "~")]
        return _from(where, node) if where else node

    def attributes(self, schema: Schema, *, writable: bool, before: str = "", depth: int = 1) -> Iterator[Attribute]:
        """One row each; what is within a group has the name of the group before it. `writable`: only what a client may say."""
        required = schema.get("required", ())
        for name, each in schema.get("properties", {}).items():
            one = self.whole(each)
            if writable and one.get("readOnly"):
                continue
            yield Attribute(
                before + name, kind_of(one), name in required and not one.get("readOnly"), bool(one.get("readOnly")), one.get("maxLength"),
                values_of(one),
            )
            within = self.whole(one["items"]) if one.get("items") else one
            if within.get("properties") and depth < DEEPEST:
                mark = "[]." if one.get("items") else "."
                yield from self.attributes(within, writable=writable, before=f"{before}{name}{mark}", depth=depth + 1)

    def variants(self, schema: Schema, *, writable: bool) -> tuple[str, list[tuple[str, list[Attribute]]]]:
        """The attribute that decides, and per value of it what comes with it."""
        chosen = schema.get("discriminator", {})
        own = set(schema.get("properties", ()))
        found = []
        for value, reference in chosen.get("mapping", {}).items():
            rows = self.attributes(self.whole({"$ref": reference}), writable=writable)
            found.append((value, [row for row in rows if row.name.partition(".")[0].removesuffix("[]") not in own]))
        return chosen.get("propertyName", ""), [(value, rows) for value, rows in found if rows]

    def example(self, schema: Schema, *, partial: bool = False, depth: int = 1) -> Any:
        """What must be there; of a change one attribute, whichever comes first."""
        writable = {name: one for name, each in schema.get("properties", {}).items() if not (one := self.whole(each)).get("readOnly")}
        wanted = list(writable)[:1] if partial else [name for name in writable if name in schema.get("required", ())]
        return {name: self._value(writable[name], depth) for name in wanted}

    def _value(self, schema: Schema, depth: int) -> Any:
        if values := values_of(schema):
            return values[0]
        if schema.get("type") == "array" and depth < DEEPEST and (items := schema.get("items")) and schema.get("minItems"):
            return [self._value(self.whole(items), depth + 1)]
        if schema.get("properties") and depth < DEEPEST:
            return self.example(schema, depth=depth + 1)
        return EXAMPLES.get(schema.get("format", ""), EXAMPLES.get(schema.get("type", ""), ""))


def kind_of(schema: Schema) -> Any:
    kind = schema.get("type") or ("object" if schema.get("properties") else "")
    return KINDS.get(schema.get("format") or kind) or KINDS.get(kind, KINDS[""])


def values_of(schema: Schema) -> tuple[str, ...]:
    """Those it can have; nothing and empty are said otherwise."""
    given = schema.get("enum") or schema.get("items", {}).get("enum") or ()
    return tuple(dict.fromkeys(str(each) for each in given if each not in ("", None)))


def _from(where: str, node: Any) -> Any:
    """As it stands in another description: what it refers to stands there too."""
    if isinstance(node, list):
        return [_from(where, each) for each in node]
    if not isinstance(node, dict):
        return node
    own = {"$ref": where + node["$ref"]} if str(node.get("$ref", "")).startswith("#") else {}
    return {key: _from(where, each) for key, each in node.items()} | own


def _joined(one: Schema, other: Schema) -> dict[str, Any]:
    joined = {**one, **other}
    if "properties" in one and "properties" in other:
        joined["properties"] = {**one["properties"], **other["properties"]}
    if "required" in one and "required" in other:
        joined["required"] = [*one["required"], *other["required"]]
    return joined
