"""One embedded server: made at the first start, started, asked whether it is ready, stopped."""
from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import psycopg

from balie.runtime import processes
from balie.runtime.locks import Lock
from balie.runtime.postgres import account as accounts
from balie.runtime.postgres import programs
from balie.runtime.postgres.errors import CannotStart
from balie.settings.embedded import ADMIN, DATABASE, OWNER, RUNTIME, Place

START_SECONDS = 20.0
RECOVERY_SECONDS = 3600.0
STOP_SECONDS = 15.0
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "work_mem": "16MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # a refused statement may hold what somebody typed: the log says what went wrong, never with which data
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}


class Cluster:
    """The server of the data folder `home`. One process at a time may start it; that one holds `lock`."""

    def __init__(self, home: Path | str):
        self.place = Place.of(home)
        self.lock = Lock(self.place.folder / "server.lock")
        self.process: subprocess.Popen | None = None

    # -- ready? ----------------------------------------------------------------------------------------------------------

    def connect(self, role: str = OWNER, database: str = DATABASE) -> psycopg.Connection:
        return psycopg.connect(self.place.url(role, database), autocommit=True, connect_timeout=5)

    def is_ready(self) -> bool:
        if not self.place.socket_folder.exists():
            return False
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    # -- start and stop --------------------------------------------------------------------------------------------------

    def start(self, *, given_up: Callable[[], bool] = lambda: False) -> subprocess.Popen:
        """Start the server, making the database first where there is none, and return when it answers.

        The server dies with this process. Raises `CannotStart`, also when `given_up()` becomes true in the meantime.
        """
        self.place.folder.mkdir(parents=True, exist_ok=True)
        data = self.data or self._create()
        account = accounts.of_data(data)
        binaries = programs.find(account, data.parent, wanted=int((data / "PG_VERSION").read_text().strip()))
        self._end_orphan(data)
        self._make_socket_folder(account)
        until = time.monotonic() + START_SECONDS
        while True:
            # a killed server's last backend can hold the shared memory for some seconds: try again
            self.process = self._launch(binaries, data, account)
            # a server that lives but does not answer is reading its log again, which may take long after a crash
            processes.wait_until(lambda: self.process.poll() is not None or self.is_ready() or given_up(), seconds=RECOVERY_SECONDS)
            if self.process.poll() is None and not given_up():
                return self.process
            if time.monotonic() > until or given_up():
                self.stop()
                raise CannotStart(f"PostgreSQL does not start. The last lines of {self.place.log}:\n{self._last_lines()}")
            time.sleep(0.2)

    def stop(self) -> None:
        """End the server cleanly (it finishes its log; open transactions are rolled back)."""
        process, self.process = self.process, None
        if process is None:
            return
        for number, patience in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
            if process.poll() is None:
                process.send_signal(number)
            try:
                process.wait(patience)
                break
            except subprocess.TimeoutExpired:
                continue
        shutil.rmtree(self.place.socket_folder, ignore_errors=True)

    def _launch(self, binaries: Path, data: Path, account: accounts.Account) -> subprocess.Popen:
        self.place.log.parent.mkdir(parents=True, exist_ok=True)
        options = SETTINGS | {"unix_socket_directories": str(self.place.socket_folder)}
        command = [str(binaries / "postgres"), "-D", str(data)]
        command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with open(self.place.log, "ab") as log:
            return subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=_environment(), cwd="/", start_new_session=True,
                preexec_fn=processes.die_with_parent(signal.SIGINT), **account.run_as(),
            )

    def _end_orphan(self, data: Path) -> None:
        """A server whose starter was killed is stopping or must stop; a number that now belongs to another process is forgotten."""
        path = data / "postmaster.pid"
        if not path.exists():
            return
        pid = int(path.read_text().split("\n", 1)[0] or 0)
        if not pid or not processes.alive(pid):
            return
        try:
            ours = os.path.samefile(f"/proc/{pid}/cwd", data)
        except OSError:
            ours = not Path("/proc/self").exists()
        if not ours:
            path.unlink(missing_ok=True)
            return
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if processes.wait_until(lambda: not processes.alive(pid), seconds=3.0):
                return
            os.kill(pid, number)

    def _make_socket_folder(self, account: accounts.Account) -> None:
        folder = self.place.socket_folder
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.lstat().st_uid not in (account.uid, os.geteuid()):
            raise CannotStart(f"{folder} belongs to another account. Remove it and start again.")
        account.owns(folder)
        folder.chmod(0o700)

    def _last_lines(self) -> str:
        text = self.place.log.read_text(errors="replace") if self.place.log.exists() else ""
        return "\n".join("  " + line for line in text.splitlines()[-8:])

    # -- the first start -------------------------------------------------------------------------------------------------

    @property
    def data(self) -> Path | None:
        """The folder of the database, once there is one."""
        for data in (self.place.folder / "data", self.place.elsewhere / "data"):
            if data.exists():
                return data
        return None

    def _create(self) -> Path:
        account = accounts.for_new_data()
        place = self.place.folder
        if not account.can_enter(place):
            place = self._elsewhere(account)
        for left_over in place.glob("new-*"):
            shutil.rmtree(left_over, ignore_errors=True)
        binaries = programs.find(account, place)
        new = Path(tempfile.mkdtemp(prefix="new-", dir=place))
        account.owns(new)
        self._initdb(binaries, account, new)
        self._make_roles(binaries, account, new / "data")
        (new / "data").rename(place / "data")
        shutil.rmtree(new)
        return place / "data"

    def _elsewhere(self, account: accounts.Account) -> Path:
        place = self.place.elsewhere
        place.mkdir(parents=True, exist_ok=True, mode=0o711)
        if not account.can_enter(place):
            raise CannotStart(f"The database can be kept neither in {self.place.folder} nor in {place}. Set BALIE_HOME to another folder.")
        for other in place.parent.iterdir():  # what remains of folders that were thrown away
            origin = other / "origin"
            if other != place and origin.exists() and not _still_uses(Path(origin.read_text()), other.name):
                shutil.rmtree(other, ignore_errors=True)
        (place / "origin").write_text(str(self.place.folder / "credentials.json"))
        return place

    def _initdb(self, binaries: Path, account: accounts.Account, new: Path) -> None:
        password = new / "password"
        password.write_text(self.place.credentials[ADMIN] + "\n")
        password.chmod(0o600)
        account.owns(password)
        major = programs.major(binaries)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"] if major >= 17 else ["--locale=C.UTF-8"]
        self._run(
            [binaries / "initdb", "-D", new / "data", "--encoding=UTF8", *locale, "--auth=scram-sha-256",
             f"--username={ADMIN}", f"--pwfile={password}"], account,
        )

    def _make_roles(self, binaries: Path, account: accounts.Account, data: Path) -> None:
        secret = self.place.credentials
        statements = [
            f"create role {RUNTIME} login nosuperuser nobypassrls password '{secret[RUNTIME]}';",
            f"create role {OWNER} login createdb createrole password '{secret[OWNER]}';",
            f"grant {RUNTIME} to {OWNER} with admin option;",
            f"create database {DATABASE} owner {OWNER};",
        ]
        self._run([binaries / "postgres", "--single", "-D", data, "postgres"], account, text="\n".join(statements) + "\n")

    def _run(self, command: list, account: accounts.Account, *, text: str = "") -> None:
        done = subprocess.run(  # noqa: S603
            [str(part) for part in command], input=text, capture_output=True, text=True, cwd="/", env=_environment(), **account.run_as()
        )
        if done.returncode or "ERROR" in done.stderr:
            raise CannotStart(f"PostgreSQL cannot make its database:\n{done.stdout[-500:]}{done.stderr[-1500:]}")


def _still_uses(credentials: Path, name: str) -> bool:
    return credentials.exists() and name in credentials.read_text()


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@contextmanager
def running(home: Path | str):
    """The server of `home`, started and stopped by this process, which must be the only one. Raises `CannotStart`."""
    cluster = Cluster(home)
    if not cluster.lock.take(wait=STOP_SECONDS):
        raise CannotStart(f"The database of {cluster.place.home} is already in use by another Balie.")
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        cluster.lock.release()
