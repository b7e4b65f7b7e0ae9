"""The words of one municipality in memory, and which of them somebody means. Read again after a few seconds, and at once where they changed."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from balie.assistant import words
from balie.assistant.models import OwnWord
from balie.kernel import tenancy

FRESH_SECONDS = 5.0
FITS = 3.0             # more than what was learned and the words of a service together
TYPO, PART, BEGINNING = 0.8, 0.6, 0.85


@dataclass(frozen=True)
class Said:
    words: tuple[str, ...]
    target: str


_known: dict[int, tuple[float, tuple[Said, ...]]] = {}


def meant(query: str, language: str, *, unfinished: bool = False) -> Mapping[str, float]:
    """Target → how well the words of this municipality for it fit."""
    said = _said()
    return fitting(said, words.meaningful(query, language)[:12], language, unfinished=unfinished) if said else {}


def forget(gemeente_id: int) -> None:
    _known.pop(gemeente_id, None)


def fitting(said: Iterable[Said], asked: list[str], language: str, *, unfinished: bool = False) -> dict[str, float]:
    """Pure. Every word that was said has to be asked for; what is asked beside it makes it fit less."""
    found: dict[str, float] = {}
    known: dict[str, float] = {}
    for each in said:
        for word in each.words:
            if word not in known:
                known[word] = max((_alike(word, other, language, unfinished and other is asked[-1]) for other in asked), default=0.0)
            if not known[word]:
                break
        else:
            fits = FITS * sum(known[word] for word in each.words) / max(len(each.words), len(asked))
            found[each.target] = max(found.get(each.target, 0.0), fits)
    return found


def _alike(said: str, asked: str, language: str, unfinished: bool) -> float:
    if said == asked or words.stem(said, language) == words.stem(asked, language):
        return 1.0
    if unfinished and len(asked) >= 2 and said.startswith(asked):
        return BEGINNING
    most = words.allowed_edits(asked)
    # most mistakes leave the begin or the end as it is; comparing all words letter by letter takes milliseconds
    near = most and abs(len(said) - len(asked)) <= most and (said[0] == asked[0] or said[-2:] == asked[-2:])
    if near and words.distance(asked, said, most) <= most:
        return TYPO
    return PART if words.SHORTEST_PART <= len(said) < len(asked) and (asked.startswith(said) or asked.endswith(said)) else 0.0


def _said() -> tuple[Said, ...]:
    gemeente_id = tenancy.current_id()
    read_at, said = _known.get(gemeente_id, (float("-inf"), ()))
    if time.monotonic() - read_at > FRESH_SECONDS:
        said = _read()
        _known[gemeente_id] = time.monotonic(), said
    return said


def _read() -> tuple[Said, ...]:
    with transaction.atomic(savepoint=False):   # outside a transaction the database shows no rows of anybody
        return tuple(Said(tuple(said.split()), target) for said, target in OwnWord.objects.order_by("words", "target").values_list("words", "target"))
