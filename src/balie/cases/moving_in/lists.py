"""Whole lists, a page at a time: of types, and of what stands by itself beside a zaak or a document. Each row in a transaction of its own."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from balie.cases.moving_in.mapping import Unreadable, key_or_none
from balie.cases.moving_in.move import Body, Move, here, keyed, reasons
from balie.zgw.public import Invalid, Resource, providers

UNKNOWN = ("not_found", "method_not_allowed")


@dataclass(frozen=True)
class Listed:
    """`kind`: as the report calls it, which is its path too. `part_of`: the attribute that says in whose audit trail it stands.

    `young`: not every version of the standard has it.
    """

    kind: str
    resource: Resource
    part_of: str = ""
    young: bool = False

    @property
    def api(self) -> str:
        return self.resource.api


def take_all(move: Move, each: Listed, *, prepared: Callable[[Body], Body] = lambda body: body, **parameters: str) -> None:
    try:
        for page in move.source.pages(each.api, each.kind, **parameters):
            take_page(move, each, page.results, prepared=prepared)
    except providers.Refused as refused:
        if each.young and set(UNKNOWN) & set(refused.codes):
            move.report.absent.append(each.kind)
        else:
            move.report.refuse(each.kind, f"{move.source.roots[each.api]}/{each.kind}", str(refused))


def take_page(move: Move, each: Listed, results: Iterable[Body], *, prepared: Callable[[Body], Body] = lambda body: body) -> None:
    found = keyed(move, each.kind, results)
    count = move.report.of(each.kind)
    there = here(each.resource, found)
    for key, body in found.items():
        try:
            if key in there:
                move.follow(each.kind, each.resource, prepared(body), main=key_or_none(body.get(each.part_of)) if each.part_of else None)
            elif not move.dry_run:
                move.take(each.resource, prepared(body))
                count.copied += 1
        except (Invalid, Unreadable) as error:
            move.report.refuse(each.kind, body.get("url"), *reasons(error))
    count.source += len(found)
    count.here += len(here(each.resource, found))
