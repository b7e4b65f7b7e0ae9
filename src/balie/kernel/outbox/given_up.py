"""Jobs that failed at their last try. Periodic work is not among them: it comes again by itself."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

FAILED = """
    select job.id, coalesce(job.args->>'handler', job.task_name), job.attempts,
           coalesce((select max(event.at) from procrastinate_events event where event.job_id = job.id), now())
    from procrastinate_jobs job
    where job.status = 'failed' and not exists (select from procrastinate_periodic_defers periodic where periodic.task_name = job.task_name)
    order by job.id
"""


@dataclass(frozen=True)
class GivenUp:
    """`what`: the handler or job, `since`: moment of the last try, ISO 8601 in UTC."""

    id: int
    what: str
    tries: int
    since: str


def given_up() -> list[GivenUp]:
    with connection.cursor() as cursor:
        cursor.execute(FAILED)
        return [GivenUp(job, what, tries, at.astimezone().isoformat(timespec="seconds")) for job, what, tries, at in cursor.fetchall()]


def try_again(jobs: Iterable[int]) -> None:
    """Back in the queue at once, with all their tries anew."""
    with connection.cursor() as cursor:
        for job in jobs:
            cursor.execute("select procrastinate_retry_job_v2(%s, now(), null, null, null)", [job])
            cursor.execute("update procrastinate_jobs set attempts = 0 where id = %s and status = 'todo'", [job])
