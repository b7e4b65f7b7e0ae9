"""Changing the secret key: every room that keeps sealed values registers how to re-seal them (plug-ins of kind "key_rotation").

`rotate(batch=…)` re-seals what is under an older key, `left()` counts what still is: the old key may go when all are 0. The usual case,
columns of sealed text in one table, is `Columns`:

    plugins.register("key_rotation", "messages", lambda: rotation.Columns(Delivery, address=ADDRESS, content=CONTENT))

While it runs both keys are known. Two rotations beside each other skip each other's rows; it may be stopped and started again.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from django.db import models, transaction
from django.db.models import F, Func, Q

from balie.kernel import audit, crypto, plugins

KIND = "key_rotation"


class Rotation(Protocol):
    """`contexts`: column ("identity_person.bsn_sealed") → the context its values are sealed under. Both verbs: of the municipality in scope."""

    contexts: Mapping[str, str]

    def rotate(self, *, batch: int) -> Iterator[int]: ...

    def left(self) -> int: ...


def registered() -> dict[str, Rotation]:
    return {name: plugins.get(KIND, name) for name in plugins.names(KIND)}


def rotate(*, batch: int = 500) -> Iterator[tuple[str, int]]:
    """Re-seal everything of the municipality in scope; yields (name, how many of it are done) after each batch."""
    for name, one in registered().items():
        for done in one.rotate(batch=batch):
            yield name, done


@transaction.atomic
def left() -> dict[str, int]:
    """What is still under an older key, by name; 0 everywhere means that the old key may be removed."""
    return {name: one.left() for name, one in registered().items()}


class Batches:
    """Rotates batch by batch: `_batch(size)` re-seals some rows and says how many, `_older()` are the rows still to do."""

    def rotate(self, *, batch: int) -> Iterator[int]:
        done = 0
        while count := self._batch(batch):
            done += count
            yield done

    def left(self) -> int:
        return self._older().count()


class Columns(Batches):
    """Sealed text in columns of one table: column → context. An empty value (erased, already sent) is none."""

    def __init__(self, model: type[models.Model], **contexts: str):
        self.model, self.by_column = model, contexts
        self.contexts = {f"{model._meta.db_table}.{column}": context for column, context in contexts.items()}

    def _older(self):
        """Rows of which a column names another key than the newest; the key id stands in bytes 2 to 5 (`crypto`)."""
        rows, older, newest = self.model.objects.all(), Q(), crypto.current_key_id()
        for column in self.by_column:
            named = Func(F(column), 2, 4, function="substring", template="%(function)s(%(expressions)s)", output_field=models.BinaryField())
            rows = rows.annotate(**{f"key_of_{column}": named})
            older |= Q(**{f"{column}__isnull": False}) & ~Q(**{column: b""}) & ~Q(**{f"key_of_{column}": newest})
        return rows.filter(older)

    @transaction.atomic
    def _batch(self, size: int) -> int:
        rows = list(self._older().order_by("id").select_for_update(skip_locked=True)[:size])
        for row in rows:
            for column, context in self.by_column.items():
                if sealed := getattr(row, column):
                    setattr(row, column, crypto.seal(crypto.open_sealed(sealed, context=context), context=context))
        if rows:
            self.model.objects.bulk_update(rows, list(self.by_column))
            audit.record("sleutel.gewisseld", details={"tabel": self.model._meta.db_table, "aantal": len(rows)}, purpose="Beveiliging")
        return len(rows)
