"""Content that is larger than the memory it may take: kept, joined and given in pieces."""
import hashlib
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from balie.documents import storage, streams

MB = 1024 * 1024
LARGE = 48


def pieces(number: int) -> Iterator[bytes]:
    for place in range(number):
        yield bytes([place % 251]) * MB


def peak_of(run: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def passed_through(kept: streams.Kept) -> int:
    checked = streams.Checked(kept.name, size=kept.size, sha256=kept.sha256, what="x")
    try:
        return sum(map(len, checked))
    finally:
        checked.close()


def test_what_is_kept_is_counted_and_hashed(gemeente):
    kept = streams.keep_pieces([b"een", b"", b"twee"], also=[("md5", hashlib.md5)])
    assert storage.fetch(kept.name) == b"eentwee" and kept.size == 7
    assert kept.sha256 == hashlib.sha256(b"eentwee").hexdigest() and kept.others == {"md5": hashlib.md5(b"eentwee").hexdigest()}
    assert b"".join(streams.joined([kept.name, kept.name])) == b"eentweeeentwee"
    nothing = streams.keep_pieces([])
    assert nothing.size == 0 and storage.fetch(nothing.name) == b"" and passed_through(nothing) == 0


@pytest.mark.parametrize("size", [1, 3, 4, 100, -1])
def test_it_is_read_in_any_measure(size):
    """A storage such as S3 asks for as much as it likes."""
    passing, found = streams._Passing([b"abc", b"", b"defg", b"h"], []), []
    while piece := passing.read(size):
        found.append(piece)
    assert b"".join(found) == b"abcdefgh" and all(len(piece) == size for piece in found[:-1]) and passing.size == 8


def test_large_content_takes_little_memory_on_its_way_in_and_out(gemeente):
    found = []
    assert peak_of(lambda: found.append(streams.keep_pieces(pieces(LARGE)))) < 8 * MB
    assert peak_of(lambda: found.append(streams.keep_pieces(streams.joined([found[0].name, found[0].name])))) < 8 * MB
    assert found[1].size == 2 * LARGE * MB
    assert peak_of(lambda: passed_through(found[1])) < 8 * MB
    assert peak_of(lambda: storage.fetch(found[0].name)) > LARGE * MB  # control: the whole of it would be noticed
    for kept in found:
        storage.storage().delete(kept.name)


@pytest.mark.parametrize("damage", [b"andere inhoud", b"langer dan het was geweest", b"kort", b""])
def test_damaged_content_never_goes_out_whole(gemeente, damage):
    kept = streams.keep_pieces([b"de goede inhou", b"d"])
    assert passed_through(kept) == 15  # control
    storage.storage().delete(kept.name)
    storage.storage().save(kept.name, streams._Passing([damage], []))
    with pytest.raises(streams.Damaged):
        passed_through(kept)


def test_a_checksum_is_looked_at_before_the_last_piece_goes(gemeente):
    kept = streams.keep_pieces(pieces(3))
    checked = streams.Checked(kept.name, size=kept.size, sha256="0" * 64, what="x")
    given = []
    with pytest.raises(streams.Damaged):
        given.extend(checked)
    assert len(given) < 3
    checked.close()


def test_what_is_not_there_is_noticed_before_anything_is_sent(gemeente):
    with pytest.raises(FileNotFoundError):
        streams.Checked("zonnedam/2026-01-01/weg", size=1, sha256="", what="x")
