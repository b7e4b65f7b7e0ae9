"""What a control changes in a module of Balie, and how: just after that module has been imported."""
from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager

REACTIONS, IDEMPOTENCY, WRITING = "balie.kernel.outbox.reactions", "balie.kernel.idempotency", "balie.messages.writing"
RUNNING = "balie.zgw.notificaties.running"
SLOW_SECONDS = 1.0


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, changes: dict[str, tuple[Callable, ...]]):
        self.changes = changes

    def find_spec(self, name, path, target=None):
        if name not in self.changes:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        run = spec.loader.exec_module

        def exec_module(module):
            run(module)
            for change in self.changes[name]:
                change(module)

        spec.loader.exec_module = exec_module
        return spec


def install(changes: dict[str, tuple[Callable, ...]]) -> None:
    """`changes`: name of a module → functions that change it."""
    sys.meta_path.insert(0, _Finder(changes))


def call_after_commit(reactions) -> None:
    """No outbox: who reacts is called after the commit, in the process in which it happened; a kill often falls just before."""
    from django.db import transaction

    def late(job):
        time.sleep(SLOW_SECONDS / 2)
        reactions.react.func(**job)

    def announce(event):
        event_id, name = reactions.new_id(), reactions.name_of(type(event))
        for handler in reactions._handlers.get(name, ()):
            job = {
                "event": name, "event_id": str(event_id), "payload": reactions.to_payload(event), "handler": handler,
                "gemeente_id": reactions.context.current_id(),
            }
            transaction.on_commit(lambda job=job: late(job))
        return event_id

    reactions.announce = announce


def note_slowly(reactions) -> None:
    """Between the effect of a job and the note that it was done is a long moment, into which a kill often falls."""
    at_once = reactions.react.func

    def slow(**job):
        at_once(**job)
        time.sleep(SLOW_SECONDS)

    reactions.react.func = slow


def never_remember(reactions) -> None:
    """Every reaction is new, also when its job runs again."""
    reactions._first_time = lambda handler, event_id: True


def always_the_first(idempotency) -> None:
    """Every claim of a key is the first."""
    @contextmanager
    def claim(purpose, key):
        from django.db import transaction

        with transaction.atomic():
            made = idempotency.Claim(purpose, key)
            made.store = lambda result: None
            yield made

    idempotency.claim = claim


def always_new(writing) -> None:
    """Every message and every delivery is a new one."""
    def once(row):
        row.save(force_insert=True)
        return True

    writing.once = once


def any_that_is_due(running) -> None:
    """What failed does not hold back what came after it about the same thing."""
    running.heads = lambda abonnement_id: running.Bezorging.objects.filter(
        abonnement=abonnement_id, state=running.State.WAITING).order_by("volgnummer")
