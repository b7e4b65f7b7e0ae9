"""From a path under an API to the operation of the contract and the ids in it."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from balie.zgw.public import contract, errors


@dataclass(frozen=True)
class Path:
    """A template, `/zaken/{zaak_uuid}/besluiten/{uuid}`, taken apart: a name between braces stands for an id."""

    segments: tuple[str, ...]
    operations: Mapping[str, contract.Operation]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each[1:-1] if each.startswith("{") else "" for each in self.segments)

    @property
    def pattern(self) -> str:
        """As resources name it: `zaken/*/besluiten`."""
        parts = ["*" if each.startswith("{") else each for each in self.segments]
        return "/".join(parts[:-1] if self.is_one else parts)

    @property
    def is_one(self) -> bool:
        return self.segments[-1] == "{uuid}"


@cache
def paths(api: str) -> tuple[Path, ...]:
    """Those with fixed words before those with ids, so that `_zoek` is no id."""
    found: dict[str, dict[str, contract.Operation]] = {}
    for (method, template), operation in contract.load(api).operations.items():
        found.setdefault(template, {})[method] = operation
    made = [Path(tuple(template.strip("/").split("/")), operations) for template, operations in found.items()]
    return tuple(sorted(made, key=lambda path: sum(1 for name in path.names if name)))


def find(api: str, rest: str, method: str) -> tuple[Path, contract.Operation, dict[str, UUID]]:
    """Raises `NotFound` or `MethodNotAllowed`. HEAD is answered wherever GET is."""
    segments = rest.split("/")
    for path in paths(api):
        ids = _ids(path, segments)
        if ids is None:
            continue
        operation = path.operations.get("GET" if method == "HEAD" else method)
        if operation is None:
            raise errors.MethodNotAllowed(f"De methode {method} kan hier niet.")
        return path, operation, ids
    raise errors.NotFound


def _ids(path: Path, segments: list[str]) -> dict[str, UUID] | None:
    if len(path.segments) != len(segments):
        return None
    ids = {}
    for name, expected, given in zip(path.names, path.segments, segments, strict=True):
        if not name:
            if expected != given:
                return None
            continue
        try:
            ids[name] = UUID(given) if len(given) == 36 else None
        except ValueError:
            ids[name] = None
        if ids[name] is None:
            return None
    return ids
