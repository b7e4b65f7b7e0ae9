"""Answers that stay good for a while, per municipality and never more than `MOST` of them. What was asked shows only as a keyed mark."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from balie.kernel import clock, crypto
from balie.registers.models import LookupAnswer

MARKED = "registers.lookup.question"
MOST = 2000


@transaction.atomic
def kept(mark: str) -> dict[str, Any] | None:
    row = LookupAnswer.objects.filter(question=_key(mark), until__gt=clock.now()).first()
    return row.values if row else None


@transaction.atomic
def keep(mark: str, connection: str, values: dict[str, Any], stays: timedelta) -> None:
    now = clock.now()
    LookupAnswer.objects.filter(until__lte=now).delete()
    if LookupAnswer.objects.count() >= MOST:
        first = LookupAnswer.objects.order_by("until").values("pk")[: MOST // 10]
        LookupAnswer.objects.filter(pk__in=first).delete()
    LookupAnswer.objects.update_or_create(question=_key(mark), defaults={"connection": connection, "values": values, "until": now + stays})


def _key(mark: str) -> bytes:
    return crypto.fingerprint(mark, context=MARKED)
