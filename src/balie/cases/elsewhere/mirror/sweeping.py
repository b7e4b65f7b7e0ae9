"""A round along all zaken of a system that we follow: page by page, taken up again where it stopped, later again when the other side is down."""
from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from balie.cases.elsewhere import connections
from balie.cases.elsewhere.mirror import keeping, subscribing
from balie.cases.elsewhere.mirror.reading import Reader, fingerprint
from balie.cases.elsewhere.running import wait_after
from balie.cases.elsewhere.zgw import Refused, Unreachable, Zgw
from balie.cases.models import Followed, ZaakElsewhere
from balie.cases.views import NotFound
from balie.kernel import clock

Stage = Followed.Stage
ASKED, TOLD = timedelta(minutes=15), timedelta(hours=6)  # between rounds: when we only ask, and when we are told as well
CHECKED = 50  # zaken in one go
LEASE = timedelta(minutes=10)  # somebody may be at one system before another takes over: who was killed holds nothing up for longer


@transaction.atomic
def due() -> list[UUID]:
    now = clock.now()
    rows = Followed.objects.filter(Q(next_at=None) | Q(next_at__lte=now)).filter(Q(busy_until=None) | Q(busy_until__lte=now))
    return list(rows.order_by("id").values_list("id", flat=True))


def step(followed_id: UUID) -> bool:
    """One page. Whether there is more to do at once."""
    row = _take(followed_id)
    if row is None:
        return False
    try:
        reader = Reader(Zgw(connections.access_to(row.connection)))
        skipped = _page(row, reader) if row.stage == Stage.PAGES else _check(row, reader)
    except (Unreachable, Refused) as problem:
        return _failed(row, str(problem))
    except NotFound:
        return _failed(row, f"De koppeling “{row.connection}” bestaat niet meer.")
    return _done(row, skipped)


@transaction.atomic
def _take(followed_id: UUID) -> Followed | None:
    """The row, ours for `LEASE`; a round that rests begins."""
    row, now = Followed.objects.select_for_update().filter(pk=followed_id).first(), clock.now()
    if row is None or (row.busy_until and row.busy_until > now):
        return None
    row.busy_until = now + LEASE
    if row.stage == Stage.REST:
        row.stage, row.next_page, row.round_began = Stage.PAGES, "", now
    row.save()
    return row


def _page(row: Followed, reader: Reader) -> str:
    """Reads what changed; returns what could not be read."""
    asked_at, skipped = clock.now(), ""
    try:
        page = reader.zgw.one("zaken", row.next_page or "zaken")
        listed = {zaak["url"]: zaak for zaak in page["results"]}
        following = page.get("next") or ""
    except (KeyError, TypeError):
        raise Refused(f"{row.label} gaf een lijst die wij niet kunnen lezen.") from None
    ours, known = keeping.ours(row.connection, list(listed)), keeping.known(row.id, list(listed))
    same = [url for url, zaak in listed.items() if known.get(url) == fingerprint(zaak)]
    keeping.same(row.id, same, asked_at=asked_at)
    for url in listed.keys() - ours.keys() - set(same):
        try:
            keeping.keep(row.id, url, reader.columns(listed[url]), asked_at=asked_at)
        except Refused as refused:  # one zaak that is odd does not hold up the others
            skipped = str(refused)
    row.next_page = following
    row.stage = Stage.PAGES if following else Stage.CHECKING
    return skipped


def _check(row: Followed, reader: Reader) -> str:
    """What the lists did not show, is asked by its address: it may have moved to a page that was read before."""
    unseen = _unseen(row)
    for url in unseen:
        keeping.read_again(row, reader, url)
    if not unseen:
        row.stage, row.round_ended = Stage.REST, clock.now()
        subscribing.ensure(row, reader.zgw)
    return ""


@transaction.atomic
def _unseen(row: Followed) -> list[str]:
    rows = ZaakElsewhere.objects.filter(followed=row, read_at__lt=row.round_began, missing_since=None)
    return list(rows.order_by("read_at").values_list("url", flat=True)[:CHECKED])


@transaction.atomic
def _failed(row: Followed, sentence: str) -> bool:
    """Where it was is kept; tried again later, longer each time, and never given up."""
    tries, now = row.tries + 1, clock.now()
    Followed.objects.filter(pk=row.pk).update(
        busy_until=None, tries=tries, next_at=now + wait_after(tries), error=sentence[:500], failing_since=row.failing_since or now,
    )
    return False


@transaction.atomic
def _done(row: Followed, skipped: str) -> bool:
    rests = row.stage == Stage.REST
    Followed.objects.filter(pk=row.pk).update(
        stage=row.stage, next_page=row.next_page, round_ended=row.round_ended, busy_until=None, tries=0, error=skipped[:500], failing_since=None,
        next_at=clock.now() + (TOLD if row.abonnement else ASKED) if rests else None,
    )
    return not rests
