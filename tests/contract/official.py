"""Reads the official OpenAPI files of the six ZGW APIs and keeps what a machine needs: everything but words.

`bare` is used twice: to make the facts Balie ships, and to compare what Balie serves with the official files.
"""
from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

APIS = ("zaken", "catalogi", "documenten", "besluiten", "notificaties", "autorisaties")
WORDS = frozenset({"description", "title", "summary", "example", "examples", "externalDocs"})
NAMED = frozenset({"properties", "schemas", "parameters", "responses", "headers", "requestBodies", "securitySchemes", "paths", "content", "mapping"})
_ELSEWHERE = re.compile(r"^[^#]*?(?:^|/)(zaken|catalogi|documenten|besluiten|notificaties|autorisaties)[./][^#]*#")


def read(directory: Path) -> dict[str, dict[str, Any]]:
    return {api: _load(_file(directory, api)) for api in APIS}


def _file(directory: Path, api: str) -> Path:
    found = sorted(directory.glob(f"{api}-[0-9]*.yaml"))
    if len(found) != 1:
        raise FileNotFoundError(f"expected one file {api}-<version>.yaml in {directory}, found {len(found)}")
    return found[0]


def _load(file: Path) -> dict[str, Any]:
    with file.open("rb") as stream:
        return yaml.load(stream, Loader=yaml.CSafeLoader)


def bare(node: Any, *, names: bool = False) -> Any:
    """Without words. `names`: the keys of this mapping are names somebody chose ("title" may be one), not keywords."""
    if isinstance(node, dict):
        kept = {str(key): value for key, value in node.items() if names or not _words(key)}
        return {key: _reference(value) if key == "$ref" else bare(value, names=not names and key in NAMED) for key, value in kept.items()}
    if isinstance(node, list):
        return [bare(item) for item in node]
    return node


def _words(key: Any) -> bool:
    return key in WORDS or str(key).startswith("x-")


def _reference(target: str) -> str:
    """A reference to another API says which API and what; where that file lies differs."""
    return _ELSEWHERE.sub(r"\1.json#", target)
