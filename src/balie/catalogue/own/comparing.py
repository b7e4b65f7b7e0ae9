"""What a new standard changes, and where it meets what a municipality has of its own. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from balie.forms.public import NOTHING, ServiceDefinition, leaves, stands_at


@dataclass(frozen=True, slots=True)
class Change:
    """Something of a municipality's own. `was`: what the standard had there when it was chosen."""

    what: str
    to: Any
    was: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that reads otherwise. `before` or `after` is NOTHING when it came or went."""

    what: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Meeting:
    """A place that both changed: the municipality's `own` stays. `gone`: the new standard has no such place any more."""

    what: str
    was: Any
    standard: Any
    own: Any

    @property
    def gone(self) -> bool:
        return self.standard is NOTHING


@dataclass(frozen=True, slots=True)
class Update:
    """What a new standard does to one service here. `kind`: new, changed, same, or only_here (not in the new standard)."""

    slug: str
    kind: str
    differences: tuple[Difference, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    kept: tuple[str, ...] = ()


def differences(before: ServiceDefinition, after: ServiceDefinition) -> tuple[Difference, ...]:
    """Between two versions of a service, in order of place in the new one."""
    old, new = leaves(before), leaves(after)
    places = [*new, *(each for each in old if each not in new)]
    found = (Difference(each, old.get(each, NOTHING), new.get(each, NOTHING)) for each in places)
    return tuple(each for each in found if each.before != each.after)


def compared(slug: str, before: ServiceDefinition | None, after: ServiceDefinition | None, own: Iterable[Change]) -> Update:
    """`before`: the standard on offer, without what is the municipality's own; `after`: the new one."""
    if after is None or before is None:
        return Update(slug, "new" if before is None else "only_here")
    own = tuple(own)
    changed = differences(before, after)
    now = {each.what: stands_at(after, each.what) for each in own}
    meetings = tuple(Meeting(each.what, each.was, now[each.what], each.to) for each in own if now[each.what] != each.was)
    met = {each.what for each in meetings}
    return Update(slug, "changed" if changed else "same", changed, meetings, tuple(each.what for each in own if each.what not in met))
