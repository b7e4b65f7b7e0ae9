"""The operations of an API as the page shows them, read from the description that is served."""
from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from balie.api.zgw.tryout.shapes import Attribute, Shapes, kind_of, values_of
from balie.zgw.public import contract

JSON, FORM = "application/json", "multipart/form-data"
words = contract.words


@dataclass(frozen=True)
class Parameter:
    name: str
    where: str
    kind: Any
    required: bool
    values: tuple[str, ...]
    note: str

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(each, each) for each in self.values]

    @property
    def about(self) -> str:
        return _(self.note) if self.note else ""


@dataclass(frozen=True)
class Described:
    """One operation. `fixed`: headers that are always the same; `parts`: the fields of a form with a file, where the body is one."""

    operation: contract.Operation
    resource: str
    parameters: tuple[Parameter, ...]
    fixed: Mapping[str, str]
    body: tuple[Attribute, ...]
    by: str  # the attribute of the body that decides what comes with it
    variants: tuple[tuple[str, tuple[Attribute, ...]], ...]
    example: str
    parts: tuple[Attribute, ...]
    answer: tuple[Attribute, ...]
    statuses: tuple[tuple[str, str], ...]

    @property
    def summary(self) -> str:
        sentence, noun, _description = words.deed(self.operation.id, self.operation.template)
        return words.started(_(sentence).format(noun))

    @property
    def description(self) -> str:
        return _(words.deed(self.operation.id, self.operation.template)[2])

    @property
    def scopes(self) -> list[str]:
        return sorted(self.operation.scopes)

    def of(self, where: str) -> list[Parameter]:
        return [each for each in self.parameters if each.where == where]

    @property
    def paths(self) -> list[Parameter]:
        return self.of("path")

    @property
    def filters(self) -> list[Parameter]:
        return self.of("query")

    @property
    def headers(self) -> list[Parameter]:
        return self.of("header")

    def curl(self, root: str) -> str:
        """To copy; the token is left out: it is in nobody's history of commands."""
        method = {"GET": "curl", "HEAD": "curl --head"}.get(self.operation.method, f"curl -X {self.operation.method}")
        lines = [f"{method} {shlex.quote(root + self.operation.template)}", '-H "Authorization: Bearer $TOKEN"']
        lines += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in self.fixed.items()]
        lines += [f"-F {shlex.quote(f'{each.name}=@bestand' if each.name == 'inhoud' else f'{each.name}=')}" for each in self.parts]
        if self.example:
            lines.append(f"-d {shlex.quote(self.example)}")
        return " \\\n  ".join(lines)


@lru_cache(maxsize=8)
def described(api: str) -> Mapping[str, Described]:
    """By id, in the order of the description."""
    document = contract.openapi(api, "")
    reader = _Reader(Shapes(document))
    found = {}
    for (_method, template), operation in contract.load(api).operations.items():
        path = document["paths"][template]
        found[operation.id] = reader.read(operation, path, path[operation.method.lower()])
    return found


def resources(api: str) -> dict[str, list[Described]]:
    found: dict[str, list[Described]] = {}
    for each in described(api).values():
        found.setdefault(each.resource, []).append(each)
    return dict(sorted(found.items()))


class _Reader:
    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes

    def read(self, operation: contract.Operation, path: Mapping[str, Any], raw: Mapping[str, Any]) -> Described:
        given = [self.shapes.whole(each) for each in [*path.get("parameters", ()), *raw.get("parameters", ())]]
        fixed = {each["name"]: each["schema"]["enum"][0] for each in given if _is_fixed(each)}
        media = JSON if JSON in operation.body else FORM if FORM in operation.body else ""
        fixed |= {"Content-Type": JSON} if media == JSON else {}
        schema = self.shapes.named(operation.body[media]) if media and operation.body[media] else {}
        by, variants = self.shapes.variants(schema, writable=True)
        rows = tuple(self.shapes.attributes(schema, writable=True))
        answer = self.shapes.named(operation.response) if operation.response else {}
        return Described(
            operation=operation, resource=(raw.get("tags") or [operation.template.split("/")[1]])[0],
            parameters=tuple(self._parameter(each) for each in given if each["name"] not in fixed and each["name"] != "Content-Type"), fixed=fixed,
            body=rows if media == JSON else (), by=by, variants=tuple((value, tuple(inner)) for value, inner in variants),
            example=json.dumps(self.shapes.example(schema, partial=operation.method == "PATCH"), indent=2) if media == JSON else "",
            parts=rows if media == FORM else (), answer=tuple(self.shapes.attributes(answer, writable=False)),
            statuses=tuple((status, words.status(status)) for status in sorted(raw["responses"])),
        )

    def _parameter(self, raw: Mapping[str, Any]) -> Parameter:
        schema = self.shapes.whole(raw.get("schema", {}))
        note = words.about(raw["name"], raw["in"])
        return Parameter(raw["name"], raw["in"], kind_of(schema), bool(raw.get("required")), values_of(schema), note)


def _is_fixed(parameter: Mapping[str, Any]) -> bool:
    values = parameter.get("schema", {}).get("enum", ())
    return parameter["in"] == "header" and bool(parameter.get("required")) and len(values) == 1 and parameter["name"] != "Content-Type"
