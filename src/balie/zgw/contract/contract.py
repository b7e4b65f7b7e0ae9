"""One API of the standard, ready for use: its operations, and what each of them takes, needs and gives."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

from balie.zgw.contract import facts, meant

METHODS = ("get", "head", "post", "put", "patch", "delete")
JSON = "application/json"
LIKE = {"/verzendingen": "/gebruiksrechten", "/verzendingen/{uuid}": "/gebruiksrechten/{uuid}"}  # also a part of a document
_SCOPE = re.compile(r"[a-z][a-z.-]*[a-z]")


@dataclass(frozen=True, eq=False, repr=False)
class Operation:
    """What the standard says of one method on one path. Everything is worked out when the API is loaded."""

    api: str
    id: str
    method: str
    template: str
    scopes: frozenset[str]  # any one of these suffices; empty: the standard names none, and nothing that it could be meant to be like
    query: Mapping[str, Mapping[str, Any]]  # name -> schema
    query_required: frozenset[str]
    headers: frozenset[str]  # header parameters a client must send
    body: Mapping[str, str | None]  # media type -> schema name; None: an object of any shape
    body_required: bool
    status: int  # of success
    response: str | None  # schema name of the object given, or of one item of the list given
    many: bool  # gives a list, in pages or not
    paginated: bool
    conditional: bool  # gives an ETag
    answers: Mapping[int, Mapping[str, Any]]  # status -> JSON schema of the body; empty: no JSON body

    def __repr__(self) -> str:
        return f"<{self.api}: {self.id}, {self.method} {self.template}>"


@dataclass(frozen=True, slots=True)
class Contract:
    api: str
    version: str
    operations: Mapping[tuple[str, str], Operation]
    by_id: Mapping[str, Operation]

    @property
    def component(self) -> str:
        """As an autorisatie names it: `"zrc"`."""
        return facts.COMPONENTS[self.api]

    @property
    def document(self) -> dict[str, Any]:
        return facts.read(self.api)

    @property
    def schemas(self) -> Mapping[str, Any]:
        return self.document["components"]["schemas"]


@lru_cache(maxsize=len(facts.APIS))
def load(api: str) -> Contract:
    document = facts.read(api)
    operations = {(operation.method, operation.template): operation for operation in _Reader(api, document).operations()}
    by_id = {operation.id: operation for operation in operations.values()}
    return Contract(api, document["version"], MappingProxyType(operations), MappingProxyType(by_id))


def scopes(sentence: str) -> frozenset[str]:
    """ "(zaken.bijwerken | zaken.geforceerd-bijwerken)" -> both."""
    return frozenset(_SCOPE.findall(sentence))


class _Reader:
    """Turns the facts of one API into operations."""

    def __init__(self, api: str, document: dict[str, Any]) -> None:
        self.api, self.document = api, document

    def operations(self) -> Iterator[Operation]:
        for template, path in self.document["paths"].items():
            for method in METHODS:
                if method in path:
                    yield self._operation(template, method, path)

    def _operation(self, template: str, method: str, path: dict[str, Any]) -> Operation:
        raw = path[method]
        parameters = _Parameters([facts.followed(self.document, one) for one in path.get("parameters", []) + raw.get("parameters", [])])
        answers = {int(status): facts.followed(self.document, answer) for status, answer in raw["responses"].items()}
        status = meant.with_status(self.api, raw["operationId"], _success(method, answers), answers)
        given = _Given(self.document, _schema(answers[status]) or self._sibling_answer(path))
        request = facts.followed(self.document, raw.get("requestBody", {}))
        return Operation(
            api=self.api,
            id=raw["operationId"],
            method=method.upper(),
            template=template,
            scopes=_scopes(raw) or self._meant(template, method, path),
            query=parameters.query,
            query_required=parameters.required("query"),
            headers=parameters.required("header"),
            body=MappingProxyType({media: self._body(content["schema"], template, path) for media, content in request.get("content", {}).items()}),
            body_required=request.get("required", False),
            status=status,
            response=None if method in ("delete", "head") else given.name,
            many=given.many and method != "head",
            paginated=given.paginated,
            conditional="ETag" in answers[status].get("headers", {}),
            answers=MappingProxyType({status: _schema(answer) or {} for status, answer in answers.items()}),
        )

    def _meant(self, template: str, method: str, path: dict[str, Any]) -> frozenset[str]:
        """Asking for the headers is reading; and where a whole resource has no scopes, those of what it is like."""
        named = self.document["paths"][LIKE[template]] if template in LIKE else path
        return _scopes(named.get("get" if method == "head" else method, {}))

    def _body(self, schema: dict[str, Any], template: str, path: dict[str, Any]) -> str | None:
        """The standard leaves the body of some changes unspecified; it is then what another write of the same resource takes."""
        name = _name(schema)
        if name or not template.endswith("}"):
            return name
        writes = (path.get("put"), path.get("patch"), self.document["paths"].get(template.rpartition("/")[0], {}).get("post"))
        bodies = (facts.followed(self.document, write["requestBody"])["content"] for write in writes if write and "requestBody" in write)
        return next((found for content in bodies if (found := _name(content.get(JSON, {}).get("schema", {})))), None)

    def _sibling_answer(self, path: dict[str, Any]) -> dict[str, Any] | None:
        """What a change gives back is what reading it gives, where the standard leaves it unspecified."""
        read = path.get("get")
        return _schema(facts.followed(self.document, read["responses"]["200"])) if read else None


class _Parameters:
    def __init__(self, parameters: list[dict[str, Any]]) -> None:
        self._all = parameters

    @cached_property
    def query(self) -> Mapping[str, Mapping[str, Any]]:
        return MappingProxyType({one["name"]: one["schema"] for one in self._all if one["in"] == "query"})

    def required(self, where: str) -> frozenset[str]:
        return frozenset(one["name"] for one in self._all if one["in"] == where and one.get("required"))


class _Given:
    """What an answer holds: one object, a list, or a page of a list."""

    def __init__(self, document: dict[str, Any], schema: dict[str, Any] | None) -> None:
        schema = schema or {}
        full = facts.followed(document, schema)
        results = full.get("properties", {}).get("results")
        self.paginated = results is not None and "count" in full["properties"]
        self.many = self.paginated or full.get("type") == "array"
        item = results["items"] if self.paginated else full.get("items", {}) if self.many else schema
        self.name = _name(item)


def _scopes(raw: Mapping[str, Any]) -> frozenset[str]:
    return frozenset().union(*(scopes(scope) for each in raw.get("security", ()) for named in each.values() for scope in named))


def _success(method: str, answers: Mapping[int, Any]) -> int:
    good = sorted(status for status in answers if 200 <= status < 300)
    return 204 if method == "delete" and 204 in good else good[0]


def _schema(answer: Mapping[str, Any]) -> dict[str, Any] | None:
    """The JSON schema of the body of an answer; nothing when the standard leaves it unspecified."""
    content = answer.get("content", {})
    found = next((content[media]["schema"] for media in (JSON, "application/problem+json") if media in content), None)
    return None if found == {"type": "object", "additionalProperties": {}} else found


def _name(schema: Mapping[str, Any]) -> str | None:
    return schema["$ref"].rpartition("/")[2] if schema.get("$ref", "").startswith("#/components/schemas/") else None
