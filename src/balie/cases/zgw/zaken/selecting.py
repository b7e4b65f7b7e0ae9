"""The element `fields` of `_zoek` (zrc-029): which attributes come back, also of what is inlined.

`["url", {"zaaktype": ["omschrijving", {"catalogus": ["domein"]}], "processobject": ["identificatie"]}]`; `"*"` is all attributes. The case
of letters does not matter: the standard's own example writes `datumstatusgezet`.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from balie.zgw.public import Invalid, InvalidParam, JsonRefs, NotFound, Ref, Refs, Resource, of_kind

ALL = "*"
DEEPEST, MOST = 12, 500
RELATIONS = (Ref, Refs, JsonRefs)


@dataclass
class Chosen:
    """`names`: attributes, in lower case. `parts`: of which attribute only a part is asked."""

    names: set[str] = field(default_factory=set)
    parts: dict[str, Chosen] = field(default_factory=dict)

    def paths(self, resource: Resource, prefix: str = "") -> list[str]:
        """As `expand` has them."""
        found = []
        for each, inner in self._relations(resource):
            found.append(f"{prefix}{each.wire}")
            found += inner.paths(of_kind(each.kind), f"{prefix}{each.wire}.")
        return found

    def of(self, resource: Resource, shown: dict[str, Any]) -> dict[str, Any]:
        """That part of what is shown. Raises `NotFound` for an attribute that is not there (zrc-027)."""
        lower = {each.wire.lower(): each for each in resource.fields}
        if unknown := (self.names | self.parts.keys()) - lower.keys() - {ALL}:
            raise NotFound(f"Het attribuut {sorted(unknown)[0][:50]!r} bestaat hier niet.")
        everything = ALL in self.names
        made = {wire: value for wire, value in shown.items() if wire != "_expand" and (everything or wire.lower() in self.names)}
        for name, inner in self.parts.items():
            each = lower[name]
            if isinstance(each, RELATIONS):
                made[each.wire] = shown[each.wire]
                if each.wire in shown["_expand"]:
                    made.setdefault("_expand", {})[each.wire] = inner.of_inlined(of_kind(each.kind), shown["_expand"][each.wire])
            else:
                made[each.wire] = inner.of_group(shown[each.wire])
        return made

    def of_inlined(self, resource: Resource, inlined: Any) -> Any:
        if isinstance(inlined, list):
            return [self.of(resource, each) for each in inlined]
        return self.of(resource, inlined) if inlined else inlined

    def of_group(self, group: Any) -> Any:
        group = msgspec.json.decode(group) if isinstance(group, msgspec.Raw) else group  # a JSON column passes unread
        if not isinstance(group, dict) or ALL in self.names:
            return group
        return {wire: value for wire, value in group.items() if wire.lower() in self.names}

    def _relations(self, resource: Resource) -> Iterator[tuple[Any, Chosen]]:
        for each in resource.fields:
            if each.wire.lower() in self.parts and isinstance(each, RELATIONS):
                yield each, self.parts[each.wire.lower()]


def read(given: Any) -> Chosen:
    """Raises `Invalid`."""
    budget = [MOST]
    return _read(given, 0, budget)


def _read(given: Any, depth: int, budget: list[int]) -> Chosen:
    if not isinstance(given, list) or depth > DEEPEST:
        raise _wrong()
    made = Chosen()
    for one in given:
        budget[0] -= 1
        if budget[0] < 0:
            raise _wrong()
        if isinstance(one, str):
            made.names.add(one.lower())
        elif isinstance(one, dict):
            made.parts |= {str(name).lower(): _read(inner, depth + 1, budget) for name, inner in one.items()}
        else:
            raise _wrong()
    return made


def _wrong() -> Invalid:
    return Invalid([InvalidParam("fields", "invalid", "Stuur een lijst met namen van attributen.")])
