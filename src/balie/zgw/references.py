"""Addresses: from the id of a row to its URL, and back.

A URL of this municipality is `<root>/<api>/api/v1/<path>/<uuid>`; `kind` names it without root and version: `"catalogi/zaaktypen"`. Some
lie under another thing: `"zaken/zaken/*/zaakeigenschappen"`, where the star is the id of the zaak.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from balie.kernel import tenancy
from balie.zgw.contract.facts import APIS

VERSION = "api/v1"
_HEX = "[0-9a-fA-F]"
_ID = f"{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}"
_URL = re.compile(rf"https?://([^/?#]+)/({'|'.join(APIS)})/{VERSION}/([a-z_-]+(?:/{_ID}/[a-z_-]+)?)/({_ID})")
_INNER = re.compile(rf"/({_ID})/")


@dataclass(frozen=True)
class Reference:
    """What a URL of ours points at; `parent` is the id in the middle, where there is one."""

    kind: str
    id: UUID
    parent: UUID | None = None


class Links:
    """Makes URLs under one root, `"https://balie.example.nl"`."""

    __slots__ = ("_prefixes", "known", "root")

    def __init__(self, root: str) -> None:
        self.root = root
        self.known: dict[Any, Any] = {}  # what was gathered to show rows of one answer
        self._prefixes: dict[str, str] = {}

    def to(self, kind: str, key: UUID | str, parent: UUID | str | None = None) -> str:
        prefix = self._prefixes.get(kind)
        if prefix is None:
            api, _, path = kind.partition("/")
            prefix = self._prefixes[kind] = f"{self.root}/{api}/{VERSION}/{path}/"
        return f"{prefix}{key}" if parent is None else f"{prefix.replace('*', str(parent))}{key}"

    def collection(self, kind: str, parent: UUID | None = None) -> str:
        api, _, path = kind.partition("/")
        return f"{self.root}/{api}/{VERSION}/{path}".replace("*", str(parent))


def read(url: str) -> Reference | None:
    """What it points at, when it has the form of an address of this municipality; whether that exists is another matter."""
    found = _URL.fullmatch(url)
    if found is None or not _ours(found[1]):
        return None
    path, inner = found[3], _INNER.search(found[3])
    kind = f"{found[2]}/{_INNER.sub('/*/', path)}"
    return Reference(kind, UUID(found[4]), UUID(inner[1]) if inner else None)


def id_of(url: str, kind: str) -> UUID | None:
    """The id in a URL of that kind; None for anything else."""
    found = read(url)
    return found.id if found and found.kind == kind else None


def _ours(host: str) -> bool:
    return host.rsplit(":", 1)[0].lower() in _hosts(tuple(tenancy.current().hosts))


@lru_cache(maxsize=256)
def _hosts(hosts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(host.rsplit(":", 1)[0].lower() for host in hosts)

