"""What the autorisaties of one applicatie add up to, per component, scope, type and level. Pure.

Answers are kept: the operations of the standard ask for a few dozen different sets of scopes.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from balie.zgw.autorisaties import scopes as known

LEVELS = (
    "openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk", "vertrouwelijk", "confidentieel", "geheim", "zeer_geheim",
)
UP_TO = {level: frozenset(LEVELS[:number + 1]) for number, level in enumerate(LEVELS)}
Levels = frozenset[str] | None


@dataclass(frozen=True)
class Right:
    """One autorisatie. `type`: URL of the zaaktype, informatieobjecttype or besluittype; empty where the component has none."""

    component: str
    scopes: frozenset[str]
    type: str = ""
    maximum: str = ""


@dataclass(frozen=True)
class Limits:
    """What may be seen or done: `all`, or only what is of these types (by URL), of the levels beside each. None: levels do not matter."""

    all: bool
    by_type: Mapping[str, Levels] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.all or bool(self.by_type)

    def allow(self, type_url: str, level: str | None = None) -> bool:
        """Whether one thing of that type and level is within them."""
        if self.all:
            return True
        if type_url not in self.by_type:
            return False
        levels = self.by_type[type_url]
        return levels is None or level in levels


ALL, NOTHING = Limits(all=True), Limits(all=False)


@dataclass(frozen=True)
class Rights:
    """`everything`: heeftAlleAutorisaties."""

    everything: bool
    each: tuple[Right, ...] = ()
    _held: frozenset[known.Held] = field(init=False, repr=False, compare=False)
    _limits: dict[tuple[str, frozenset[str]], Limits] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_held", frozenset((right.component, scope) for right in self.each for scope in right.scopes))

    def may(self, component: str, *scopes: str) -> bool:
        """One of the scopes is enough. Of which types and levels is for `limits`."""
        return self.everything or not self._held.isdisjoint(known.enough(component, frozenset(scopes)))

    def limits(self, component: str, scopes: frozenset[str]) -> Limits:
        """Within what one of the scopes holds. Autorisaties for one type add up."""
        if self.everything:
            return ALL
        found = self._limits.get((component, scopes))
        if found is None:
            found = self._limits[component, scopes] = self._added_up(component, known.enough(component, scopes))
        return found

    def _added_up(self, component: str, enough: frozenset[known.Held]) -> Limits:
        counting = [right for right in self.each if any((right.component, scope) in enough for scope in right.scopes)]
        if component not in known.NEEDED:
            return ALL if counting else NOTHING
        return Limits(all=False, by_type=MappingProxyType(by_type(counting)))


def by_type(rights: Iterable[Right]) -> dict[str, Levels]:
    """Type → levels. A right that names no type, or no level where there should be one, opens nothing."""
    found: dict[str, Levels] = {}
    for right in rights:
        with_levels = len(known.NEEDED[right.component]) > 1
        levels = UP_TO.get(right.maximum, frozenset()) if with_levels else None
        if right.type and levels != frozenset():
            found[right.type] = None if levels is None else levels | (found.get(right.type) or frozenset())
    return found
