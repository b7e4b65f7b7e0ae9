"""What is asked for most now, counted from what was noted; kept in the process for some minutes."""

import time
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Sum

from balie.catalogue.models import ServiceUse
from balie.catalogue.use.figures import LEAST
from balie.kernel import clock, tenancy

FRESH_SECONDS = 300.0
_kept: dict[int, tuple[float, date, dict[str, int]]] = {}


def sent_lately() -> dict[str, int]:
    """Slug → how many applications of this month and the one before were sent. What has fewer than five is left out: that could point at
    somebody. One query in five minutes."""
    gemeente_id, month = tenancy.current_id(), clock.today().replace(day=1)
    kept = _kept.get(gemeente_id)
    if kept is None or kept[1] != month or time.monotonic() - kept[0] > FRESH_SECONDS:
        _kept[gemeente_id] = kept = (time.monotonic(), month, _counted((month - timedelta(days=1)).replace(day=1)))
    return kept[2]


def forget() -> None:
    _kept.clear()


def _counted(since: date) -> dict[str, int]:
    with transaction.atomic(savepoint=False):  # outside a transaction the database shows no rows of anybody
        rows = ServiceUse.objects.filter(month__gte=since, what=ServiceUse.What.SENT).values_list("service").order_by()
        return {service: number for service, number in rows.annotate(number=Sum("number")) if number >= LEAST}
