"""Doing something once per key: a doubled click, a retried request or a late callback finds the result of the first time."""
from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from balie.kernel import clock
from balie.kernel.ids import new_id
from balie.kernel.tenancy import context


@dataclass
class Claim:
    """`result` is what the first time stored, or None when this is the first time."""

    purpose: str
    key: str
    result: str | None = None

    def store(self, result: str) -> None:
        from balie.kernel.models import IdempotencyKey

        IdempotencyKey.objects.filter(purpose=self.purpose, key=self.key).update(result=result)


@contextmanager
def claim(purpose: str, key: str):
    """Hold `key` for the running transaction: a second holder waits, and then sees the first one's result.

    The key is kept when the transaction commits and freed when it rolls back. A key that was claimed but never given a result reads as
    an empty text.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into kernel_idempotencykey (gemeente_id, id, purpose, key, result, at) values (%s, %s, %s, %s, '', %s) "
                "on conflict (gemeente_id, purpose, key) do nothing returning id",
                [context.current_id(), new_id(), purpose, key, clock.now()],
            )
            first = cursor.fetchone() is not None
        yield Claim(purpose, key, None if first else _result(purpose, key))


def _result(purpose: str, key: str) -> str:
    from balie.kernel.models import IdempotencyKey

    return IdempotencyKey.objects.values_list("result", flat=True).get(purpose=purpose, key=key)
