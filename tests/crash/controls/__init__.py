"""Balie with a guarantee taken out, to show that the crash run would notice. Nothing in the product can do this.

Each folder holds a `sitecustomize.py`, which Python imports by itself in every process that has the folder on its PYTHONPATH.
"""
from __future__ import annotations

import os
from pathlib import Path

import psycopg

from balie.settings.embedded import connection_urls

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
TABLES = ["messages_message", "messages_delivery", "kernel_idempotencykey", "kernel_handledevent"]
SINGLE = "select conrelid::regclass::text, conname from pg_constraint where contype = 'u' and conrelid::regclass::text = any(%s)"


def environment(name: str) -> dict[str, str]:
    """What a house needs to run with this control."""
    return {"PYTHONPATH": os.pathsep.join([str(HERE / name), str(ROOT), str(ROOT / "src")])}


def drop_guards(home: Path) -> None:
    """Take the constraints away that keep messages, deliveries, claims and reactions single."""
    with psycopg.connect(connection_urls(home)[0], autocommit=True) as connection:
        for table, name in connection.execute(SINGLE, [TABLES]).fetchall():
            connection.execute(f'alter table {table} drop constraint "{name}"')  # both come from the catalogue of the database
