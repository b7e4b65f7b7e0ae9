"""Host name → municipality, remembered for some seconds per process (a handful of rows that hardly ever change)."""
from __future__ import annotations

import time

REMEMBER = 10.0
_known: tuple[float, dict] = (0.0, {})


def gemeente_of_host(host: str):
    global _known
    fetched, table = _known
    if time.monotonic() - fetched > REMEMBER or host not in table:
        table = _fetch()
        _known = (time.monotonic(), table)
    return table.get(host)


def _fetch() -> dict:
    from balie.kernel.models import Gemeente

    return {host: gemeente for gemeente in Gemeente.objects.filter(active=True) for host in gemeente.hosts}


def forget() -> None:
    """Read the table anew at the next request (after a change, in tests)."""
    global _known
    _known = (0.0, {})
