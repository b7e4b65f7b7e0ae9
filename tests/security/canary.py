"""Looks for a number that may stand nowhere: in every table, log, mail, address and paper, in every form in which it could hide."""
from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import psycopg

from balie.settings.embedded import connection_urls


def forms(number: str) -> dict[str, str]:
    """Kind of writing → the text that betrays it. Base64 in its three alignments, without the ends that depend on what stands beside it."""
    raw = number.encode()
    found = {
        "plain": number, "hex": raw.hex(), "spaced": " ".join(re.findall("...", number)), "dotted": f"{number[:4]}.{number[4:6]}.{number[6:]}",
        "backwards": number[::-1], "hex of the number": f"{int(number):x}".zfill(8),
    }
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + raw).decode().rstrip("=")
        found[f"base64 at {shift}"] = text[(shift * 8 + 5) // 6: -1 if (shift + len(raw)) % 3 else None]
    return found


def in_text(number: str, text: str) -> list[str]:
    return [kind for kind, written in forms(number).items() if stands_in(written, text)]


def stands_in(written: str, text: str) -> bool:
    """Digits count only when no more digits stand around them."""
    return bool(re.search(rf"(?<![0-9]){written}(?![0-9])", text)) if written.isdigit() else written in text


def tables(home: Path) -> Iterator[tuple[str, str]]:
    """(table, all its rows as text), read by the owner; what a session holds is unpacked."""
    with psycopg.connect(connection_urls(home)[0]) as connection:
        own = "select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"
        for schema, name in connection.execute(own).fetchall():
            with connection.cursor().copy(f'copy (select * from "{schema}"."{name}") to stdout') as rows:
                yield f"{schema}.{name}", b"".join(bytes(row) for row in rows).decode(errors="replace")
        for data, in connection.execute("select session_data from django_session").fetchall():
            yield "a session", unpacked(data)


def unpacked(session: str) -> str:
    """What stands in a signed (and compressed) session, without checking the signature."""
    import zlib

    packed = session.rpartition(":")[0].rpartition(":")[0]
    raw = base64.urlsafe_b64decode(packed.removeprefix(".") + "===")
    return (zlib.decompress(raw) if packed.startswith(".") else raw).decode(errors="replace")


def logs(home: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((home / "logs").rglob("*")):
        if path.is_file():
            yield f"log {path.name}", path.read_text(errors="replace")


def mails(messages: list[dict]) -> Iterator[tuple[str, str]]:
    for each in messages:
        yield "a mail", json.dumps(each, ensure_ascii=False)


def betrayed(number: str, *sources: Iterator[tuple[str, str]]) -> list[str]:
    """Where the number was found, and how it was written there. Empty when it is nowhere."""
    return [f"{place}: {kind}" for source in sources for place, text in source for kind in in_text(number, text)]
