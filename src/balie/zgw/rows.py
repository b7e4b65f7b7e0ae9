"""Reading rows of a resource as JSON: SQL that is compiled once per resource, a list of functions that make a dict of each row.

Compiling a query with Django costs more than running it (a zaak selects seven lists of ids), so its text is kept. It selects on the id and
the municipality alone; which ids is the business of `reading`. An id in a row is text: it becomes part of an address, and making an object
of each of the thousands in a list costs more than the rest of the row.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F
from django_scopes import scopes_disabled
from psycopg.types.string import TextLoader

from balie.kernel import tenancy
from balie.zgw.fields import JsonRefs, Ref, Refs, Row, Self, Show
from balie.zgw.references import Links
from balie.zgw.resources import Resource, of_kind


class Reader:
    """Of one resource. Immutable after it is made; every thread may use it."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        selected: dict[str, Any] = {"id": F("id")}
        with scopes_disabled():  # the text serves every municipality, so that of none may stand in it
            for each in resource.fields:
                selected |= each.selected(resource)
            for name in ("type", "level", "ready"):
                if column := getattr(resource.access, name):
                    selected[f"access_{name}"] = F(column)
            query = resource.model.objects.filter(resource.only).order_by().values_list(*selected.values()).query
            text, self._given = query.sql_with_params()
        self.places = {name: place for place, name in enumerate(selected)}
        table = f'"{resource.model._meta.db_table}"'
        self._sql = f"{text} {'and' if resource.only else 'where'} {table}.gemeente_id = %s and {table}.id = any(%s::uuid[])"
        self._optional = [each.wire for each in resource.fields if each.omitted]
        self._shown: list[tuple[str, Show]] = [(each.wire, self._show_of(each)) for each in resource.fields]

    def _show_of(self, each: Any) -> Show:
        if not isinstance(each, Self):
            return each.shown(self.places)
        kind, own, parent = self.resource.kind, self.places["id"], self.places.get("parent")
        if parent is None:
            return lambda row, links: links.to(kind, row[own])
        return lambda row, links: links.to(kind, row[own], row[parent])

    def rows(self, ids: Sequence[UUID | str]) -> list[Row]:
        """In the order of `ids`; those that are not there are left out. One query."""
        if not ids:
            return []
        with connection.cursor() as cursor:
            cursor.cursor.adapters.register_loader("uuid", TextLoader)
            cursor.execute(self._sql, [*self._given, tenancy.current_id(), list(ids)])
            found = cursor.fetchall()
        if len(ids) == 1:
            return found
        own = {row[0]: row for row in found}
        return [own[key] for key in map(str, ids) if key in own]

    def all_shown(self, rows: Sequence[Row], links: Links) -> list[dict[str, Any]]:
        """What a resource gathers for all of them (`Resource.gather`) is asked once."""
        if self.resource.gather and rows:
            self.resource.gather(self, rows, links)
        made = [{wire: show(row, links) for wire, show in self._shown} for row in rows]
        for wire in self._optional:
            for each in made:
                if each[wire] in (None, ""):
                    del each[wire]
        return made

    def shown(self, row: Row, links: Links) -> dict[str, Any]:
        return self.all_shown([row], links)[0]

    def value(self, row: Row, name: str) -> Any:
        """What the query selected under this name: a column, `access_type` or `access_level`."""
        place = self.places.get(name)
        return None if place is None else row[place]

    def ids_in(self, row: Row, each: Ref | Refs | JsonRefs) -> list[str]:
        """To which rows a reference points."""
        if isinstance(each, JsonRefs):
            return each.ids(row[self.places[each.name]])
        found = row[self.places[f"w_{each.name}" if isinstance(each, Refs) else each.name]]
        return [] if found is None else list(found) if isinstance(found, list | tuple) else [found]


@cache
def reader(resource_kind: str) -> Reader:
    return Reader(of_kind(resource_kind))


def shown(resource: Resource, ids: Iterable[UUID], links: Links) -> list[dict[str, Any]]:
    """Those rows as the API shows them, whoever asks: for the audit trail and after writing."""
    found = reader(resource.kind)
    return found.all_shown(found.rows(list(ids)), links)


__all__ = ["Reader", "reader", "shown"]
