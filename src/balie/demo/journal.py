"""What happened in the town (mail, SMS, payments, faults): in memory under one lock, and in a file that survives a kill.

Every change appends one JSON line; the last line of a (kind, id) counts. A torn last line, from a kill in the middle of
a write, is passed over. Opening compacts the file.
"""
from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path


class Journal:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.RLock()
        self._values: dict[tuple[str, str], dict] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        self._read()
        self._compact()
        self._file = path.open("a", encoding="utf-8")

    def _read(self) -> None:
        if not self.path.exists():
            return
        for line in self.path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                kind, key, value = json.loads(line)
            except ValueError:
                continue
            self._values.pop((kind, key), None)
            if value is not None:
                self._values[(kind, key)] = value

    def _compact(self) -> None:
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        fresh.write_text("".join(_line(kind, key, value) for (kind, key), value in self._values.items()), encoding="utf-8")
        fresh.replace(self.path)

    def put(self, kind: str, key: str, value: dict | None) -> None:
        """Keeps a value, or with None forgets it. On return the line is with the operating system: `kill -9` loses nothing."""
        with self.lock:
            self._file.write(_line(kind, key, value))
            self._file.flush()
            if value is None:
                self._values.pop((kind, key), None)
            else:
                self._values[(kind, key)] = value

    def get(self, kind: str, key: str) -> dict | None:
        with self.lock:
            value = self._values.get((kind, key))
            return None if value is None else dict(value)

    def all(self, kind: str) -> list[dict]:
        """Every value of a kind, oldest first."""
        with self.lock:
            return [dict(value) for (sort, _), value in self._values.items() if sort == kind]

    def change(self, kind: str, key: str, function: Callable[[dict], dict]) -> dict:
        """Replaces a value by `function(value)` while nobody else can change it. KeyError when it is not there."""
        with self.lock:
            value = function(dict(self._values[(kind, key)]))
            self.put(kind, key, value)
            return value

    def close(self) -> None:
        self._file.close()


def _line(kind: str, key: str, value: dict | None) -> str:
    return json.dumps([kind, key, value], ensure_ascii=False) + "\n"
