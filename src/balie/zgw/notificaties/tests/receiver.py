"""A receiver of webhooks that is real: an HTTP server in a thread. Knows nothing of Django."""
from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

AUTH = "Bearer een-lang-geheim"


@dataclass
class Got:
    body: dict
    headers: dict[str, str]
    status: int
    raw: bytes


@dataclass
class Receiver:
    """`answer(got so far, body)` gives the status of the next answer; 204 of its own accord, and 401 without the right header."""

    url: str = ""
    got: list[Got] = field(default_factory=list)
    answer: Callable[[list[Got], dict], int] = lambda got, body: 204
    auth: str = AUTH
    delay: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def receive(self, raw: bytes, headers: dict[str, str]) -> int:
        if self.auth and headers.get("Authorization") != self.auth:
            return 401
        if self.delay:
            time.sleep(self.delay)
        body = json.loads(raw)
        with self.lock:
            status = self.answer(self.got, body)
            self.got.append(Got(body, headers, status, raw))
        return status

    @property
    def taken(self) -> list[dict]:
        """What it said yes to, in order of arrival."""
        with self.lock:
            return [each.body for each in self.got if each.status == 204]


@contextmanager
def receiver(**options: Any):
    found = Receiver(**options)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(found.receive(raw, dict(self.headers)))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads, request_queue_size = True, 128

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_port}/callback"
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
