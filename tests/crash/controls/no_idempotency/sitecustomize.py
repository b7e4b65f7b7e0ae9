"""Without idempotency: every claim is the first, every reaction runs again, every message and mail is new."""
from contextlib import contextmanager

from tests.crash.controls.after_import import install


def always_the_first(idempotency) -> None:
    @contextmanager
    def claim(purpose, key):
        from django.db import transaction

        with transaction.atomic():
            made = idempotency.Claim(purpose, key)
            made.store = lambda result: None
            yield made

    idempotency.claim = claim


def never_remembered(reactions) -> None:
    reactions._first_time = lambda handler, event_id: True


def always_new(writing) -> None:
    def once(row):
        row.save(force_insert=True)
        return True

    writing.once = once


install({
    "balie.kernel.idempotency": always_the_first, "balie.kernel.outbox.reactions": never_remembered, "balie.messages.writing": always_new,
})
