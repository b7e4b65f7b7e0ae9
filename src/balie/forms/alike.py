"""Services that ask the same, or say the same, under other names: which of them should be one?

Pure. What many services have in common (an e-mail address, how to object) says nothing, so everything weighs less the more services have it.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from balie.forms.definition.folder import ServiceDefinition

ALIKE = 0.5
"""From this share on the questions of two services are taken for the same. Of the standard services the nearest two, passport and identity
card, have a quarter."""
SAID_AGAIN = 0.8
FEWEST_SENTENCES = 3
Key = TypeVar("Key", bound=Hashable)
_SHOWN_ONLY = ("info", "picture", "fact", "computed")
_FILLED_IN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_ENDS = re.compile(r"(?<=[.?!:])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Alike:
    """Two services, in order of name, with the share (0 to 1) that they have in common. `file`: of `one`, and `of`: of `other`, when it is
    about a text; else it is about their questions."""

    one: str
    other: str
    share: float
    file: str = ""
    of: str = ""


def alike(definitions: Iterable[ServiceDefinition], *, least: float = ALIKE) -> tuple[Alike, ...]:
    """Pairs of services of which the questions are nearly the same, the likest first."""
    asked = {each.service.service: frozenset(_questions(each)) for each in definitions}
    found = (Alike(one, other, share) for one, other, share in _pairs(asked, least))
    return tuple(sorted(found, key=lambda each: -each.share))


def said_again(definitions: Iterable[ServiceDefinition], *, least: float = SAID_AGAIN) -> tuple[Alike, ...]:
    """Texts and letters of two services that are nearly the same, the likest first."""
    texts = {
        (each.service.service, path): sentences
        for each in definitions for path, text in each.files.items()
        if path.endswith(".md") and path not in _same_everywhere(each) and len(sentences := frozenset(_sentences(text))) >= FEWEST_SENTENCES
    }  # fmt: skip
    found = (Alike(one[0], other[0], share, one[1], other[1]) for one, other, share in _pairs(texts, least) if one[0] != other[0])
    return tuple(sorted(found, key=lambda each: -each.share))


def _same_everywhere(definition: ServiceDefinition) -> tuple[str | None, ...]:
    """What only carries a question of an official, or says that a payment failed, need not be of the service's own."""
    messages = definition.service.messages
    return messages.ask, messages.payment_failed


def _pairs(held: Mapping[Key, frozenset], least: float) -> Iterator[tuple[Key, Key, float]]:
    counted = Counter(each for whole in held.values() for each in whole)
    weight = {each: 1 / count for each, count in counted.items()}
    for one, other in combinations(sorted(held), 2):
        both = held[one] & held[other]
        if both and (share := sum(map(weight.get, both)) / sum(map(weight.get, held[one] | held[other]))) >= least:
            yield one, other, share


def _questions(definition: ServiceDefinition) -> Iterator[tuple[str, str]]:
    """Type and label of everything that is asked, also in rows."""
    for page in definition.service.pages:
        yield from _asked(page.questions)


def _asked(questions: Iterable) -> Iterator[tuple[str, str]]:
    for each in questions:
        if each.type not in _SHOWN_ONLY:
            yield each.type, _words(each.label)
        yield from _asked(getattr(each, "questions", None) or ())


def _sentences(text: str) -> Iterator[str]:
    for each in _ENDS.split(_FILLED_IN.sub("…", text)):
        if len(said := _words(each)) > 20:
            yield said


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+|…", text.lower()))
