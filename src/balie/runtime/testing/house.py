"""A whole Balie for a test: started by the real supervisor in a data folder of its own, on free ports."""
from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from balie.runtime import ports, processes

READY_SECONDS = 240.0


class House:
    """`url` is Zonnedam, `town_url` the simulators. Use it as a context manager, or call `start` and `stop`.

    One process serves the pages, unless `environment` says otherwise: a test is one visitor, and every process takes seconds to start.
    """

    def __init__(self, home: Path, *, port: int | None = None, environment: dict[str, str] | None = None):
        self.home = home
        self.port = port or free_port()
        self.town_port = 0
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("BALIE_", "PYTEST_", "DJANGO_"))}
        self.environment |= {"BALIE_HOME": str(home), "PORT": str(self.port), "BALIE_WEB_WORKERS": "1"}
        self.environment |= {name: os.environ[name] for name in ("BALIE_CATALOGUE",) if name in os.environ} | (environment or {})
        self.process: subprocess.Popen | None = None
        self.lines: list[str] = []

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def town_url(self) -> str:
        return f"http://localhost:{self.town_port}"

    def of(self, slug: str) -> str:
        """The address of another municipality of this house."""
        return f"http://{slug}.localhost:{self.port}"

    def start(self) -> House:
        self.home.mkdir(parents=True, exist_ok=True)
        self.lines.clear()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "balie.cli.main", "run"], env=self.environment, stdin=subprocess.DEVNULL, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=processes.die_with_parent(),
        )
        threading.Thread(target=self._read, args=[self.process.stdout], daemon=True).start()
        processes.wait_until(lambda: "Ctrl-C stops" in self.output or self.process.poll() is not None, seconds=READY_SECONDS)
        found = re.search(r"The town\s+http://localhost:(\d+)", self.output)
        if self.process.poll() is not None or not self.health().get("ready"):
            self.stop()
            raise AssertionError(f"Balie did not start:\n{self.output}")
        self.town_port = int(found[1]) if found else 0
        return self

    def stop(self, number: int = signal.SIGTERM, *, seconds: float = 30.0) -> int | None:
        """End it; the exit code of the supervisor."""
        process, self.process = self.process, None
        if process is None:
            return None
        if process.poll() is None:
            process.send_signal(number)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise

    def health(self) -> dict:
        """What /health/ready says; empty when nothing answers, or something that was killed while it spoke."""
        try:
            with urllib.request.urlopen(f"http://{ports.HOST}:{self.port}/health/ready", timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as problem:
            return _json(problem)
        except (OSError, ValueError, http.client.HTTPException):
            return {}

    def wait_until_ready(self, *, seconds: float = 60.0) -> bool:
        return processes.wait_until(lambda: bool(self.health().get("ready")), seconds=seconds, pause=0.2)

    @property
    def output(self) -> str:
        return "".join(self.lines)

    def _read(self, stream) -> None:
        self.lines.extend(iter(stream.readline, ""))

    def __enter__(self) -> House:
        return self.start()

    def __exit__(self, *_) -> None:
        self.stop()


def _json(answer) -> dict:
    try:
        return json.load(answer)
    except (OSError, ValueError, http.client.HTTPException):
        return {}


def make_home(prefix: str = "balie-") -> Path:
    """A new data folder that the account of the database server may enter (pytest's own `tmp_path` is for its owner only)."""
    home = Path(tempfile.mkdtemp(prefix=prefix))
    home.chmod(0o755)
    return home


def free_port() -> int:
    """Three in a row are free; far from the ports that people use, and not twice the same soon."""
    start = 20_000 + (os.getpid() * 37 + int(time.time())) % 20_000
    while not all(ports.is_free(start + offset) for offset in (0, 1, 25)):
        start += 30
    return start
