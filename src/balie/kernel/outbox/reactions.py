"""Who reacts to which event, and running a reaction once."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import connection, transaction

from balie.kernel import clock
from balie.kernel.ids import new_id
from balie.kernel.outbox.events import Event, from_payload, name_of, to_payload
from balie.kernel.outbox.queue import RETRY, app, deferrer, serving
from balie.kernel.tenancy import context

_handlers: dict[str, dict[str, Callable[[Event], None]]] = {}


def reacts_to(*event_types: type[Event]):
    """Decorator: the function is called in a worker with each event of these types."""

    def register(function):
        for event_type in event_types:
            _handlers.setdefault(name_of(event_type), {})[f"{function.__module__}.{function.__qualname__}"] = function
        return function

    return register


def announce(event: Event) -> UUID:
    """Promise, in the running transaction, that every handler of this event will run. Returns the event's id."""
    event_id = new_id()
    _promise(_jobs(event, event_id))
    return event_id


def announce_all(events: Iterable[Event]) -> None:
    """The same of many events, in one query."""
    _promise([job for event in events for job in _jobs(event, new_id())])


def _jobs(event: Event, event_id: UUID) -> list[dict]:
    name = name_of(type(event))
    return [
        {"event": name, "event_id": str(event_id), "payload": to_payload(event), "handler": handler, "gemeente_id": context.current_id()}
        for handler in _handlers.get(name, ())
    ]


def _promise(jobs: list[dict]) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("An event is announced inside the transaction in which it happened.")
    if jobs:
        deferrer(react.name).batch_defer(*jobs)


@app.task(name="balie.react", retry=RETRY)
def react(event: str, event_id: str, payload: dict, handler: str, gemeente_id: int) -> None:
    function = _handlers.get(event, {}).get(handler)
    if function is None:
        return  # the handler is gone since: nobody is waiting for its effect
    with serving(gemeente_id), transaction.atomic():
        if _first_time(handler, event_id):
            function(from_payload(event, payload))


def _first_time(handler: str, event_id: str) -> bool:
    """Claim this reaction; a second worker with the same job waits here until the first one has committed or rolled back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into kernel_handledevent (gemeente_id, id, handler, event_id, at) values (%s, %s, %s, %s, %s) "
            "on conflict (gemeente_id, event_id, handler) do nothing returning id",
            [context.current_id(), new_id(), handler, event_id, clock.now()],
        )
        return cursor.fetchone() is not None
