"""One process that the supervisor keeps alive: started in a session of its own, begun anew after a pause that grows."""
from __future__ import annotations

import subprocess
import time
from pathlib import Path

from balie.runtime import processes

PAUSES = (0.2, 0.5, 1, 2, 4, 8, 15)
STEADY_SECONDS = 30.0
LARGEST_LOG = 20_000_000


class Child:
    """`command` with `environment`, its output in `log`. `failures` counts how often it ended soon after a start."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], log: Path):
        self.name, self.command, self.environment, self.log = name, command, environment, log
        self.process: subprocess.Popen | None = None
        self.failures = 0
        self._started = self._not_before = 0.0

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                self.command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=processes.die_with_parent(),
            )
        self._started = time.monotonic()

    def look(self) -> bool:
        """Start the process anew when it ended and its pause is over. False when it was found dead just now."""
        if self.process is not None and self.process.poll() is None:
            return True
        if self.process is not None:
            processes.end_group(self.process.pid, seconds=2.0)  # what it started itself must not live on beside its successor
            self.process = None
            self.failures = 0 if time.monotonic() - self._started > STEADY_SECONDS else self.failures + 1
            self._not_before = time.monotonic() + PAUSES[min(self.failures, len(PAUSES) - 1)]
            return False
        if time.monotonic() >= self._not_before:
            self.start()
        return True

    def end(self, *, seconds: float = 10.0) -> None:
        if self.process is not None:
            processes.end_group(self.process.pid, seconds=seconds)
            self.process = None

    def last_lines(self, number: int = 12) -> str:
        if not self.log.exists():
            return ""
        lines = self.log.read_text(errors="replace").splitlines()[-number:]
        return "\n".join("    " + line[:300] for line in lines)
