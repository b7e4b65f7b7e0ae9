"""Addresses: from the id of a row to its URL, and back.

A URL of this municipality is `<root>/<api>/api/v1/<path>/<uuid>`; `kind` names it without root and version: `"catalogi/zaaktypen"`. Some
lie under another thing: `"zaken/zaken/*/zaakeigenschappen"`, where the star is the id of the zaak.

Types of another provider's catalogus lie in our tables too (`providers.mirrors`), under an id that is made of their address there. So an
address leads to the row without asking anybody, and the id itself says that it is shown under another address than ours.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from balie.kernel import tenancy
from balie.zgw.contract.facts import APIS

VERSION = "api/v1"
_HEX = "[0-9a-fA-F]"
_ID = f"{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}"
_URL = re.compile(rf"https?://([^/?#]+)/({'|'.join(APIS)})/{VERSION}/([a-z_-]+(?:/{_ID}/[a-z_-]+)?)/({_ID})")
MIRRORED = frozenset(f"catalogi/{path}" for path in (
    "catalogussen", "zaaktypen", "statustypen", "resultaattypen", "roltypen", "eigenschappen", "zaakobjecttypen", "zaaktype-informatieobjecttypen",
    "informatieobjecttypen", "besluittypen",
))
MADE_OF_ADDRESS = 8  # the version of such a UUID; ours are of version 7
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
        if kind in MIRRORED and lies_elsewhere(key) and (there := _address_of(key)):
            return there
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
    """The id of the row at a URL, when it is of that kind; None for anything else. Whether there is such a row is another matter."""
    found = read(url)
    if found is None and kind in MIRRORED and "://" in url and not is_ours(url):
        return id_elsewhere(tenancy.current_id(), kind, url)
    return found.id if found and found.kind == kind else None


@lru_cache(maxsize=10_000)
def id_elsewhere(gemeente_id: int, kind: str, url: str) -> UUID:
    """Under which id something of another provider lies in our tables."""
    made = int.from_bytes(sha256(f"{gemeente_id} {kind} {url}".encode(errors="surrogatepass")).digest()[:16])
    made = made & ~(0xF << 76) & ~(0x3 << 62) | MADE_OF_ADDRESS << 76 | 0x2 << 62
    return UUID(int=made)


def lies_elsewhere(key: UUID | str) -> bool:
    return str(key)[14] == "8"


def _address_of(key: UUID | str) -> str | None:
    from balie.zgw.providers import mirrors  # it needs tables

    return mirrors.address_of(str(key))


def is_ours(url: str) -> bool:
    """Whether it is on a machine of this municipality, whatever it looks like there."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return _ours(host)


def _ours(host: str) -> bool:
    return host.rsplit(":", 1)[0].lower() in _hosts(tuple(tenancy.current().hosts))


@lru_cache(maxsize=256)
def _hosts(hosts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(host.rsplit(":", 1)[0].lower() for host in hosts)

