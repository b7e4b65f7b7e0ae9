"""Content that is too large to hold in memory: kept and given in pieces, counted and hashed as it passes."""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4

from balie.documents import storage
from balie.kernel import clock

PIECE = 1024 * 1024


class Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


class Damaged(RuntimeError):
    """The stored content is not what was stored: its SHA-256 or its size differs."""


@dataclass(frozen=True)
class Kept:
    """`name` in the storage, `size` in bytes, `sha256` in hexadecimal, `others`: the digests that were asked for beside it, by name."""

    name: str
    size: int
    sha256: str
    others: dict[str, str] = field(default_factory=dict)


class _Passing:
    """Pieces as a file that can be read once, from begin to end: what a storage asks of what it saves."""

    closed = False

    def __init__(self, pieces: Iterable[bytes], hashes: Iterable[Hash]) -> None:
        self._pieces, self._hashes, self._rest, self.size = iter(pieces), list(hashes), b"", 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for piece in self._pieces:
            self.size += len(piece)
            for each in self._hashes:
                each.update(piece)
            yield piece

    def read(self, size: int = -1) -> bytes:
        found = [self._rest]
        have = len(self._rest)
        for piece in self.chunks() if size < 0 or have < size else ():
            found.append(piece)
            have += len(piece)
            if 0 <= size <= have:
                break
        whole = b"".join(found)
        wanted = len(whole) if size < 0 else size
        self._rest = whole[wanted:]
        return whole[:wanted]

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        pass


def keep_pieces(pieces: Iterable[bytes], *, also: Iterable[tuple[str, Callable[[], Hash]]] = ()) -> Kept:
    """Store what passes by. On disk when this returns; the memory it takes is that of one piece. `also`: other digests to make, by name."""
    sha256, others = hashlib.sha256(), {name: make() for name, make in also}
    passing = _Passing(pieces, [sha256, *others.values()])
    name = storage.storage().save(f"{storage.folder_of_day(clock.today())}/{uuid4().hex}", passing)
    return Kept(name, passing.size, sha256.hexdigest(), {other: each.hexdigest() for other, each in others.items()})


def pieces_of(name: str) -> Iterator[bytes]:
    with storage.storage().open(name, "rb") as file:
        while piece := file.read(PIECE):
            yield piece


def joined(names: Iterable[str]) -> Iterator[bytes]:
    """The content of one after the other."""
    for name in names:
        yield from pieces_of(name)


class Checked:
    """Stored content on its way out. The last piece is held back until the whole is found to be what was stored, so that nobody gets
    damaged content whole. Opened at once: what is not there is noticed before anything is sent. Raises `Damaged`."""

    def __init__(self, name: str, *, size: int, sha256: str, what: str) -> None:
        self._file: Any = storage.storage().open(name, "rb")
        self._size, self._sha256, self._what = size, sha256, what

    def __iter__(self) -> Iterator[bytes]:
        found, seen = hashlib.sha256(), 0
        piece = self._file.read(PIECE)
        while piece:
            found.update(piece)
            seen += len(piece)
            following = self._file.read(PIECE)
            if not following and (seen != self._size or found.hexdigest() != self._sha256):
                raise Damaged(self._what)
            yield piece
            piece = following
        if seen == 0 and self._size:
            raise Damaged(self._what)

    def part(self, first: int, last: int) -> Part:
        """The bytes from `first` up to and including `last`. A part has no SHA-256 to hold it against, so only the size of the whole is."""
        if self._file.size != self._size:
            raise Damaged(self._what)
        return Part(self._file, first, last, self._what)

    def close(self) -> None:
        self._file.close()


class Part:
    """A part of stored content on its way out, read from where it begins. Raises `Damaged` when it ends too soon."""

    def __init__(self, file: Any, first: int, last: int, what: str) -> None:
        self._file, self._first, self._last, self._what = file, first, last, what

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(self._first)
        left = self._last - self._first + 1
        while left:
            piece = self._file.read(min(PIECE, left))
            if not piece:
                raise Damaged(self._what)
            left -= len(piece)
            yield piece

    def close(self) -> None:
        self._file.close()
