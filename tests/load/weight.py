"""How much memory and processor time a process takes, as Linux counts it."""
from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Weight:
    """Bytes. `pss`: what is shared counts for its share; `rss`: it counts whole."""

    pss: int
    rss: int


def of(pid: int) -> Weight:
    found = dict(re.findall(r"^(Pss|Rss):\s+(\d+) kB", (PROC / str(pid) / "smaps_rollup").read_text(), re.MULTILINE))
    return Weight(int(found["Pss"]) * 1024, int(found["Rss"]) * 1024)


def seconds(pid: int) -> float:
    """Of processor time, since it began."""
    after_name = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def child_of(pid: int, *, seconds: float = 5.0) -> int:
    """The one process that this one started: the heaviest, when it has a helper as well."""
    until = time.monotonic() + seconds
    while not (children := (PROC / str(pid) / "task" / str(pid) / "children").read_text().split()):
        if time.monotonic() > until:
            raise LookupError(f"{pid} has no child")
        time.sleep(0.05)
    return max(map(int, children), key=_heaviness)


def _heaviness(pid: int) -> int:
    """Nothing, when it has ended since."""
    try:
        return of(pid).rss
    except (FileNotFoundError, ProcessLookupError):
        return 0
