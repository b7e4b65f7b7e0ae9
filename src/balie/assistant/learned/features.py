"""Pure: from text to what the model counts: pieces of words (which forgive typing errors and find parts of compounds), stems and pairs of stems."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from math import log

from balie.assistant import words

SHORTEST, LONGEST_PIECE = 2, 5


def features(text: str) -> dict[str, float]:
    """Feature → how much it occurs, dampened. Not yet weighed by how rare it is."""
    return {name: 1 + log(times) for name, times in Counter(_all(text)).items()}


def _all(text: str) -> Iterator[str]:
    found = words.words(text)
    for word in found:
        yield from _pieces(word)
    stems = [f"={words.stem(word)}" for word in found if word not in words.STOP["nl"]]
    yield from stems
    yield from (one + other for one, other in zip(stems, stems[1:], strict=False))


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    sizes = range(SHORTEST, min(LONGEST_PIECE, len(padded)) + 1)
    return tuple(padded[place : place + size] for size in sizes for place in range(len(padded) - size + 1))
