"""The zip itself: `ZaakType.json`, `StatusType.json`, … each a list of what the Catalogi API shows. Nothing is ever unpacked to disk.

It comes from elsewhere: only names that we know are read, never more of them than `MOST`, whatever the zip says of itself.
"""
from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

# in this order one can be made after what it needs
SCHEMAS = (
    "Catalogus", "InformatieObjectType", "BesluitType", "ZaakType", "StatusType", "ZaakTypeInformatieObjectType", "ResultaatType", "RolType",
    "Eigenschap", "ZaakObjectType",
)
MOST = 30_000_000  # bytes of all files together
MOST_ENTRIES = 20_000
MOST_MEMBERS = 1_000
Entries = Mapping[str, list[dict[str, Any]]]


class Unreadable(ValueError):
    """This is no file with zaaktypen, or there is something about it as a whole; `str()` says what."""


@dataclass(frozen=True)
class Contents:
    """`ignored`: names of files in the zip that say nothing to us."""

    entries: Entries
    ignored: tuple[str, ...] = ()


def read(path: Path) -> Contents:
    """Raises `Unreadable`."""
    try:
        with zipfile.ZipFile(path) as archive:
            members, ignored = _members(archive)
            texts = _texts(archive, members)
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise Unreadable(f"{path.name} is geen zipbestand dat wij kunnen lezen.") from None
    entries = {schema: _listed(f"{schema}.json", texts[schema]) for schema in SCHEMAS if schema in texts}
    if sum(map(len, entries.values())) > MOST_ENTRIES:
        raise Unreadable(f"In {path.name} staan meer dan {MOST_ENTRIES} typen en onderdelen.")
    if not any(entries.get(schema) for schema in SCHEMAS[1:4]):
        raise Unreadable(f"In {path.name} staan geen zaaktypen, besluittypen of informatieobjecttypen.")
    return Contents(entries, ignored)


def write(path: Path, entries: Entries) -> None:
    """A new file. Raises `FileExistsError`."""
    with path.open("xb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for schema in SCHEMAS:
            if entries.get(schema):
                archive.writestr(f"{schema}.json", msgspec.json.encode(entries[schema]))


def _members(archive: zipfile.ZipFile) -> tuple[dict[str, zipfile.ZipInfo], tuple[str, ...]]:
    members: dict[str, zipfile.ZipInfo] = {}
    ignored = []
    listed = archive.infolist()
    if len(listed) > MOST_MEMBERS:
        raise Unreadable("Er zitten te veel bestanden in de zip.")
    for each in listed:
        name = each.filename.rsplit("/", 1)[-1]  # some zip the folder instead of what is in it
        schema = name.removesuffix(".json")
        if each.is_dir():
            continue
        if schema not in SCHEMAS or schema == name:
            ignored.append(each.filename)
        elif schema in members:
            raise Unreadable(f"{name} zit twee keer in de zip.")
        else:
            members[schema] = each
    return members, tuple(ignored)


def _texts(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpacked in memory, and counted while that is done: a zip can lie about sizes."""
    left, texts = MOST, {}
    for schema, member in members.items():
        if member.flag_bits & 1:
            raise Unreadable(f"{schema}.json is versleuteld met een wachtwoord.")
        with archive.open(member) as file:
            texts[schema] = file.read(left + 1)
        left -= len(texts[schema])
        if left < 0:
            raise Unreadable(f"De bestanden zijn samen te groot: meer dan {MOST // 1_000_000} MB.")
    return texts


def _listed(name: str, text: bytes) -> list[dict[str, Any]]:
    try:
        found = msgspec.json.decode(text.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unreadable(f"{name} is geen goede JSON.") from None
    if not isinstance(found, list) or not all(isinstance(each, dict) and isinstance(each.get("url"), str) for each in found):
        raise Unreadable(f"{name} is geen lijst van dingen met een url.")
    keys = [key_of(each["url"]) for each in found]
    if len(set(keys)) != len(keys):
        raise Unreadable(f"In {name} staat twee keer dezelfde url.")
    return found


def key_of(url: Any) -> str:
    """By what one entry refers to another: the last part of its address. Roots may differ within one file."""
    return str(url).rstrip("/").rsplit("/", 1)[-1].lower()
