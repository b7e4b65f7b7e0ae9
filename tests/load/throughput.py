"""Requests a second of the ZGW APIs with eight clients at once, beside a bare view with as many queries behind the same server.

Two processes of four threads, as `balie run` starts them; the clients and PostgreSQL are on the same machine.
"""
from __future__ import annotations

import http.client
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from balie.runtime import ports, processes
from balie.runtime.supervisor import Supervisor
from balie.runtime.testing.house import free_port
from tests.load.calls import Call

CLIENTS, EACH, WARM = 8, 40, 5
PROCESSES, THREADS = "2", "4"
STARTS_WITHIN = 60.0
NAMES = ("api_zaak", "api_list", "api_expand", "api_post_zaak", "api_post_status", "api_post_document")


def report(port: int, home: Path, scenarios: dict[str, tuple[Callable[[int], list[Call]], int]], queries: dict[str, int]) -> list[dict]:
    """`scenarios` as `api.scenarios` gives them; `queries`: of each, for the bare view."""
    found = []
    print(f"\n{'requests a second':<20}{f'{CLIENTS} clients':>12}{'bare view':>12}{'of it':>8}")
    with bare_server(home) as bare:
        for name in (each for each in NAMES if each in queries):
            give, right = scenarios[name]
            ours = rate(port, give, right)
            floor = rate(bare, lambda n, name=name: [Call(f"/{queries[name]}/")] * n, 200)
            found.append({"name": name, "per_second": round(ours, 1), "bare_per_second": round(floor, 1)})
            print(f"{name:<20}{ours:>12.1f}{floor:>12.1f}{ours / floor:>8.2f}", flush=True)
    return found


def rate(port: int, give: Callable[[int], list[Call]], right: int) -> float:
    """Requests a second. Raises `AssertionError` when an answer is another than the right one."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        for number in (WARM, EACH):
            batches = [give(number) for _ in range(CLIENTS)]
            begun = time.perf_counter()
            statuses = set().union(*pool.map(lambda batch: _send(port, batch), batches))
            seconds = time.perf_counter() - begun
            assert statuses == {right}, f"{batches[0][0].path} answers {sorted(statuses)}"
    return CLIENTS * EACH / seconds


def _send(port: int, batch: Sequence[Call]) -> set[int]:
    """Over one connection that stays open, as systems do."""
    line = http.client.HTTPConnection(ports.HOST, port, timeout=60)
    statuses = set()
    for call in batch:
        headers = {"Host": "localhost", **(call.headers or {})} | ({"Content-Type": "application/json"} if call.json else {})
        line.request("POST" if call.json else "GET", call.path, body=call.json, headers=headers)
        answer = line.getresponse()
        answer.read()
        statuses.add(answer.status)
    line.close()
    return statuses


@contextmanager
def bare_server(home: Path):
    """The port of a server of `floor.py` on the database of this data folder."""
    port = free_port()
    command = Supervisor.granian("tests.load.floor_server:application", port, workers=PROCESSES, threads=THREADS)
    environment = os.environ | {"BALIE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "balie.settings.web"}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        assert processes.wait_until(lambda: ports.listens(port), seconds=STARTS_WITHIN), "the bare server does not start"
        yield port
    finally:
        processes.end_group(server.pid, seconds=5)
        server.wait()
