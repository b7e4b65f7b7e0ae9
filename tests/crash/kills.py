"""Who can be killed: the processes of a running Balie, found under its supervisor."""
from __future__ import annotations

import random

import psutil

from balie.runtime.testing.house import House

WEIGHTS = {"web": 3, "worker": 3, "backend": 3, "postgres": 2, "everything": 1}


def kinds(house: House) -> dict[str, list[psutil.Process]]:
    """Processes by what they do. `web` has granian's main process and its workers, `backend` the connections of PostgreSQL."""
    found: dict[str, list[psutil.Process]] = {name: [] for name in WEIGHTS}
    supervisor = psutil.Process(house.process.pid)
    for process in supervisor.children(recursive=True):
        try:
            words = " ".join(process.cmdline())
        except psutil.Error:
            continue
        if "balie.runtime.web" in words:
            found["web"].append(process)
        elif "balie.runtime.worker" in words:
            found["worker"].append(process)
        elif "postgres: balie_runtime" in words:
            found["backend"].append(process)
        elif "/postgres -D" in words:
            found["postgres"].append(process)
        found["everything"].append(process)
    found["everything"].insert(0, supervisor)  # first, so that it starts nothing anew
    return found


def kill_one(house: House, chance: random.Random, only: tuple[str, ...] = tuple(WEIGHTS)) -> str:
    """`kill -9` to something at random; returns what it was, or "" when it was not there. After "everything" the house must start again."""
    what = chance.choices(only, [WEIGHTS[name] for name in only])[0]
    victims = kinds(house)[what]
    if not victims:
        return ""
    for victim in victims if what == "everything" else [chance.choice(victims)]:
        try:
            victim.kill()
        except psutil.NoSuchProcess:
            pass
    return what
