"""Reads: how services were used."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Min, QuerySet, Sum

from balie.catalogue.models import ServiceUse
from balie.catalogue.use.figures import Use, figures

What = ServiceUse.What


def use_in(month: date) -> dict[str, Use]:
    """Every service that was used in the month of this day, by name. One query."""
    first = month.replace(day=1)
    return {service: use for (service, _), use in _figures(ServiceUse.objects.filter(month=first)).items()}


def use_of(service: str, *, months: Iterable[date]) -> tuple[Use, ...]:
    """Of one service, for each of these months (their first days), in that order. One query."""
    months = tuple(months)
    found = _figures(ServiceUse.objects.filter(service=service, month__in=months))
    return tuple(found.get((service, month)) or figures(service, month, {}, {}) for month in months)


def used_since() -> date | None:
    """The first month of which there are numbers."""
    return ServiceUse.objects.aggregate(first=Min("month"))["first"]


def _figures(rows: QuerySet[ServiceUse]) -> dict[tuple[str, date], Use]:
    numbers: dict[tuple[str, date], dict[str, int]] = defaultdict(dict)
    took: dict[tuple[str, date], dict[int, int]] = defaultdict(dict)
    grouped = rows.values_list("service", "month", "what", "days").annotate(total=Sum("number")).order_by("service", "month")
    for service, month, what, days, total in grouped:
        kept, key = (took, days) if what == What.CLOSED else (numbers, what)
        kept[service, month][key] = kept[service, month].get(key, 0) + max(total, 0)
    return {each: figures(*each, numbers[each], took[each]) for each in sorted({*numbers, *took})}
