"""Types of another provider's catalogus, as copies in our own tables: so that all rules work on them, and no request asks them again.

The room that owns the tables says how a copy is made (`keeps`). A copy is shown under the address that it is of. The Catalogi API neither
lists nor changes it. Once a day it is read anew; when that does not succeed it stays as it is.
"""
from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from balie.kernel import clock
from balie.zgw.models import Mirror
from balie.zgw.providers import asking
from balie.zgw.providers.asking import Thing

STAYS = timedelta(days=1)
BATCH = 100  # in one go
MOST = 100_000  # addresses that a process remembers
Keep = Callable[[Thing], None]
_keeps: dict[str, Keep] = {}
_addresses: dict[str, str | None] = {}  # by id; one never changes. None: the row is no copy, its id only looks like that of one


class Misfit(ValueError):
    """What the other side gave is not what the standard says it is."""


def keeps(kind: str, keep: Keep, collect: asking.Collect) -> None:
    """`keep` makes or renews the copy, in the transaction of the caller; it may raise `Misfit`. `collect`: what is read with it."""
    _keeps[kind] = keep
    asking.collects(kind, collect)


def keep(thing: Thing) -> None:
    """Raises `Misfit`."""
    try:
        with transaction.atomic():
            _keeps[thing.kind](thing)
    except IntegrityError:
        raise Misfit("It cannot be beside what is there already.") from None


def remember(key: UUID, *, kind: str, url: str, connection: str, body: dict[str, Any], whole: bool) -> None:
    """That the row under this id is a copy of what is there."""
    about = {"kind": kind, "url": url, "connection": connection, "body": body, "whole": whole, "asked_at": clock.now()}
    if not Mirror.objects.filter(pk=key).update(**about):
        Mirror.objects.create(pk=key, **about)


def known(keys: Iterable[UUID | None]) -> list[UUID]:
    """Those of which there is a copy."""
    return list(Mirror.objects.filter(pk__in=[key for key in keys if key]).values_list("id", flat=True))


def address_of(key: str) -> str | None:
    if key not in _addresses:
        _read_addresses()
    return _addresses.setdefault(key, None)


@transaction.atomic(savepoint=False)
def _read_addresses() -> None:
    """All of the municipality at once: who needs one, needs more."""
    if len(_addresses) > MOST:
        _addresses.clear()
    _addresses.update((str(key), url) for key, url in Mirror.objects.values_list("id", "url"))


def bodies(keys: Collection[str]) -> dict[str, dict[str, Any]]:
    """By id: as they were read there. One query, and none for nothing."""
    return {str(key): body for key, body in Mirror.objects.filter(pk__in=keys).values_list("id", "body")} if keys else {}


@transaction.atomic
def due() -> list[UUID]:
    rows = Mirror.objects.filter(whole=True, asked_at__lt=clock.now() - STAYS).order_by("asked_at")
    return list(rows.values_list("id", flat=True)[:BATCH])


def read_anew(key: UUID) -> bool:
    """Returns whether that succeeded."""
    with transaction.atomic():
        row = Mirror.objects.get(pk=key)
        Mirror.objects.filter(pk=key).update(asked_at=clock.now())  # once a day, also when it fails
    thing = asking.ask(row.url, row.kind)
    if thing.fault:
        return False
    try:
        with transaction.atomic():
            keep(thing)
    except Misfit:
        return False
    return True
