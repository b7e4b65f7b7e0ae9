"""The worker process: `python -m balie.runtime.worker`. Runs the jobs of the outbox until SIGTERM.

When the connection with PostgreSQL breaks it begins anew with fresh connections; when it hangs, `watchdog.py` ends the process. Any
number of workers may run, on any number of machines.
"""
from __future__ import annotations

import asyncio
import logging
import os
import signal
from concurrent.futures import ThreadPoolExecutor

from balie.runtime.rescue import DEAD_AFTER_SECONDS, HEARTBEAT_SECONDS
from balie.runtime.watchdog import Watchdog
from balie.settings import environment

logger = logging.getLogger("balie.worker")
PAUSES = (0.2, 0.5, 1, 2, 5)


class WorkerProcess:
    """One procrastinate worker at a time, begun anew after a broken connection, until asked to stop."""

    def __init__(self):
        self.stopping = asyncio.Event()
        self.threads = environment.read().worker_threads
        self.busy: set[int] = set()
        self.worker = None

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(self.threads, thread_name_prefix="job"))
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        watchdog = Watchdog(self._connect, lambda: self.worker.worker_id if self.worker else None, lambda: set(self.busy))
        watchdog.start()
        failures = 0
        while not self.stopping.is_set():
            begun = loop.time()
            try:
                await self._work()
            except Exception as problem:
                logger.warning("worker: begins anew after %s", type(problem).__name__)
            failures = 0 if loop.time() - begun > 30 else failures + 1
            if not self.stopping.is_set():
                await _first(self.stopping.wait(), asyncio.sleep(PAUSES[min(failures, len(PAUSES)) - 1]))
        watchdog.stop()

    def stop(self) -> None:
        self.stopping.set()
        if self.worker is not None:
            self.worker.stop()

    async def _work(self) -> None:
        from procrastinate.contrib.django import app

        connector = app.connector.get_worker_connector()
        with app.replace_connector(connector) as worker_app:
            async with worker_app.open_async():
                self.worker = worker_app._worker(
                    concurrency=self.threads, delete_jobs="successful", install_signal_handlers=False,
                    fetch_job_polling_interval=1.0, shutdown_graceful_timeout=8.0,
                    update_heartbeat_interval=HEARTBEAT_SECONDS, stalled_worker_timeout=DEAD_AFTER_SECONDS,
                    worker_middleware=[self._note],
                )
                try:
                    await self.worker.run()
                finally:
                    self.worker = None

    async def _note(self, call_next, context, worker):
        """Which jobs are being done, and which failed: without this line nobody would see a job that fails and is tried again."""
        self.busy.add(context.job.id)
        try:
            return await call_next()
        except Exception:
            what = context.job.task_kwargs.get("handler") or context.job.task_name
            logger.warning("job %s: %s failed at try %d", context.job.id, what, context.job.attempts + 1, exc_info=True)
            raise
        finally:
            self.busy.discard(context.job.id)

    @staticmethod
    def _connect():
        import psycopg
        from procrastinate.contrib.django.utils import connector_params

        return psycopg.connect(**connector_params(), autocommit=True)


async def _first(*waits) -> None:
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    _, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balie.settings.web")
    import django

    django.setup()
    asyncio.run(WorkerProcess().run())


if __name__ == "__main__":
    main()
