"""To which connection an address belongs: the roots of the municipality's connections, remembered by this process for some seconds.

What was changed in this process counts at once (`forget`, called when a connection is set), in another one within `SECONDS`.
"""
from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import transaction

from balie.kernel import tenancy
from balie.zgw.models import Connection
from balie.zgw.providers.below import is_below
from balie.zgw.providers.connections import APIS, OPTIONAL, on_change, root_of
from balie.zgw.references import is_ours

SECONDS = 5.0
MOST = 500  # municipalities


@dataclass(frozen=True)
class Root:
    connection: str
    api: str
    address: str


_known: dict[int, tuple[float, tuple[Root, ...]]] = {}


def of(url: str) -> Root | None:
    """None: an address of our own, or of nobody we are connected to. The longest root counts, where one lies within another."""
    if is_ours(url):
        return None
    return max((each for each in _all() if is_below(url, each.address)), key=lambda each: len(each.address), default=None)


def forget() -> None:
    _known.clear()


def _all() -> tuple[Root, ...]:
    key, now = tenancy.current_id(), time.monotonic()
    found = _known.get(key)
    if found is not None and now - found[0] < SECONDS:
        return found[1]
    if len(_known) >= MOST:
        _known.clear()
    _known[key] = (now, made := _read())
    return made


@transaction.atomic(savepoint=False)
def _read() -> tuple[Root, ...]:
    return tuple(
        Root(row.name, api, address) for row in Connection.objects.order_by("name") for api in (*APIS, *OPTIONAL) if (address := root_of(row, api))
    )


on_change(forget)
