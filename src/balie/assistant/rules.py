"""Pure: what of a search may be counted. What looks personal is left out: numbers, addresses, names; and so is what carries no meaning."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import yaml

from balie.assistant import words

ENOUGH = 3              # sessions in one week before the words are kept
MARKS = 256             # few enough that a mark is shared by many
MOST_WORDS, LONGEST_WORD = 6, 30
_POSTCODE = re.compile(r"\b\d{4}\s?[a-z]{2}\b", re.IGNORECASE)
_TOKEN = re.compile(r"[^\s,;:!?()\"“”/]+")
_BEFORE_A_NAME = {"meneer", "mevrouw", "mijnheer", "dhr", "mevr", "mw", "heer", "familie", "fam", "heet", "heten", "genaamd"}
_PREFIXES = {"van", "de", "der", "den", "ten", "ter", "te", "het", "el", "al", "la", "'t", "in"}


@cache
def _data() -> dict[str, frozenset[str]]:
    read = yaml.load(Path(__file__).with_name("personal_words.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {name: frozenset(text.split()) for name, text in read.items()}


def countable(query: str, language: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """The words to count; () when nothing is left. `known` says whether a word is one of a service or a product, and so nobody's name."""
    left = [word for token in _impersonal(query, known) for word in words.words(token)]
    return tuple(word for word in words.meaningful(" ".join(left), language) if 1 < len(word) <= LONGEST_WORD)[:MOST_WORDS]


def stems(counted: tuple[str, ...], language: str) -> str:
    """The same for words in another order, or with another ending."""
    return " ".join(sorted({words.stem(word, language) for word in counted}))


def _impersonal(query: str, known: Callable[[str], bool]) -> Iterator[str]:
    tokens = _TOKEN.findall(_POSTCODE.sub(" 0 ", query))
    after_name = False
    for place, token in enumerate(tokens):
        plain = " ".join(words.words(token))
        if after_name and plain in _PREFIXES:
            continue
        is_personal = after_name or _is_personal(tokens, place, plain, known)
        after_name = plain in _BEFORE_A_NAME or _begins_a_surname(tokens, place)
        if not is_personal and not after_name:
            yield token


def _is_personal(tokens: list[str], place: int, plain: str, known: Callable[[str], bool]) -> bool:
    token = tokens[place]
    if "@" in token or "www." in token.lower() or any(sign.isdigit() for sign in token):
        return True
    before_a_number = place + 1 < len(tokens) and tokens[place + 1][:1].isdigit()
    if _is_street(plain):
        return before_a_number or not known(plain)
    if known(plain):
        return False
    capital = place > 0 and token[:1].isupper() and not token.isupper()
    return capital or any(word in _data()["names"] for word in plain.split())


def _is_street(plain: str) -> bool:
    ends = plain.endswith(tuple(_data()["street_endings"])) and plain not in _data()["street_endings"]
    return ends and plain not in _data()["no_streets"]


def _begins_a_surname(tokens: list[str], place: int) -> bool:
    """Van der, van den: hardly anything else comes after it."""
    return place > 0 and tokens[place - 1].lower() == "van" and tokens[place].lower() in ("der", "den")
