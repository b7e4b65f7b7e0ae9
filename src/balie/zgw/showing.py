"""What a client sees of rows that were read: as JSON, with what it asked to have inlined, and in pages."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from balie.zgw import expanding, rows
from balie.zgw.calls import Call
from balie.zgw.fields import Row
from balie.zgw.reading import Page
from balie.zgw.resources import Resource


def shown(resource: Resource, call: Call, found: Sequence[Row], *, asked: Any = None, reader: rows.Reader | None = None) -> list[dict[str, Any]]:
    """`asked`: what to inline, when that does not stand in the query. `reader`: what read them, when they are versions of the rows themselves."""
    reader = reader or rows.reader(resource.kind)
    made = reader.all_shown(found, call.links)
    if names := asked or call.query.get("expand"):
        paths = names if isinstance(names, list | tuple) else str(names).split(",")
        expanding.expand(resource, found, made, expanding.tree_of(paths, deepest=expanding.DEEPEST.get(resource.api)), call.client, call.links)
    return made


def paged(page: Page, results: list[dict[str, Any]], address: str, query: Mapping[str, Any]) -> dict[str, Any]:
    """`{count, next, previous, results}` with the addresses of the pages beside this one."""
    def at(number: int) -> str:
        given = {name: _as_text(value) for name, value in query.items() if name != "page"} | {"page": str(number)}
        return f"{address}?{urlencode(given)}"

    return {
        "count": page.count, "next": at(page.number + 1) if page.number < page.last else None,
        "previous": at(page.number - 1) if page.number > 1 else None, "results": results,
    }


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return ",".join(map(_as_text, value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
