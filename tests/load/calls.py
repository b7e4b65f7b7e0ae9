"""Calling the web application in this process, and measuring it: processor time, latency and queries per request."""
from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

RUNS, WARM = 5, 4


@dataclass(frozen=True)
class Call:
    """A request. `cookies` and `form` as a browser would send them; a form makes it a POST. An application sends `headers` and JSON."""

    path: str
    cookies: dict[str, str] | None = None
    form: dict | None = None
    headers: dict[str, str] | None = None
    json: bytes | None = None


@dataclass(frozen=True)
class Measured:
    """Milliseconds: `cpu_ms` the median over the runs of the mean processor time of this process, `p95_ms` over all calls."""

    cpu_ms: float
    p95_ms: float
    queries: int
    statuses: frozenset[int]


def send(application, call: Call) -> tuple[int, bytes]:
    body = urlencode(call.form or {}, doseq=True).encode() if call.json is None else call.json
    path, _, query = call.path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET" if call.form is None and call.json is None else "POST", "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost", "HTTP_ACCEPT_LANGUAGE": "nl",
        "HTTP_ACCEPT": "text/html", "REMOTE_ADDR": "127.0.0.1", "HTTP_COOKIE": "; ".join(f"{k}={v}" for k, v in (call.cookies or {}).items()),
        "CONTENT_TYPE": "application/x-www-form-urlencoded" if call.json is None else "application/json",
        "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http", "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    environ |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in (call.headers or {}).items()}
    found: list[str] = []
    answer = application(environ, lambda status, headers, problem=None: found.append(status))
    try:
        content = b"".join(answer)
    finally:
        getattr(answer, "close", lambda: None)()
    return int(found[0].split()[0]), content


def measure(application, calls: Callable[[int], Iterable[Call]], *, each: int) -> Measured:
    """`calls(n)` gives n requests that may be sent one after another; `each` of them in every run, after some to warm up."""
    for call in calls(WARM):
        send(application, call)
    queries, statuses = _count(application, calls)
    cpu, latencies = [], []
    for _ in range(RUNS):
        batch = list(calls(each))
        spent = 0.0
        for call in batch:
            wall, begun = time.perf_counter(), time.process_time()
            status, _ = send(application, call)
            spent += time.process_time() - begun
            latencies.append((time.perf_counter() - wall) * 1000)
            statuses.add(status)
        cpu.append(spent / len(batch) * 1000)
    return Measured(statistics.median(cpu), statistics.quantiles(latencies, n=20)[18], queries, frozenset(statuses))


def _count(application, calls) -> tuple[int, set[int]]:
    from django.db import connection

    seen = []

    def note(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        status, _ = send(application, next(iter(calls(1))))
    return len(seen), {status}


def floor_of(queries: int, *, each: int) -> float:
    """Processor time in milliseconds of the bare view with this number of queries, measured now."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import override_settings

    with override_settings(ROOT_URLCONF="tests.load.floor", MIDDLEWARE=[]):
        return measure(WSGIHandler(), lambda n: [Call(f"/{queries}/")] * n, each=each).cpu_ms
