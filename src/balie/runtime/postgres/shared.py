"""The server for short visits: commands and test runs use it together, and the last one to leave turns it off.

A small keeper process starts the server and waits until nobody holds the `users` lock any more. The kernel drops the lock of a
killed user, so no server stays behind.
"""
from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from balie.runtime.locks import Lock
from balie.runtime.postgres.cluster import RECOVERY_SECONDS, Cluster
from balie.runtime.postgres.errors import CannotStart

FOREVER = float("inf")
_started: list[subprocess.Popen] = []  # by this process; kept so that they are waited for


def hold(home: Path | str) -> Lock:
    """Make sure the server of `home` runs until the returned lock is released or this process ends. Raises `CannotStart`."""
    cluster = Cluster(home)
    users = _users(cluster, shared=True)
    users.take(wait=FOREVER)
    until = time.monotonic() + RECOVERY_SECONDS
    keeper = None
    while not cluster.is_ready():
        if time.monotonic() > until:
            users.release()
            raise CannotStart(f"PostgreSQL does not start. See {cluster.place.log}.")
        if keeper is None or keeper.poll() not in (None, 0):
            if keeper is not None:
                users.release()
                raise CannotStart(keeper.stderr.read().decode().strip())
            keeper = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "balie.runtime.postgres", str(cluster.place.home)], stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
            )
            _started.append(keeper)
        elif keeper.poll() == 0:  # another one keeps it
            keeper = None
        time.sleep(0.05)
    return users


def keep(home: Path | str) -> None:
    """The keeper's own work. Returns at once when another process already runs the server."""
    cluster = Cluster(home)
    if not cluster.lock.take():
        return
    try:
        cluster.start()
        users = _users(cluster, shared=False)
        while not users.take():
            if cluster.process.poll() is not None:
                cluster.start()
            time.sleep(0.2)
        cluster.stop()
        cluster.lock.release()  # before the users' lock: who comes next finds the way free
        users.release()
    finally:
        cluster.stop()


def _users(cluster: Cluster, *, shared: bool) -> Lock:
    return Lock(cluster.place.folder / "users.lock", shared=shared)
