"""Reads the facts from the files beside this one."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from balie.zgw.contract import meant

COMPONENTS = {"zaken": "zrc", "catalogi": "ztc", "documenten": "drc", "besluiten": "brc", "notificaties": "nrc", "autorisaties": "ac"}
APIS = tuple(COMPONENTS)  # what the standard calls an API, and what it calls the system behind it


@lru_cache(maxsize=len(APIS))
def read(api: str) -> dict[str, Any]:
    """Shared by all: nobody changes what this gives."""
    if api not in APIS:
        raise LookupError(f"no ZGW API is called {api!r}")
    return meant.mended(api, msgspec.json.decode((Path(__file__).parent / f"{api}.json").read_bytes()))


def target(document: dict[str, Any], reference: str) -> tuple[dict[str, Any], Any]:
    """What `$ref` points at, with the document it stands in: this one, or that of another API (`catalogi.json#/components/…`)."""
    where, _, pointer = reference.partition("#/")
    found: Any = read(where.removesuffix(".json")) if where else document
    document = found
    for step in pointer.split("/"):
        found = found[step.replace("~1", "/").replace("~0", "~")]
    return document, found


def followed(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """The node itself, or what its `$ref` points at."""
    while "$ref" in node:
        document, node = target(document, node["$ref"])
    return node
