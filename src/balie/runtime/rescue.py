"""Gives jobs back whose worker died, or lost its connection, in the middle of them. They run again: effects are idempotent."""
from __future__ import annotations

import psycopg

HEARTBEAT_SECONDS = 2.0
DEAD_AFTER_SECONDS = 10.0
LEFT_AFTER_SECONDS = 15.0

OF_THE_DEAD = """
    select id from procrastinate_jobs where status = 'doing' and (
        worker_id is null or worker_id in (
            select id from procrastinate_workers where last_heartbeat < now() - make_interval(secs => %(dead)s)))
"""
# the worker lives but its connection broke between the work and the note that it was done
LEFT_BEHIND = """
    select job.id from procrastinate_jobs job where job.status = 'doing' and job.worker_id = %(worker)s and job.id <> all(%(busy)s)
    and (select max(at) from procrastinate_events event where event.job_id = job.id and event.type = 'started')
        < now() - make_interval(secs => %(left)s)
"""
GIVE_BACK = """
    select procrastinate_retry_job_v2(id, now(), null, null, null)
    from (select id from procrastinate_jobs where id = %(job)s and worker_id is not distinct from %(of)s and status = 'doing'
          for update skip locked) job
"""
DROP = "select procrastinate_finish_job_v1(%(job)s, 'failed', true)"


def rescue_jobs_of_the_dead(connection: psycopg.Connection) -> list[int]:
    """Jobs of workers without a heartbeat; safe to do from several workers at once. Returns the ids given back."""
    return _give_back(connection, OF_THE_DEAD, {"dead": DEAD_AFTER_SECONDS})


def rescue_left_behind(connection: psycopg.Connection, worker: int, busy: set[int]) -> list[int]:
    """Jobs that are this worker's according to the database, while it is `busy` with others only."""
    return _give_back(connection, LEFT_BEHIND, {"worker": worker, "busy": list(busy), "left": LEFT_AFTER_SECONDS})


def _give_back(connection: psycopg.Connection, query: str, arguments: dict) -> list[int]:
    given_back = []
    for job, of in connection.execute(f"select id, worker_id from procrastinate_jobs where id in ({query})", arguments).fetchall():  # noqa: S608
        try:
            if connection.execute(GIVE_BACK, {"job": job, "of": of}).fetchone():
                given_back.append(job)
        except psycopg.errors.UniqueViolation:
            # the same work already waits under the same queueing lock: that one does it
            connection.execute(DROP, {"job": job})
    return given_back
