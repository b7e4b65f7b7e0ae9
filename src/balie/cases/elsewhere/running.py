"""One try to hand a zaak over: never two at a time, nothing locked while the other side thinks, and what it says is kept for officials."""
from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from balie.cases.elsewhere import connections, mail
from balie.cases.elsewhere.parcel import content_of, parcel_of
from balie.cases.elsewhere.sending import Made, Sending
from balie.cases.elsewhere.zgw import Refused, Unreachable, Zgw
from balie.cases.models import Registration
from balie.cases.views import NotFound
from balie.documents.public import Damaged, DocumentNotFound
from balie.kernel import audit, clock

State = Registration.State
LEASE = timedelta(minutes=5)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60, 120, 240, 360))
FORGOTTEN = timedelta(minutes=10)
BATCH = 200


def wait_after(tries: int) -> timedelta:
    """How long until the next try: longer each time, six hours at most, and never given up."""
    return WAITS[min(max(tries, 1), len(WAITS)) - 1]


def run(registration_id: UUID) -> datetime | None:
    """Try once. Returns when to try again; None when it is done, refused, or somebody else is at it."""
    row = _take(registration_id)
    if row is None:
        return None
    try:
        url = _send(row)
    except Unreachable as later:
        return _later(row, str(later))
    except (Refused, NotFound, DocumentNotFound, Damaged) as refused:
        _refused(row, str(refused) if isinstance(refused, Refused) else _sentence(refused, row))
        return None
    _done(row, url)
    return None


def _sentence(problem: Exception, row: Registration) -> str:
    if isinstance(problem, NotFound):
        return f"De koppeling “{row.connection}” bestaat niet. Laat de beheerder die instellen."
    return "Een document van deze zaak is niet te lezen. Vraag de beheerder om hulp."


@transaction.atomic
def _take(registration_id: UUID) -> Registration | None:
    """The row, ours for `LEASE`. None: not waiting any more, or somebody is at it."""
    row = Registration.objects.select_for_update(of=("self",)).select_related("zaak").filter(pk=registration_id, state=State.WAITING).first()
    now = clock.now()
    if row is None or (row.busy_until and row.busy_until > now):
        return None
    row.busy_until, row.tried_at, row.next_at, row.tries = now + LEASE, now, None, row.tries + 1
    row.save(update_fields=["busy_until", "tried_at", "next_at", "tries"])
    return row


def _send(row: Registration) -> str:
    if row.to == "mail":
        mail.send(row)
        return ""
    access = connections.access_to(row.connection)
    row.label = access.label
    return Sending(Zgw(access), parcel_of(row), lambda paper: content_of(row, paper), lambda url, made: _keep(row, url, made)).run(dict(row.made))


@transaction.atomic
def _keep(row: Registration, url: str, made: Made) -> None:
    """So far it came; and we are still at it."""
    row.url, row.made = url, dict(made)
    Registration.objects.filter(pk=row.pk).update(url=url, made=row.made, busy_until=clock.now() + LEASE, label=row.label)


def _waiting(row: Registration):
    """The row, unless an official took the zaak back in the meantime."""
    return Registration.objects.filter(pk=row.pk, state=State.WAITING)


@transaction.atomic
def _later(row: Registration, sentence: str) -> datetime:
    moment = clock.now() + wait_after(row.tries)
    _waiting(row).update(busy_until=None, next_at=moment, error=sentence[:500], label=row.label)
    audit.record("zaak.doorgeven_mislukt", object_ref=f"zaak:{row.zaak_id}", details={"poging": row.tries})
    return moment


@transaction.atomic
def _refused(row: Registration, sentence: str) -> None:
    _waiting(row).update(state=State.REFUSED, busy_until=None, error=sentence[:500], label=row.label)
    audit.record("zaak.doorgeven_geweigerd", object_ref=f"zaak:{row.zaak_id}", details={"poging": row.tries})


@transaction.atomic
def _done(row: Registration, url: str) -> None:
    now = clock.now()
    _waiting(row).update(
        state=State.DONE, busy_until=None, next_at=None, error="", url=url, done_at=now, polled_at=now, label=row.label,
    )
    details = {"naar": row.to, "koppeling": row.connection}
    audit.record("zaak.doorgegeven", object_ref=f"zaak:{row.zaak_id}", subject=row.zaak.person_id, details=details)


@transaction.atomic
def left_behind() -> list[UUID]:
    """What waits while nobody is at it and its next try should have been."""
    late = clock.now() - FORGOTTEN
    rows = Registration.objects.filter(Q(next_at__lt=late) | Q(next_at=None, busy_until__lt=late), state=State.WAITING)
    return list(rows.order_by("id").values_list("id", flat=True)[:BATCH])
