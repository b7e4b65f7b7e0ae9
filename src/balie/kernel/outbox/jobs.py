"""Background work of a room: one function, keyword ids only, in the scope of the municipality that deferred it."""
from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from uuid import UUID

from django.db import transaction

from balie.kernel.outbox.queue import RETRY, app, deferrer, serving
from balie.kernel.tenancy import context

_tasks: dict[Callable, object] = {}


def job(function: Callable | None = None, *, atomic: bool = True):
    """Decorator for `jobs.py`. `atomic=False`: the function keeps its own transactions (it talks to the outside in between)."""
    if function is None:
        return functools.partial(job, atomic=atomic)

    def run(gemeente_id: int, **ids):
        with serving(gemeente_id), transaction.atomic() if atomic else nullcontext():
            function(**ids)

    _tasks[function] = app.task(name=f"{function.__module__}.{function.__qualname__}", retry=RETRY)(run)
    return function


def _plain(ids: dict) -> dict:
    return {name: str(value) if isinstance(value, UUID) else value for name, value in ids.items()}


def defer(function: Callable, **ids) -> None:
    """Run `function` soon, if the running transaction commits. UUIDs arrive as text."""
    deferrer(_tasks[function].name).defer(gemeente_id=context.current_id(), **_plain(ids))


def defer_at(moment: datetime, function: Callable, **ids) -> None:
    """Run `function` at `moment` (aware)."""
    deferrer(_tasks[function].name, schedule_at=moment).defer(gemeente_id=context.current_id(), **_plain(ids))


def periodic(cron: str, *, atomic: bool = True):
    """Decorator: run for every active municipality at the moments of `cron`; one worker of all does it."""

    def register(function):
        def run(timestamp: int):
            from balie.kernel.models import Gemeente

            for gemeente_id in Gemeente.objects.filter(active=True).values_list("pk", flat=True):
                with serving(gemeente_id), transaction.atomic() if atomic else nullcontext():
                    function()

        name = f"{function.__module__}.{function.__qualname__}"
        app.periodic(cron=cron)(app.task(name=name, queueing_lock=name)(run))
        return function

    return register
