"""Without an outbox: who reacts is called after the commit, in the process in which it happened."""
from tests.crash.controls.after_import import install


def call_after_commit(reactions) -> None:
    from django.db import transaction

    def announce(event):
        event_id, name = reactions.new_id(), reactions.name_of(type(event))
        for handler in reactions._handlers.get(name, ()):
            job = {
                "event": name, "event_id": str(event_id), "payload": reactions.to_payload(event), "handler": handler,
                "gemeente_id": reactions.context.current_id(),
            }
            transaction.on_commit(lambda job=job: reactions.react.func(**job))
        return event_id

    reactions.announce = announce


install({"balie.kernel.outbox.reactions": call_after_commit})
