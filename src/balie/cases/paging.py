"""Pages of rows in the order of their deadline, those without one last: each part reads its index from there on, however far that is.

And zaken newest first: by the day on which they were registered, since the id of a zaak that came from elsewhere says nothing of when.
"""
from __future__ import annotations

from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from balie.cases.models import Zaak

NO_DAY = "geen"
NEWEST = ("-registratiedatum", "-id")
DAY = 8  # signs
Row = TypeVar("Row", bound=Model)


def page(rows: QuerySet[Row], after: str, limit: int) -> tuple[list[Row], str]:
    """`after`: what came back with the page before. One query."""
    found = list(_from(rows, _position(after), limit + 1))
    return found[:limit], _after(found[limit - 1]) if len(found) > limit else ""


def _from(rows: QuerySet[Row], position: tuple[date | None, UUID] | None, count: int) -> QuerySet[Row]:
    rows = rows.order_by("deadline", "id")
    if position is None:
        return rows[:count]
    day, key = position
    if day is None:
        return rows.filter(deadline=None, id__gt=key)[:count]
    dated = rows.filter(deadline__gte=day).filter(Q(deadline__gt=day) | Q(id__gt=key))[:count]
    return dated.union(rows.filter(deadline=None)[:count], all=True).order_by("deadline", "id")[:count]


def _after(row: Row) -> str:
    return f"{row.deadline.isoformat() if row.deadline else NO_DAY}_{row.id.hex}"


def _position(after: str) -> tuple[date | None, UUID] | None:
    """What a visitor made up is no position."""
    day, _, key = after.partition("_")
    try:
        return None if day == NO_DAY else date.fromisoformat(day), UUID(key)
    except ValueError:
        return None


def place_of(zaak: Zaak) -> str:
    """Where the next page begins; for an address, so it is short."""
    return f"{zaak.registratiedatum:%Y%m%d}{zaak.id.hex}"


def before(rows: QuerySet[Zaak], place: str) -> QuerySet[Zaak]:
    """Those that come after that place, newest first. What a visitor made up is no place."""
    try:
        day, key = date.fromisoformat(place[:DAY]), UUID(place[DAY:])
    except ValueError:
        return rows
    return rows.filter(Q(registratiedatum__lte=day) & (Q(registratiedatum__lt=day) | Q(id__lt=key)))
