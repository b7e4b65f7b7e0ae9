"""Who does it: set by doors and handlers, read by the trail."""
from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """`kind`: inwoner | organisatie | medewerker | systeem | bezoeker. `id`: person_id or official's id, never a BSN."""

    kind: str
    id: str = ""
    name: str = ""


SYSTEM = Actor("systeem", "", "Balie")
_actor: ContextVar[Actor] = ContextVar("actor", default=SYSTEM)


def current_actor() -> Actor:
    return _actor.get()


@contextmanager
def acting(actor: Actor):
    token = _actor.set(actor)
    try:
        yield actor
    finally:
        _actor.reset(token)
