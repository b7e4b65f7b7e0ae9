"""From what another provider shows to what we take: its addresses become ours, with the same ids. Pure."""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

_TAIL = re.compile(r"/([a-z_-]+(?:/[0-9a-fA-F-]{36}/[a-z_-]+)?)/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/?")
_SCHEME = re.compile(r"https?://")


class Unreadable(ValueError):
    """It has no address that ends in an id."""


def key_of(url: Any) -> UUID:
    """Raises `Unreadable`."""
    try:
        return UUID(str(url).rstrip("/").rsplit("/", 1)[-1])
    except ValueError:
        raise Unreadable("Dit heeft geen adres dat op een id eindigt.") from None


def key_or_none(url: Any) -> UUID | None:
    try:
        return key_of(url) if url else None
    except Unreadable:
        return None


class Addresses:
    """`roots`: of each API there. `here`: our own root. `instead`: ids there that have become another one of ours."""

    def __init__(self, roots: Mapping[str, str], here: str) -> None:
        self.here = here
        self.instead: dict[str, str] = {}
        self._roots = {_SCHEME.sub("", root).rstrip("/"): api for api, root in roots.items()}
        longest_first = sorted(self._roots, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first)))

    def of(self, value: Any) -> Any:
        """The same, with our address wherever one of theirs stands by itself; what lies elsewhere stays as it is."""
        if isinstance(value, str):
            return self._address(value)
        if isinstance(value, Mapping):
            return {name: self.of(each) for name, each in value.items()}
        return [self.of(each) for each in value] if isinstance(value, list) else value

    def _address(self, text: str) -> str:
        scheme = _SCHEME.match(text)
        root = self._known.match(text, scheme.end()) if scheme else None
        tail = _TAIL.fullmatch(text, root.end()) if root else None
        if root is None or tail is None:
            return text
        key = tail[2].lower()
        return f"{self.here}/{self._roots[root[0]]}/api/v1/{tail[1]}/{self.instead.get(key, key)}"
