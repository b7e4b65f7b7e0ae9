"""Every difference between the official OpenAPI files and what Balie serves; ends with 1 when there is any:

    python -m tests.contract.compare DIRECTORY

Words (descriptions, titles, examples), the address of the server and who may be asked about the API are no part of the contract. What Balie adds
on purpose (`balie.zgw.contract.meant`) is told as such, and is no reason to fail.
"""
from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from balie.zgw.contract import meant, served
from balie.zgw.contract.contract import load
from tests.contract import official

IGNORED = ("info", "servers")
UNORDERED = ("required", "enum", "tags", "security", "allOf", "oneOf", "anyOf")
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def main() -> None:
    found = 0
    for api, document in official.read(Path(sys.argv[1])).items():
        differing = list(differences(document, served.openapi(api, f"https://example.nl/{api}/api/v1")))
        purpose = on_purpose(api)
        found += len(set(differing) - purpose)
        print(f"{api} {document['info']['version']}: {len(differing)} differences, {len(purpose.intersection(differing))} of them on purpose")
        for line in differing:
            print(f"  {line}{' (on purpose)' if line in purpose else ''}")
    sys.exit(found > 0)


def on_purpose(api: str) -> set[str]:
    by_id = load(api).by_id
    meant_here = {by_id[operation]: status for (of, operation), status in meant.STATUS.items() if of == api}
    nulls = {f"components/schemas/{schema}/properties/{name}/nullable: added" for schema, name in meant.NULLABLE.get(api, ())}
    schema = "responses/200/content/application/json/schema"
    single = {
        f"paths/{template}/{method}/{schema}/{key}: {how}"
        for template, method in meant.SINGLE.get(api, ()) for key, how in (("type", "missing"), ("items", "missing"), ("$ref", "added"))
    }
    made = {f"paths/{operation.template}/{operation.method.lower()}/responses/{status}: added" for operation, status in meant_here.items()}
    return nulls | single | made


def differences(wanted: dict[str, Any], given: dict[str, Any]) -> Iterator[str]:
    if str(wanted["info"]["version"]) != str(given["info"]["version"]):
        yield f"info/version: {given['info']['version']} instead of {wanted['info']['version']}"
    yield from _different(_told(wanted), _told(given), "")


def _told(document: dict[str, Any]) -> dict[str, Any]:
    """Each parameter, body, answer and header where it is used, so that it does not matter where a file keeps it."""
    bare = official.bare(document)
    told = {key: value for key, value in bare.items() if key not in IGNORED}
    told["paths"] = {template: _path(path, bare) for template, path in bare["paths"].items()}
    kept = bare.get("components", {})
    told["components"] = {kind: kept.get(kind, {}) for kind in ("schemas", "securitySchemes")}
    return told


def _path(path: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    shared = path.get("parameters", [])
    rest = {key: value for key, value in path.items() if key not in METHODS and key != "parameters"}
    return rest | {method: _operation(path[method], shared, document) for method in METHODS if method in path}


def _operation(raw: dict[str, Any], shared: list[Any], document: dict[str, Any]) -> dict[str, Any]:
    told = dict(raw)
    parameters = [_followed(one, document) for one in [*shared, *raw.get("parameters", [])]]
    told["parameters"] = {f"{one['in']} {one['name']}": one for one in parameters}
    if "requestBody" in raw:
        told["requestBody"] = _followed(raw["requestBody"], document)
    told["responses"] = {status: _answer(answer, document) for status, answer in raw["responses"].items()}
    return told


def _answer(raw: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    told = _followed(raw, document)
    return {**told, "headers": {name: _followed(header, document) for name, header in told.get("headers", {}).items()}}


def _followed(node: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        found: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = found
    return node


def _different(wanted: Any, given: Any, place: str) -> Iterator[str]:
    if isinstance(wanted, dict) and isinstance(given, dict):
        for key in wanted.keys() | given.keys():
            yield from _at(wanted, given, key, f"{place}/{key}" if place else key)
    elif isinstance(wanted, list) and isinstance(given, list):
        yield from _lists(wanted, given, place)
    elif wanted != given or type(wanted) is not type(given):
        yield f"{place}: {given!r} instead of {wanted!r}"


def _at(wanted: dict[str, Any], given: dict[str, Any], key: str, place: str) -> Iterator[str]:
    if key not in given:
        yield f"{place}: missing"
    elif key not in wanted:
        yield f"{place}: added"
    else:
        yield from _different(wanted[key], given[key], place)


def _lists(wanted: list[Any], given: list[Any], place: str) -> Iterator[str]:
    if place.rpartition("/")[2] in UNORDERED:
        wanted, given = sorted(wanted, key=repr), sorted(given, key=repr)
    if len(wanted) != len(given):
        yield f"{place}: {given!r} instead of {wanted!r}"
        return
    for index, (one, other) in enumerate(zip(wanted, given, strict=True)):
        yield from _different(one, other, f"{place}/{index}")


if __name__ == "__main__":
    main()
