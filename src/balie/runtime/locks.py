"""Locks between processes. The kernel drops them when their holder dies, however it dies, so none is ever stale."""
from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

PAUSE_SECONDS = 0.05


class Lock:
    """A lock on the file `path`; `shared` locks go together, an exclusive one stands alone."""

    def __init__(self, path: Path, *, shared: bool = False):
        self.path, self._kind, self._file = Path(path), fcntl.LOCK_SH if shared else fcntl.LOCK_EX, None

    def take(self, *, wait: float = 0.0) -> bool:
        """Try for `wait` seconds (0: once). True when this process now holds the lock."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(descriptor, self._kind | fcntl.LOCK_NB)
                self._file = descriptor
                return True
            except BlockingIOError:
                if time.monotonic() >= until:
                    os.close(descriptor)
                    return False
            time.sleep(PAUSE_SECONDS)

    def write(self, text: str) -> None:
        """Leave a note for whoever finds the lock taken (the holder's process id, its address)."""
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, text.encode(), 0)

    def note(self) -> str:
        """What the holder wrote."""
        return self.path.read_text() if self.path.exists() else ""

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
