"""Who follows what, how long to wait after a failure, and when to stop. Pure."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

ANY = ("*", "")
FIRST_WAIT, LONGEST_WAIT, GROWTH = timedelta(seconds=2), timedelta(hours=6), 1.7
MOST_GROWTH = 30  # beyond it a wait is the longest anyway, and numbers would only grow
JITTER = 0.2
PATIENCE = 5  # rounds in a row in which a subscriber took nothing, before it is left alone for a while
GIVE_UP_AFTER = timedelta(days=7)


def follows(kanalen: Iterable[Mapping[str, Any]], kanaal: str, kenmerken: Mapping[str, str], same: Callable[[str], str] = str) -> bool:
    """Whether a subscription with these `kanalen` ([{naam, filters}]) is about this. `same` brings two ways to write one value together."""
    return any(each["naam"] == kanaal and _passes(each.get("filters") or {}, kenmerken, same) for each in kanalen)


def _passes(filters: Mapping[str, str], kenmerken: Mapping[str, str], same: Callable[[str], str]) -> bool:
    """Each filter asks for a value; `*` or nothing asks for any. What the message does not say, passes no filter that asks for something."""
    return all(wanted in ANY or (name in kenmerken and same(kenmerken[name]) == same(wanted)) for name, wanted in filters.items())


def wait_after(failures: int, chance: float) -> timedelta:
    """How long until the next try: longer each time, six hours at most. `chance` (0 to 1) spreads those that failed in the same moment."""
    wait = min(FIRST_WAIT * GROWTH ** min(max(failures - 1, 0), MOST_GROWTH), LONGEST_WAIT)
    return wait * (1 + JITTER * (2 * chance - 1))


def pause_after(failures: int, chance: float) -> timedelta | None:
    """How long to leave a subscriber alone that failed so often in a row; None: not yet."""
    return wait_after(failures - PATIENCE + 1, chance) if failures >= PATIENCE else None
