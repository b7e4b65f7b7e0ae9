"""A thread beside the worker: it rescues jobs, and ends the process when the worker's heart no longer beats.

The end comes from a timer that needs no Python (`faulthandler`) and that the thread winds up again as long as all is well, so that it
also goes off when the whole interpreter hangs. Whoever started the worker starts it anew.
"""
from __future__ import annotations

import faulthandler
import logging
import threading
from collections.abc import Callable

import psycopg

from balie.runtime import rescue

logger = logging.getLogger(__name__)
PATIENCE_SECONDS = 30
BEATS = "select last_heartbeat > now() - make_interval(secs => %s) from procrastinate_workers where id = %s"


class Watchdog(threading.Thread):
    """`connect` makes an autocommit connection; `worker_id` and `busy` tell about the worker of this process."""

    def __init__(self, connect: Callable[[], psycopg.Connection], worker_id: Callable[[], int | None], busy: Callable[[], set[int]]):
        super().__init__(name="watchdog", daemon=True)
        self._connect, self._worker_id, self._busy = connect, worker_id, busy
        self._stop = threading.Event()
        self._connection: psycopg.Connection | None = None

    def run(self) -> None:
        self.wind_up()
        while not self._stop.wait(rescue.HEARTBEAT_SECONDS):
            try:
                self.look()
            except psycopg.Error as problem:
                logger.warning("watchdog: the database does not answer (%s)", type(problem).__name__)
                self._forget_connection()
        faulthandler.cancel_dump_traceback_later()
        self._forget_connection()

    def stop(self) -> None:
        self._stop.set()

    def wind_up(self) -> None:
        faulthandler.dump_traceback_later(PATIENCE_SECONDS, exit=True)

    def look(self) -> None:
        """One round: give back what was left, and wind the timer up when the worker lives."""
        connection = self._connection = self._connection or self._connect()
        rescued = rescue.rescue_jobs_of_the_dead(connection)
        worker = self._worker_id()
        if worker is not None:
            rescued += rescue.rescue_left_behind(connection, worker, self._busy())
            beats = connection.execute(BEATS, [rescue.DEAD_AFTER_SECONDS, worker]).fetchone()
            if beats and beats[0]:
                self.wind_up()
        if rescued:
            logger.warning("watchdog: %d jobs were left unfinished and run again", len(rescued))

    def _forget_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
