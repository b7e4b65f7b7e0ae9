"""One row by its id, and new rows: statements whose text is made once for each table.

Making the text costs Django more than everything else about them, and a request that writes does several. What is read and written is the
same as with `objects.get` and `save(force_insert=True)`: whole rows, by the columns of the model.
"""
from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models

from balie.kernel import tenancy

Row = TypeVar("Row", bound=models.Model)
PLAIN = (
    models.CharField, models.TextField, models.DateField, models.UUIDField, models.BooleanField, models.IntegerField, models.FloatField,
    models.ForeignKey,
)


class _Table:
    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.columns = [each for each in model._meta.concrete_fields if not each.generated]
        self.names = [each.attname for each in self.columns]
        self.readers: list[tuple[int, Callable[..., Any]]] = [
            (place, each.from_db_value) for place, each in enumerate(self.columns) if hasattr(each, "from_db_value")
        ]
        table, listed = f'"{model._meta.db_table}"', ", ".join(f'"{each.column}"' for each in self.columns)
        self.select = f"select {listed} from {table} where gemeente_id = %s and id = %s"  # noqa: S608
        self.insert = f"insert into {table} ({listed}) values "  # noqa: S608
        self.places = f"({', '.join(['%s'] * len(self.columns))})"
        self.writers = [(place, each) for place, each in enumerate(self.columns) if not _is_plain(each)]


def _is_plain(column: models.Field) -> bool:
    """Whether the driver takes the value as it lies in the object."""
    dated = getattr(column, "auto_now", False) or getattr(column, "auto_now_add", False)
    return isinstance(column, PLAIN) and not dated


_table = cache(_Table)


def fetch(model: type[Row], key: UUID, *, lock: bool = False) -> Row | None:
    """`lock`: held until the end of the transaction."""
    table = _table(model)
    with connection.cursor() as cursor:
        cursor.execute(f"{table.select} for no key update" if lock else table.select, [tenancy.current_id(), key])
        found = cursor.fetchone()
    if found is None:
        return None
    values = list(found)
    for place, read in table.readers:
        values[place] = read(values[place], None, connection)
    return table.model.from_db(connection.alias, table.names, values)


def insert(*rows: models.Model) -> None:
    """New rows of one table. Raises `IntegrityError`."""
    table, values = _table(type(rows[0])), []
    for row in rows:
        own = [getattr(row, name) for name in table.names]
        for place, column in table.writers:
            own[place] = column.get_db_prep_save(column.pre_save(row, add=True), connection)
        values += own
    with connection.cursor() as cursor:
        cursor.execute(table.insert + ", ".join([table.places] * len(rows)), values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


__all__ = ["fetch", "insert"]
