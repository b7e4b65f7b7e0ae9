"""Refuses a server that may lose what it has acknowledged."""
from __future__ import annotations

from balie.runtime.postgres.errors import UnsafeSettings

NEEDED = {"fsync": ("on",), "full_page_writes": ("on",), "synchronous_commit": ("on", "local", "remote_write", "remote_apply")}


def check_settings(connection) -> None:
    """`connection`: Django's or psycopg's. Raises `UnsafeSettings` naming every setting that is wrong."""
    wrong = []
    with connection.cursor() as cursor:
        for name, allowed in NEEDED.items():
            cursor.execute("select current_setting(%s)", [name])
            value = cursor.fetchone()[0]
            if value not in allowed:
                wrong.append(f"{name} is {value} and must be {allowed[0]}")
    if wrong:
        raise UnsafeSettings("This PostgreSQL server may lose what residents were told is safe: " + "; ".join(wrong) + ".")
