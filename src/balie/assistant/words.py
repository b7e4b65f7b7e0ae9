"""Pure: from text to the stems that count, with spelling mistakes and joined words in mind."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import Stemmer
import yaml

_WORD = re.compile(r"[a-z0-9]+")
_STEMMERS = {"nl": Stemmer.Stemmer("dutch"), "en": Stemmer.Stemmer("english")}
_DATA = yaml.load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
STOP = {language: frozenset(words) for language, words in _DATA["stop"].items()}
SHORTEST_PART = 4


def plain(text: str) -> str:
    """Lower case, without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The words of a text: "ID-kaart" gives id and kaart."""
    return _WORD.findall(plain(text))


@lru_cache(maxsize=20_000)
def stem(word: str, language: str = "nl") -> str:
    return _STEMMERS.get(language, _STEMMERS["nl"]).stemWord(word)


@lru_cache(maxsize=8)
def synonyms(language: str) -> dict[str, tuple[str, ...]]:
    """Stem → stems that mean the same for us: "kindje" finds "baby"."""
    found: dict[str, set[str]] = {}
    for group in _DATA["synonyms"].get(language, ()):
        stems = {stem(plain(word), language) for word in group}
        for each in stems:
            found.setdefault(each, set()).update(stems - {each})
    return {each: tuple(sorted(others)) for each, others in found.items()}


def meaningful(text: str, language: str) -> list[str]:
    """The words that carry meaning, or all of a few when none does."""
    found = words(text)
    return [word for word in found if word not in STOP.get(language, STOP["nl"])] or (found if len(found) <= 3 else [])


def ends_meaningful(text: str, language: str) -> bool:
    """Whether the last word may be the beginning of one that carries meaning."""
    found = words(text)
    return bool(found) and found[-1] not in STOP.get(language, STOP["nl"])


@lru_cache(maxsize=50_000)
def trigrams(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """0 to 1: the share of trigrams that two words have in common."""
    return len(one & other) / len(one | other) if one and other else 0.0


def distance(one: str, other: str, most: int) -> int:
    """Edits (add, drop, change, swap) from one word to the other; `most + 1` when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, last = [], list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def allowed_edits(word: str) -> int:
    """How many mistakes we forgive: none in a short word."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2
