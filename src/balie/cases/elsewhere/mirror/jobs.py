"""Background work: rounds along what we follow, and the one zaak that a notification was about."""
from __future__ import annotations

from uuid import UUID

from django.db import transaction

from balie.cases.elsewhere import connections
from balie.cases.elsewhere.mirror import keeping, sweeping
from balie.cases.elsewhere.mirror.reading import Reader
from balie.cases.elsewhere.running import wait_after
from balie.cases.elsewhere.zgw import Refused, Unreachable, Zgw
from balie.cases.models import Followed
from balie.kernel import clock, outbox

MOST_TRIES = 8  # two hours and a half; after that the next round finds it


@outbox.job(atomic=False)
def go_round(*, followed_id: str) -> None:
    if sweeping.step(UUID(str(followed_id))):
        outbox.defer(go_round, followed_id=followed_id)


@outbox.periodic("*/5 * * * *", atomic=False)
def go_round_where_it_is_time() -> None:
    for followed_id in sweeping.due():
        outbox.defer(go_round, followed_id=followed_id)


@outbox.job(atomic=False)
def read_one(*, followed_id: str, url: str, tries: int = 0) -> None:
    with transaction.atomic():
        row = Followed.objects.filter(pk=UUID(str(followed_id))).first()
    if row is None:
        return
    try:
        keeping.read_again(row, Reader(Zgw(connections.access_to(row.connection))), url)
    except (Unreachable, Refused):
        if tries < MOST_TRIES:
            outbox.defer_at(clock.now() + wait_after(tries + 1), read_one, followed_id=followed_id, url=url, tries=tries + 1)


@outbox.periodic("41 3 * * *")
def clear_away_what_is_gone() -> None:
    keeping.clear_away()
