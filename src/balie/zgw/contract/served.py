"""The OpenAPI file Balie serves for an API: the contract, with an address, and with words of our own."""
from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
import yaml

from balie.zgw.contract import facts, meant, words
from balie.zgw.contract.contract import METHODS

_ROOT = "BALIE-ROOT"
FORMS = ("json", "yaml")


def openapi(api: str, root: str) -> dict[str, Any]:
    """`root`: the address of the API, without a slash at the end."""
    return {**_document(api), "servers": [{"url": root}]}


def openapi_bytes(api: str, root: str, form: str = "json") -> bytes:
    """As JSON or as YAML. Kept once for every API, whatever the number of municipalities that have an address of their own."""
    return _written(api, form).replace(_ROOT_WRITTEN[form], msgspec.json.encode(root))


_ROOT_WRITTEN = {"json": f'"{_ROOT}"'.encode(), "yaml": _ROOT.encode()}


@lru_cache(maxsize=len(facts.APIS) * len(FORMS))
def _written(api: str, form: str) -> bytes:
    document = openapi(api, _ROOT)
    if form == "json":
        return msgspec.json.encode(document)
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, encoding="utf-8", width=1000)


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


@lru_cache(maxsize=len(facts.APIS))
def _document(api: str) -> dict[str, Any]:
    kept = facts.read(api)
    inlined = _inlined(kept, kept)
    components = inlined["components"]
    components["schemas"] = {name: _schema(schema) for name, schema in components["schemas"].items()}
    for name, answer in components.get("responses", {}).items():
        answer["description"] = words.status(name)
    for parameter in components.get("parameters", {}).values():
        parameter["description"] = words.parameter(parameter)
    for holder in (components.get("requestBodies", {}), components.get("headers", {})):
        for name, one in holder.items():
            one["description"] = words.heading(name)
    document = {
        "openapi": inlined["openapi"],
        "info": words.info(api, inlined["version"]),
        "paths": {template: _path(api, template, path) for template, path in inlined["paths"].items()},
        "components": components,
        "servers": [],
    }
    return document | {key: inlined[key] for key in ("security", "tags") if key in inlined}


def _inlined(node: Any, document: dict[str, Any]) -> Any:
    """A copy with what stands under `shared` back in every place, and the files of the other APIs where they are served."""
    if isinstance(node, list):
        return [_inlined(one, document) for one in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if not isinstance(reference, str):
        return {key: _inlined(one, document) for key, one in node.items() if node is not document or key != "shared"}
    if reference.startswith("#/shared/"):
        return _inlined(facts.target(document, reference)[1], document)
    where, _, pointer = reference.partition("#")
    beside = {key: _inlined(one, document) for key, one in node.items() if key != "$ref"}
    return {"$ref": f"../../../{where.removesuffix('.json')}/api/v1/openapi.json#{pointer}" if where else reference, **beside}


def _path(api: str, template: str, path: dict[str, Any]) -> dict[str, Any]:
    told = {method: _operation(api, template, path[method]) for method in METHODS if method in path}
    if "parameters" in path:
        told["parameters"] = [_parameter(one) for one in path["parameters"]]
    return told


def _operation(api: str, template: str, raw: dict[str, Any]) -> dict[str, Any]:
    summary, description = words.operation(raw["operationId"], template)
    told = {"operationId": raw["operationId"], "summary": summary, "description": description, **raw}
    if "parameters" in raw:
        told["parameters"] = [_parameter(one) for one in raw["parameters"]]
    told["responses"] = {status: _answer(status, answer) for status, answer in raw["responses"].items()}
    if status := meant.STATUS.get((api, raw["operationId"])):
        official = {} if status == 204 else {key: value for key, value in raw["responses"]["200"].items() if key != "description"}
        told["responses"].setdefault(str(status), _answer(str(status), official))
    return told


def _parameter(raw: dict[str, Any]) -> dict[str, Any]:
    return raw if "$ref" in raw else {**raw, "description": words.parameter(raw)}


def _answer(status: str, raw: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in raw:
        return raw
    told = {"description": words.status(status), **raw}
    if "headers" in raw:
        told["headers"] = {name: {**header, "description": words.header(name)} for name, header in raw["headers"].items()}
    return told


def _schema(schema: dict[str, Any]) -> dict[str, Any]:
    """With a description for each property; a reference can have none."""
    properties = {
        name: each if "$ref" in each else {"description": words.heading(name), **each} for name, each in schema.get("properties", {}).items()
    }
    return {**schema, "properties": properties} if "properties" in schema else schema
