"""What the zaaksysteem keeps: rows in the journal of the town, contents of documents in files beside it; and its addresses."""
from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

from balie.demo import place

PATHS = {"zaken": "zaken/api/v1", "documenten": "documenten/api/v1", "catalogi": "catalogi/api/v1",
         "notificaties": "notificaties/api/v1"}


def root(api: str) -> str:
    return f"{place.current().config.url}/zaaksysteem/{PATHS[api]}"


def address(api: str, kind: str, key: str) -> str:
    return f"{root(api)}/{kind}/{key}"


def key_in(url: str, api: str, kind: str) -> str:
    """The key in an address of ours; empty for another address."""
    before = f"{root(api)}/{kind}/"
    return url.removeprefix(before) if isinstance(url, str) and url.startswith(before) else ""


def new_key() -> str:
    return str(uuid.uuid4())


def put(kind: str, row: dict) -> dict:
    place.current().journal.put(f"zgw.{kind}", row["uuid"], row)
    return row


def get(kind: str, key: str) -> dict | None:
    return place.current().journal.get(f"zgw.{kind}", key)


def drop(kind: str, key: str) -> None:
    place.current().journal.put(f"zgw.{kind}", key, None)


def rows(kind: str, **where: str) -> Iterator[dict]:
    for row in place.current().journal.all(f"zgw.{kind}"):
        if all(row.get(name) == value for name, value in where.items()):
            yield row


def lock():
    """So that looking and making are one."""
    return place.current().journal.lock


def content_path(key: str) -> Path:
    folder = place.current().config.home / "zaaksysteem"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / uuid.UUID(key).hex
