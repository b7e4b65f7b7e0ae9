"""`balie run`: starts PostgreSQL, brings the tables and the demo town up to date, starts the processes, and keeps them alive.

One supervisor per data folder. Its children die with it, also when it is killed; what a killed run left behind is found by the next.
"""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from balie.runtime import ports, processes
from balie.runtime.child import Child
from balie.runtime.locks import Lock
from balie.runtime.postgres import CannotStart, check_settings
from balie.runtime.postgres.cluster import STOP_SECONDS, Cluster
from balie.settings.environment import Environment

READY_SECONDS = 90.0
HOPELESS = 4  # failures of one process before Balie was ever ready


class Stopped(Exception):
    """Somebody asked to stop."""


class Supervisor:
    def __init__(self, settings: Environment, say: Callable[[str], None]):
        self.settings, self.say = settings, say
        self.home = settings.home.resolve()
        self.lock = Lock(self.home / "balie.lock")
        self.cluster = None if settings.database_url else Cluster(self.home)
        self.children: list[Child] = []
        self.environment: dict[str, str] = {}
        self.port = self.town_port = self.smtp_port = 0
        self._stop_asked = False

    # -- the whole life --------------------------------------------------------------------------------------------------

    def run(self, announce: Callable[[Supervisor], None]) -> None:
        """Until SIGINT, SIGTERM or SIGHUP. Raises `CannotStart` with a text for the console."""
        if not self.lock.take():
            raise CannotStart(self._already_runs())
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        try:
            self._prepare()
            self._start_children()
            self._wait_until_ready()
            announce(self)
            self._watch()
        except Stopped:
            self.say("Stopping …")
        finally:
            self._end()

    def _prepare(self) -> None:
        self._pick_ports()
        self.environment = self._environment()
        if self.cluster:
            self._step("PostgreSQL", self._start_postgres)
        with ThreadPoolExecutor(2) as pool:  # both mostly wait for other processes
            assets = pool.submit(self._command, "assets")
            self._step("tables and demo town" if self.settings.mode == "demo" else "tables", self._migrate)
            self._step("front end", assets.result)

    def _watch(self) -> None:
        while True:
            self._pause(0.2)
            self._look()

    def _end(self) -> None:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(Child.end, self.children))
        if self.cluster:
            self.cluster.stop()
            self.cluster.lock.release()
        self.lock.write("")
        self.lock.release()

    # -- steps -----------------------------------------------------------------------------------------------------------

    def _pick_ports(self) -> None:
        strict = bool(os.environ.get("PORT") or os.environ.get("BALIE_PORT"))
        try:
            picked = ports.pick(self.settings.port, strict=strict, previous=self._note().get("ports"))
        except ports.PortTaken as problem:
            raise CannotStart(str(problem)) from None
        self.port, self.town_port, self.smtp_port = picked
        self.lock.write(json.dumps({"pid": os.getpid(), "ports": picked}))

    def _environment(self) -> dict[str, str]:
        town = {} if self.settings.mode != "demo" else {
            "BALIE_TOWN_URL": os.environ.get("BALIE_TOWN_URL") or f"http://localhost:{self.town_port}",
            "TOWN_PORT": str(self.town_port),
            "BALIE_SMTP_PORT": os.environ.get("BALIE_SMTP_PORT") or str(self.smtp_port),
        }
        own = {"BALIE_HOME": str(self.home), "PORT": str(self.port), "DJANGO_SETTINGS_MODULE": "balie.settings.web"}
        return os.environ | own | town | {"PYTHONUNBUFFERED": "1"}

    def _start_postgres(self) -> None:
        if not self.cluster.lock.take(wait=STOP_SECONDS):
            raise CannotStart(f"The database in {self.home} is in use by another command of Balie. Wait until it is done.")
        self._start_server()

    def _start_server(self) -> None:
        try:
            self.cluster.start(given_up=lambda: self._stop_asked)
        except CannotStart:
            if self._stop_asked:
                raise Stopped from None
            raise

    def _migrate(self) -> None:
        self._command("migrate", "--quiet", *["--with-demo-town"] * (self.settings.mode == "demo"))
        import psycopg

        url = self.settings.database_url
        with psycopg.connect(url, connect_timeout=10) if url else self.cluster.connect() as connection:
            check_settings(connection)

    def _command(self, *arguments: str) -> None:
        """Run `balie <arguments>` to its end, stopping it when somebody asks to stop."""
        log = self.home / "logs" / f"{arguments[0]}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with open(log, "w") as output:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "balie.cli.main", *arguments], env=self.environment, stdin=subprocess.DEVNULL,
                stdout=output, stderr=output, start_new_session=True, preexec_fn=processes.die_with_parent(),
            )
        while process.poll() is None:
            if self._stop_asked:
                processes.end_group(process.pid, seconds=5.0)
                raise Stopped
            time.sleep(0.05)
        if process.returncode:
            raise CannotStart(f"`balie {' '.join(arguments)}` failed:\n{log.read_text()[-3000:]}")

    def _step(self, name: str, work: Callable[[], object]) -> None:
        begun = time.monotonic()
        work()
        if self._stop_asked:
            raise Stopped
        self.say(f"  {name} ✓ ({time.monotonic() - begun:.1f} s)")

    # -- processes -------------------------------------------------------------------------------------------------------

    def _start_children(self) -> None:
        logs = self.home / "logs"
        web_workers = str(self.settings.web_workers or min(2, os.cpu_count() or 1))
        if self.settings.mode == "demo":
            town = self.granian("balie.runtime.town:application", self.town_port, workers="1", threads="32")
            self.children.append(Child("demo town", town, self.environment, logs / "town.log"))
        web = self.granian("balie.runtime.web:application", self.port, workers=web_workers, threads="4")
        self.children.append(Child("web", web, self.environment, logs / "web.log"))
        worker = [sys.executable, "-m", "balie.runtime.worker"]
        self.children.append(Child("worker", worker, self.environment, logs / "worker.log"))
        for child in self.children:
            child.start()

    @staticmethod
    def granian(application: str, port: int, *, workers: str, threads: str) -> list[str]:
        return [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", ports.HOST, "--port", str(port), "--workers", workers,
            "--blocking-threads", threads, "--respawn-failed-workers", "--workers-kill-timeout", "4", "--backlog", "1024", application,
        ]

    def _look(self) -> None:
        """Begin what died anew."""
        if self.cluster and self.cluster.process.poll() is not None:
            self.say("PostgreSQL ended unexpectedly and is started again.")
            self._start_server()
        for child in self.children:
            if not child.look():
                self.say(f"The {child.name} process ended unexpectedly and is started again; see {child.log}.")

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + READY_SECONDS
        begun = time.monotonic()
        answer = {}
        while not answer.get("ready"):
            self._pause(0.1)
            self._look()
            for child in self.children:
                if child.failures >= HOPELESS:
                    raise CannotStart(f"The {child.name} process does not start. The last lines of {child.log}:\n{child.last_lines()}")
            if time.monotonic() > until:
                logs = "".join(f"\n{child.log}:\n{child.last_lines()}" for child in self.children)
                raise CannotStart(f"Balie is not ready after {READY_SECONDS:.0f} seconds ({_what_is_wrong(answer)}).{logs}")
            answer = self._health()
        self.say(f"  web, worker{' and town' if self.settings.mode == 'demo' else ''} ✓ ({time.monotonic() - begun:.1f} s)")

    def _health(self) -> dict:
        if self.settings.mode == "demo" and not ports.listens(self.town_port):
            return {"town": {"ok": False, "reason": "does not answer"}}
        try:
            with urllib.request.urlopen(f"http://{ports.HOST}:{self.port}/health/ready", timeout=5) as response:
                return json.load(response)
        except urllib.error.HTTPError as problem:
            try:
                return json.load(problem)
            except ValueError:
                return {}
        except OSError:
            return {}

    # -- asked to stop ---------------------------------------------------------------------------------------------------

    def _ask_to_stop(self, *_) -> None:
        self._stop_asked = True

    def _pause(self, seconds: float) -> None:
        time.sleep(seconds)
        if self._stop_asked:
            raise Stopped

    # -- the note for a second start -------------------------------------------------------------------------------------

    def _note(self) -> dict:
        try:
            return json.loads(self.lock.note())
        except ValueError:
            return {}

    def _already_runs(self) -> str:
        note = self._note()
        where = f" at http://localhost:{note['ports'][0]} (process {note['pid']})" if note else " or is starting"
        return f"Balie already runs in {self.home}{where}. Choose another data folder with BALIE_HOME to start a second one."


def _what_is_wrong(answer: dict) -> str:
    wrong = [f"{name}: {part['reason']}" for name, part in answer.items() if isinstance(part, dict) and not part["ok"]]
    return "; ".join(wrong) or "the web does not answer"
