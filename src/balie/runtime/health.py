"""Whether this Balie can do its work: web, database and worker, each with the reason when it cannot."""
from __future__ import annotations

from balie.runtime.rescue import DEAD_AFTER_SECONDS

NEWEST_HEARTBEAT = "select extract(epoch from now() - max(last_heartbeat)) from procrastinate_workers"


def report() -> dict:
    """`{"ready": bool, "web": {"ok": True}, "database": {"ok": …}, "worker": {"ok": …, "reason": …}}`. Never raises."""
    parts = _parts()
    return {"ready": all(part["ok"] for part in parts.values())} | parts


def _parts() -> dict[str, dict]:
    from django.db import Error, connection

    unknown = {"ok": False, "reason": "cannot be seen without the database"}
    try:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        with connection.cursor() as cursor:
            cursor.execute(NEWEST_HEARTBEAT)
            age = cursor.fetchone()[0]
    except Error as problem:
        connection.close()
        return {"web": {"ok": True}, "database": {"ok": False, "reason": _reason(problem)}, "worker": unknown}
    return {"web": {"ok": True}, "database": {"ok": True}, "worker": _worker(age)}


def _reason(problem: Exception) -> str:
    """What is wrong without names, addresses or passwords."""
    from django.db import OperationalError

    return "does not answer" if isinstance(problem, OperationalError) else "the tables are not there: run `balie migrate`"


def _worker(age) -> dict:
    if age is None:
        return {"ok": False, "reason": "no worker runs"}
    if age > DEAD_AFTER_SECONDS:
        return {"ok": False, "reason": f"no sign of life for {int(age)} seconds"}
    return {"ok": True}
