"""One move: where from, where to, how it is going. And what is the same for everything that comes over: taking one, seeing whether one that is
here is still as it is there."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from balie.cases.moving_in.mapping import Addresses, Unreadable, key_of
from balie.cases.moving_in.report import Report
from balie.cases.moving_in.source import Source
from balie.zgw.public import NOWHERE, Invalid, InvalidParam, Links, Resource, taking

Body = Mapping[str, Any]


@dataclass
class Move:
    """`thorough`: of each zaak that is here, everything is read and compared again."""

    source: Source
    report: Report
    addresses: Addresses
    links: Links
    note: str
    dry_run: bool = False
    thorough: bool = False

    def take(self, resource: Resource, given: Body, *, parent: UUID | None = None) -> None:
        """In the transaction of the caller, or one of its own. Raises `Invalid` or `Unreadable`."""
        taking.take(resource, key_of(given.get("url")), self.addresses.of(given), links=self.links, note=self.note, parent=parent)

    def follow(self, kind: str, resource: Resource, given: Body, *, main: UUID | None = None) -> bool:
        """One that is here becomes as it is there, unless somebody here changed it: then it is named. Returns whether it changed.

        `main`: what it is part of, when that is not itself. Raises `Invalid` or `Unreadable`.
        """
        key = key_of(given.get("url"))
        with transaction.atomic():
            rows = resource.model.objects.select_related(*resource.load or (None,))
            row = rows.select_for_update(of=("self",), no_key=True).get(pk=key)
            draft = taking.changed(resource, row, self.addresses.of(given), links=self.links)
            names = taking.differences(draft)
            if not names:
                return False
            if taking.touched(main or key):
                self.report.differ(kind, given.get("url"), f"Hier ook gewijzigd, dus niet aangepast: {', '.join(names)}.")
                return False
            if not self.dry_run:
                taking.follow(draft, note=self.note)
            self.report.of(kind).updated += 1
            return not self.dry_run


@transaction.atomic
def here(resource: Resource, keys: Iterable[UUID]) -> set[Any]:
    """Of these ids, the ones that are here."""
    return set(resource.model.objects.filter(pk__in=list(keys)).values_list("pk", flat=True))


@transaction.atomic
def touched(key: UUID) -> bool:
    return taking.touched(key)


def reasons(error: Invalid | Unreadable) -> list[str]:
    if isinstance(error, Unreadable):
        return [str(error)]
    return [_said(each) for each in error.params]


def _said(each: InvalidParam) -> str:
    return each.reason if each.name == NOWHERE else f"{each.name}: {each.reason}"


def keyed(move: Move, kind: str, results: Iterable[Body]) -> dict[UUID, Body]:
    """By id; what has none is named in the report."""
    made: dict[UUID, Body] = {}
    for each in results:
        try:
            made[key_of(each.get("url"))] = each
        except Unreadable as error:
            move.report.refuse(kind, each.get("url"), *reasons(error))
    return made
