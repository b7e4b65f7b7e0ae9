"""Many residents, one last slot: how often does it go wrong? Used by `make soak` and, short, by the tests. Commits for real."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import time
from threading import Barrier
from uuid import uuid4

from django.db import connections, transaction
from django.db.models import Count

from balie.kernel import clock, tenancy

from . import public, rules
from .models import Appointment


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`won` should be `rounds`, `doubled` (slots with more than one appointment) and `errors` should be 0."""

    rounds: int
    won: int
    refused: int
    errors: int
    doubled: int

    @property
    def sound(self) -> bool:
        return self.won == self.rounds and not self.doubled and not self.errors


def last_slot(*, rounds: int, residents: int) -> Outcome:
    """In each round all residents book the only slot of one desk at the same moment. Works in the current municipality."""
    code, starts = _one_desk(rounds)
    barrier, gemeente = Barrier(residents), tenancy.current()
    with ThreadPoolExecutor(residents) as pool:
        results = sum(pool.map(lambda _: _resident(gemeente, barrier, code, starts), range(residents)), Counter())
    return Outcome(rounds=rounds, won=results["won"], refused=results["refused"], errors=results["errors"], doubled=_doubled(code))


@transaction.atomic
def _one_desk(rounds: int) -> tuple[str, list]:
    code = f"wedloop-{uuid4().hex[:12]}"
    public.add_location(code=code, name=code, street="Wedloop 1", postcode="0000 AA", town="Proef")
    public.add_desk(location=code, name="Enige balie")
    public.open_hours(location=code, hours=[(weekday, time(9), time(11)) for weekday in range(7)])
    public.add_product(code=code, name=code, minutes=5, locations=[code])
    starts = [slot.start for slot in public.free_slots(code, days=rules.HORIZON.days)][:rounds]
    if len(starts) < rounds:
        raise ValueError(f"There are {len(starts)} slots in the coming weeks: ask for fewer rounds.")
    return code, starts


def _resident(gemeente, barrier: Barrier, code: str, starts: list) -> Counter:
    results = Counter()
    with tenancy.scope(gemeente):
        for start in starts:
            owner = f"wedloop:{uuid4()}"  # somebody new each time: nobody has two standing appointments for one product
            barrier.wait(timeout=120)
            try:
                public.book(owner=owner, product=code, location=code, start=start, person_id=None, key=f"{owner}-{start}")
                results["won"] += 1
            except public.SlotTaken:
                results["refused"] += 1
            except Exception:
                results["errors"] += 1
    connections.close_all()
    return results


@transaction.atomic
def _doubled(code: str) -> int:
    taken = Appointment.objects.filter(desk__location__code=code, status__in=rules.ACTIVE, booked_at__lte=clock.now())
    return taken.values("period").annotate(times=Count("id")).filter(times__gt=1).count()
