"""One row by its id, and one new row: statements whose text is made once for each table.

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
        self.insert = f"insert into {table} ({listed}) values ({', '.join(['%s'] * len(self.columns))})"  # noqa: S608


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


def insert(row: models.Model) -> None:
    """Raises `IntegrityError`."""
    table = _table(type(row))
    values = [each.get_db_prep_save(each.pre_save(row, add=True), connection) for each in table.columns]
    with connection.cursor() as cursor:
        cursor.execute(table.insert, values)
    row._state.adding, row._state.db = False, connection.alias


__all__ = ["fetch", "insert"]
