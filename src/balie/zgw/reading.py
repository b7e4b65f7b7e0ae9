"""Lists and single rows, for a client: what it may not see is not in the list and not in the count."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from balie.zgw import tallies
from balie.zgw.access import Scopes, sees, visible
from balie.zgw.autorisaties.tokens import Client
from balie.zgw.errors import Forbidden, NotFound
from balie.zgw.fields import Row, snake
from balie.zgw.filters import conditions
from balie.zgw.resources import Resource
from balie.zgw.rows import reader

PAGE = 100
LARGEST = 500
FAR = 1000  # rows that are walked past rather than looked up
EVERYTHING = Q()


@dataclass(frozen=True)
class Page:
    """`count` is of all pages; `number` counts from 1."""

    count: int
    number: int
    size: int
    rows: Sequence[Row]

    @property
    def last(self) -> int:
        return max(1, -(-self.count // self.size))


def page(
    resource: Resource, client: Client, scopes: Scopes, given: Mapping[str, Any], *, number: int = 1, size: int = PAGE, parent: UUID | None = None,
    also: Q = EVERYTHING,
) -> Page:
    """Raises `NotFound` for a page that is not there, as the standard's clients expect. `also`: a condition beside those of the query."""
    found = _select(resource, client, scopes, given, parent).filter(also)
    whole = parent is None and not also
    count = tallies.count(resource, client, scopes, given, found) if whole else found.count()
    if number < 1 or (number > 1 and (number - 1) * size >= count):
        raise NotFound("Deze pagina bestaat niet.")
    offset, order = (number - 1) * size, _order(resource, given)
    if whole and offset >= FAR and order == ("-id",) and (kept := tallies.pages_from(resource, client, scopes, given)) is not None:
        found, offset = tallies.skip_months(found, kept, offset)
    ids = list(found.order_by(*order).values_list("id", flat=True)[offset: offset + size])
    return Page(count, number, size, reader(resource.kind).rows(ids))


def everything(resource: Resource, client: Client, scopes: Scopes, given: Mapping[str, Any], *, parent: UUID | None = None) -> list[Row]:
    """Of a list that has no pages in the standard."""
    found = _select(resource, client, scopes, given, parent)
    return reader(resource.kind).rows(list(found.order_by(*_order(resource, given)).values_list("id", flat=True)))


def one(resource: Resource, client: Client, scopes: Scopes, key: UUID, *, parent: UUID | None = None) -> Row:
    """Raises `NotFound`; `Forbidden` when it is there and the client may not see it (zrc-006)."""
    found = reader(resource.kind)
    rows = found.rows([key])
    if not rows or (parent is not None and found.value(rows[0], "parent") != str(parent)):
        raise NotFound
    if not sees(resource, client, scopes, rows[0]):
        raise Forbidden
    return rows[0]


def _select(resource: Resource, client: Client, scopes: Scopes, given: Mapping[str, Any], parent: UUID | None) -> Any:
    found = resource.model.objects.filter(resource.only, visible(resource, client, scopes), *conditions(resource, given))
    return found.filter(Q(**{resource.parent: parent})) if parent is not None else found


def _order(resource: Resource, given: Mapping[str, Any]) -> tuple[str, ...]:
    asked = given.get("ordering")
    if not asked:
        return resource.order
    names = asked if isinstance(asked, list | tuple) else str(asked).split(",")
    return (*(("-" if each.startswith("-") else "") + snake(each.lstrip("-")) for each in names), *resource.order)
