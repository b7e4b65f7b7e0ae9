"""Numbers that are formally right but belong to nobody: BSN, A-number, BAG ids, KvK number, number plate, document number."""
from __future__ import annotations

import random
from collections.abc import Iterator


def bsn_is_valid(number: str) -> bool:
    """The elfproef of the BSN: 9·a + 8·b + … + 2·h − 1·i is a multiple of 11, and the number is not zero."""
    if len(number) != 9 or not number.isdigit() or number == "000000000":
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, number, strict=True)) % 11 == 0


def test_bsns() -> Iterator[str]:
    """Valid test numbers, first in 9999 00000…49999, then downwards in 9998…, 9997….

    The upper half of 9999 is left free: the published test persons of the BRP have numbers there, and their file can
    be loaded beside the town.
    """
    yield from _valid(999_900_000, 999_950_000)
    block = 999_800_000
    while block >= 900_000_000:
        yield from _valid(block, block + 100_000)
        block -= 100_000


test_bsns.__test__ = False  # its name is Dutch practice ("testnummers"), not a test


def _valid(start: int, stop: int) -> Iterator[str]:
    return (str(number) for number in range(start, stop) if bsn_is_valid(str(number)))


def a_nummer(index: int) -> str:
    """Ten digits, not beginning with 0. Real A-numbers have checks of their own; nothing here depends on them."""
    return str(1_000_000_000 + (index * 7_919 + 104_729) % 8_999_999_999)


def bag_id(municipality: str, kind: str, index: int) -> str:
    """Sixteen digits: municipality, kind (01 verblijfsobject, 10 pand, 20 nummeraanduiding, 30 openbare ruimte), number."""
    return f"{municipality}{kind}{index:010d}"


def rsin(index: int) -> str:
    """An RSIN follows the elfproef of the BSN; these lie in a block of their own."""
    return next(_valid(999_100_000 + index * 22, 999_199_999))


def kvk_nummer(index: int) -> str:
    return str(90_100_000 + index)


def vestigingsnummer(index: int) -> str:
    return f"{990_000_000_000 + index:012d}"


PLATE_LETTERS = "BDFGHJKLNPRSTVXZ"


def number_plates(rng: random.Random) -> Iterator[str]:
    """Unique plates without dashes in the pattern of passenger cars since 2019 (X-999-XX), e.g. "K482TB"."""
    seen: set[str] = set()
    while True:
        letters = [rng.choice(PLATE_LETTERS) for _ in range(3)]
        plate = f"{letters[0]}{rng.randrange(1000):03d}{letters[1]}{letters[2]}"
        if plate not in seen:
            seen.add(plate)
            yield plate


DOCUMENT_CHARACTERS = "BCDFGHJKLMNPRSTVWXZ0123456789"


def document_number(rng: random.Random, kind: str) -> str:
    """Nine characters; N… for a passport, I… for an identity card, as on the real documents."""
    return ("N" if kind == "paspoort" else "I") + "".join(rng.choice(DOCUMENT_CHARACTERS) for _ in range(7)) + str(rng.randrange(10))
