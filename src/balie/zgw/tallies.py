"""How many rows a list has, without counting them: from a tally that the database keeps (`Resource.tally`).

Of a period ("started since 12 March") the tally knows the whole months; only the rows of the months that it cuts through are counted.
"""
from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from balie.zgw.access import Scopes, visible
from balie.zgw.autorisaties.tokens import Client
from balie.zgw.fields import snake
from balie.zgw.filters import ABOUT_THE_ANSWER, as_column, conditions
from balie.zgw.resources import Resource

BOUNDS = {"gte": ("from", 0), "gt": ("from", 1), "lt": ("until", 0), "lte": ("until", 1)}  # the first day, and the first day after


def count(resource: Resource, client: Client, scopes: Scopes, given: Mapping[str, Any], found: QuerySet) -> int:
    """Of `found`, which holds what this client may see of what was asked for."""
    period = _period(resource, _asked(given))
    if period is None:
        return found.count()
    column, days, rest = period
    kept = _kept(resource, client, scopes, rest)
    if not days:
        return _sum(kept)
    first = _month_after(days["from"]) if "from" in days else None
    last = days["until"].replace(day=1) if "until" in days else None
    if first and last and first >= last:
        return found.count()
    name, month, whole, cut = snake(column), resource.tally_months[column], kept, 0
    if first:
        whole = whole.filter(**{f"{month}__gte": first})
        cut += found.filter(**{f"{name}__lt": first}).count() if first != days["from"] else 0
    if last:
        whole = whole.filter(**{f"{month}__lt": last})
        cut += found.filter(**{f"{name}__gte": last}).count() if last != days["until"] else 0
    return _sum(whole) + cut


def pages_from(resource: Resource, client: Client, scopes: Scopes, given: Mapping[str, Any]) -> QuerySet | None:
    """The rows of the tally by which a page far down the list, newest first, is found; None: it cannot be."""
    asked = _asked(given)
    return _kept(resource, client, scopes, asked) if resource.tally is not None and asked.keys() <= resource.tally_by else None


def skip_months(found: QuerySet, kept: QuerySet, offset: int) -> tuple[QuerySet, int]:
    """Newest first, the months that lie wholly before the offset: these rows need not be walked past."""
    passed, oldest = 0, None
    for month, total in kept.values_list("maand").annotate(total=Sum("aantal")).order_by("-maand"):
        if passed + total > offset:
            break
        passed, oldest = passed + total, month
    return (found, offset) if oldest is None else (found.filter(id__lt=_first_id(oldest)), offset - passed)


def _asked(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in ABOUT_THE_ANSWER}


def _kept(resource: Resource, client: Client, scopes: Scopes, asked: Mapping[str, Any]) -> QuerySet:
    """The rows of the tally of what this client may see. `asked`: what the tally can be asked for."""
    return resource.tally.objects.filter(visible(resource, client, scopes), *conditions(resource, asked))


def _period(resource: Resource, asked: Mapping[str, Any]) -> tuple[str, dict[str, date], dict[str, Any]] | None:
    """`(attribute, its first day and the day after its last, the other parameters)`; None: the tally does not know."""
    if resource.tally is None:
        return None
    rest = {name: value for name, value in asked.items() if name in resource.tally_by}
    days: dict[str, date] = {}
    columns = set()
    for name, value in asked.items():
        column, _, lookup = name.partition("__")
        if name in rest:
            continue
        if column not in resource.tally_months or lookup not in BOUNDS:
            return None
        side, more = BOUNDS[lookup]
        try:
            day = as_column(resource.column(snake(column)), value) + timedelta(days=more)
        except (ValueError, OverflowError):  # who reads the rows says so
            return None
        days[side] = max(day, days.get(side, day)) if side == "from" else min(day, days.get(side, day))
        columns.add(column)
    return (columns.pop() if columns else "", days, rest) if len(columns) < 2 else None


def _month_after(day: date) -> date:
    """The first month that lies wholly from this day on."""
    return day if day.day == 1 else (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _sum(kept: QuerySet) -> int:
    return kept.aggregate(total=Sum("aantal"))["total"] or 0


def _first_id(month: date) -> UUID:
    """The lowest id of that month: a UUIDv7 begins with its moment in milliseconds."""
    return UUID(int=int(datetime(month.year, month.month, month.day, tzinfo=UTC).timestamp() * 1000) << 80)
