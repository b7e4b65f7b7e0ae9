"""How often something may be done in a while, counted for all processes together (the shared cache)."""
from __future__ import annotations

import hashlib

from django.core.cache import cache

from balie.kernel import clock
from balie.kernel.tenancy import context


def too_often(what: str, whose: str, *, most: int, seconds: int) -> bool:
    """Count this time; True when it is more than `most` times in the window of `seconds` that runs now.

    `whose` may be personal (an address): only a digest of it is kept, for as long as the window lasts.
    """
    window = int(clock.now().timestamp()) // seconds
    digest = hashlib.sha256(f"{context.current_id()}\0{what}\0{whose}\0{window}".encode()).hexdigest()
    key = f"limit:{digest}"
    if cache.add(key, 1, seconds):
        return most < 1
    try:
        return cache.incr(key) > most
    except ValueError:  # it was thrown away in between
        cache.set(key, 1, seconds)
        return most < 1
