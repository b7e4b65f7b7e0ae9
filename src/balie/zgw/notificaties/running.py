"""Delivering to one subscriber: never two runners at a time, nothing locked while it answers, and of each main object only the oldest message.

A message that was not taken is tried again later, and what comes after it about the same thing waits for it; the rest goes on. Killed halfway,
the same messages go out again when the hold on the subscriber ends: at least once, in order.
"""
from __future__ import annotations

import logging
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from balie.kernel import callbacks, clock, outbox, tenancy
from balie.kernel.egress import EgressFailed, EgressRefused
from balie.kernel.web.roots import root
from balie.zgw.models import Abonnement, Bezorging
from balie.zgw.notificaties import jobs, message, rules, sealing

logger = logging.getLogger("balie.notificaties")
State = Bezorging.State
AT_ONCE = 16
HOLD = timedelta(seconds=30)  # longer than a round may take (`callbacks.ANSWER_SECONDS`)
TURN_SECONDS = 20.0  # then somebody else may use this worker
SLOW_SECONDS = 2.0
LEFT = timedelta(seconds=20)
COLUMNS = ("id", "volgnummer", "kanaal", "bron", "hoofd_path", "hoofd_id", "resource", "resource_path", "actie", "kenmerken", "aanmaakdatum")


@dataclass(frozen=True)
class Parcel:
    """One message on its way. `key`: of its delivery."""

    key: UUID
    address: str
    content: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Round:
    """What goes out now, and until when the subscriber is ours."""

    parcels: list[Parcel]
    hold: datetime


def run(abonnement_id: UUID) -> None:
    """Deliver what is due, round by round, until there is nothing more, it goes badly, or its turn is over."""
    begun, hold = time.monotonic(), None
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="callback") as pool:
        while one := take(abonnement_id, hold):
            hold, sent = one.hold, time.monotonic()
            answers = dict(zip((parcel.key for parcel in one.parcels), pool.map(_send, one.parcels), strict=True))
            took = time.monotonic() - sent
            settle(abonnement_id, answers, rest=timedelta(seconds=took) if took > SLOW_SECONDS else None)
            if took > SLOW_SECONDS or time.monotonic() - begun > TURN_SECONDS:
                release(abonnement_id, hold)
                return


def _send(parcel: Parcel) -> str:
    """Empty when it was taken, else why not: of the connection or the status, never of what was said."""
    try:
        with callbacks.client(parcel.address) as http, http.stream("POST", parcel.address, content=parcel.content, headers=parcel.headers) as answer:
            return "" if 200 <= answer.status_code < 300 else f"antwoord {answer.status_code}"
    except (EgressFailed, callbacks.BadAddress) as failed:
        return failed.reason if isinstance(failed, EgressFailed) else str(failed)
    except EgressRefused:
        return "het adres mag niet"
    except Exception as problem:  # one message that cannot be sent may not hold up the others of this round
        logger.warning("notification %s cannot be sent: %s", parcel.key, type(problem).__name__)
        return type(problem).__name__


def heads(abonnement_id: UUID):
    """Of each main object the oldest message that waits."""
    waiting = Bezorging.objects.filter(abonnement=abonnement_id, state=State.WAITING)
    earlier = waiting.filter(hoofd_id=OuterRef("hoofd_id"), volgnummer__lt=OuterRef("volgnummer"))
    return waiting.exclude(Exists(earlier)).order_by("volgnummer")


@transaction.atomic
def take(abonnement_id: UUID, hold: datetime | None = None) -> Round | None:
    """The next round; `hold`: of our last one. None: nothing is due, it is left alone for now, or another runner has it.

    The row is locked while we look: so a wake-up that found it held knows that its holder will look once more.
    """
    row, now = Abonnement.objects.select_for_update().filter(pk=abonnement_id).first(), clock.now()
    if row is None:
        return None
    if row.busy_until and row.busy_until > now and row.busy_until != hold:
        return _plan(row, row.busy_until)
    row.busy_until = None
    if row.paused_until and row.paused_until > now:
        return _plan(row, row.paused_until)
    found = list(heads(abonnement_id).filter(next_at__lte=now).select_related("wijziging")[:1 if row.failures >= rules.PATIENCE else AT_ONCE])
    if not found:
        return _plan(row, heads(abonnement_id).order_by("next_at").values_list("next_at", flat=True).first())
    row.busy_until = now + HOLD
    row.save(update_fields=["busy_until"])
    return Round([_parcel(row, each) for each in found], row.busy_until)


def _plan(row: Abonnement, wake: datetime | None) -> None:
    """Stop for now, with one wake-up planned: whoever finds that it has been planned does not plan another."""
    planned = row.wake_at is not None and row.wake_at > clock.now()
    if wake is not None and not (planned and row.wake_at <= wake):
        row.wake_at = wake
        outbox.defer_at(wake, jobs.deliver, abonnement_id=row.id)
    row.save(update_fields=["busy_until", "wake_at"])


def _parcel(row: Abonnement, each: Bezorging) -> Parcel:
    change, events = message.Change(*(getattr(each.wijziging, name) for name in COLUMNS)), row.form == Abonnement.Form.CLOUDEVENTS
    made = message.cloud_event(change, root(), tenancy.current().rsin) if events else message.notification(change, root())
    content = message.body(made)
    return Parcel(each.id, row.callback_url, content, message.headers(
        message_id=each.id, moment=clock.now(), content=content, secret=sealing.secret_of(row), auth=sealing.auth_of(row),
        media_type=message.CLOUDEVENTS if events else message.JSON,
    ))


@transaction.atomic
def settle(abonnement_id: UUID, answers: dict[UUID, str], *, rest: timedelta | None = None) -> None:
    """Write down how a round went. `rest`: leave a slow subscriber alone for so long, so that it has a worker half of the time at most."""
    row, now = Abonnement.objects.select_for_update().filter(pk=abonnement_id).first(), clock.now()
    if row is None:
        return
    rows = Bezorging.objects.filter(abonnement=abonnement_id, state=State.WAITING)
    taken = [key for key, error in answers.items() if not error]
    if taken:
        rows.filter(id__in=taken).update(state=State.DELIVERED, delivered_at=now, attempts=F("attempts") + 1, last_error="")
    for each in rows.filter(id__in=[key for key, error in answers.items() if error]):
        each.attempts, each.last_error = each.attempts + 1, answers[each.id]
        each.next_at = now + rules.wait_after(each.attempts, random.random())  # noqa: S311 - spreads, guards nothing
        each.save(update_fields=["attempts", "last_error", "next_at"])
    _note(row, now, taken=bool(taken), rest=rest, error=next(filter(None, answers.values()), ""))
    _give_up(rows, row, now)


def _note(row: Abonnement, now: datetime, *, taken: bool, rest: timedelta | None, error: str) -> None:
    """How the subscriber is doing as a whole: a round in which it took nothing is one failure."""
    if taken:
        row.failures, row.failing_since, row.last_success, row.paused_until = 0, None, now, None
    else:
        row.failures, row.failing_since = row.failures + 1, row.failing_since or now
        pause = rules.pause_after(row.failures, random.random())  # noqa: S311
        row.paused_until = now + pause if pause else None
    if rest:
        row.paused_until = max(row.paused_until or now, now + rest)
    row.last_error = error or ("" if taken else row.last_error)
    row.save(update_fields=["failures", "failing_since", "last_success", "paused_until", "last_error"])


def _give_up(rows, row: Abonnement, now: datetime) -> None:
    """What failed for days stops. Of a subscriber that takes nothing at all, everything that waited so long stops with it."""
    late = now - rules.GIVE_UP_AFTER
    old = rows.filter(created__lte=late)
    dead = row.failing_since is not None and row.failing_since <= late
    (old if dead else old.filter(attempts__gt=0)).update(state=State.DEAD)


@transaction.atomic
def release(abonnement_id: UUID, hold: datetime) -> None:
    """Our turn is over: somebody goes on with it, after its rest."""
    row, now = Abonnement.objects.select_for_update().filter(pk=abonnement_id, busy_until=hold).first(), clock.now()
    if row is not None:
        row.busy_until = row.wake_at = None
        _plan(row, max(row.paused_until or now, now))


@transaction.atomic
def left_behind() -> list[UUID]:
    """Subscribers with something that has been due for a while, whom nobody serves and who are not left alone."""
    now = clock.now()
    due = Bezorging.objects.filter(abonnement=OuterRef("pk"), state=State.WAITING, next_at__lte=now - LEFT)
    free = (Q(busy_until=None) | Q(busy_until__lte=now)) & (Q(paused_until=None) | Q(paused_until__lte=now))
    return list(Abonnement.objects.filter(free, Exists(due)).order_by("id").values_list("id", flat=True))
