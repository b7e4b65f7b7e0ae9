"""What happened in the town (mail, SMS, payments, faults): in memory under one lock, and in a file that survives a kill.

Every change appends one JSON line; the last line of a (kind, id) counts. A torn last line, from a kill in the middle of
a write, is passed over. Opening compacts the file, so only one process may have it open: a second one waits, then gives up.
"""
from __future__ import annotations

import fcntl
import json
import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

WAIT = 15.0  # seconds; the town before this one may still be ending


class InUse(Exception):
    """Another process has this journal open."""


class Journal:
    def __init__(self, path: Path, wait: float = WAIT) -> None:
        self.path = path
        self.lock = threading.RLock()
        self._values: defaultdict[str, dict[str, dict]] = defaultdict(dict)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._held = path.with_suffix(".lock").open("w")
        self._hold(wait)
        self._read()
        self._compact()
        self._file = path.open("a", encoding="utf-8")

    def _hold(self, wait: float) -> None:
        end = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the system lets go of it when the process dies
                return
            except BlockingIOError:
                if time.monotonic() > end:
                    raise InUse(f"Another town is running in {self.path.parent}. Stop it, or set BALIE_HOME to another folder.") from None
                time.sleep(0.1)

    def _read(self) -> None:
        if not self.path.exists():
            return
        for line in self.path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                kind, key, value = json.loads(line)
            except ValueError:
                continue
            self._keep(kind, key, value)

    def _keep(self, kind: str, key: str, value: dict | None) -> None:
        if value is None:
            self._values[kind].pop(key, None)
        else:
            self._values[kind][key] = value

    def _compact(self) -> None:
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with fresh.open("w", encoding="utf-8") as file:
            for kind, rows in self._values.items():
                file.writelines(_line(kind, key, value) for key, value in rows.items())
        fresh.replace(self.path)

    def put(self, kind: str, key: str, value: dict | None) -> None:
        """Keeps a value, or with None forgets it. On return the line is with the operating system: `kill -9` loses nothing."""
        with self.lock:
            self._file.write(_line(kind, key, value))
            self._file.flush()
            self._keep(kind, key, value)

    def get(self, kind: str, key: str) -> dict | None:
        with self.lock:
            value = self._values[kind].get(key)
            return None if value is None else dict(value)

    def all(self, kind: str) -> list[dict]:
        """Every value of a kind, oldest first."""
        with self.lock:
            return [dict(value) for value in self._values[kind].values()]

    def change(self, kind: str, key: str, function: Callable[[dict], dict]) -> dict:
        """Replaces a value by `function(value)` while nobody else can change it. KeyError when it is not there."""
        with self.lock:
            value = function(dict(self._values[kind][key]))
            self.put(kind, key, value)
            return value

    def close(self) -> None:
        self._file.close()
        self._held.close()


def _line(kind: str, key: str, value: dict | None) -> str:
    return json.dumps([kind, key, value], ensure_ascii=False) + "\n"
