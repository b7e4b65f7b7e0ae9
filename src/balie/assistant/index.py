"""The index of one municipality's services: which stem says how much about which service. Immutable; made in milliseconds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from balie.assistant import words
from balie.catalogue.public import ServiceCard

NAME, KEYWORD, SUMMARY, TEXT = 6.0, 5.0, 2.0, 0.6
SYNONYM, TYPO, PART, PREFIX = 0.7, 0.6, 0.6, 0.85
ENOUGH_ALIKE = 0.34
WORTH_SHOWING = 1.2


@dataclass(frozen=True)
class Entry:
    """A service with the other words that are about it. `answers` belong to the questions `asks` of its page, in the same order."""

    card: ServiceCard
    text: str
    products: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Index:
    """`weights`: stem → service number → weight. `spelled`: the words as written → their stem, for mistakes and beginnings."""

    language: str
    entries: tuple[Entry, ...]
    weights: Mapping[str, Mapping[int, float]]
    spelled: Mapping[str, str]

    def rank(self, query: str, *, unfinished: bool = False) -> list[tuple[float, Entry]]:
        """Best first. With `unfinished` the last word may be a beginning."""
        asked = self.asked(query)
        total: dict[int, float] = {}
        for place, word in enumerate(asked):
            for number, score in self._scores(word, unfinished=unfinished and place == len(asked) - 1).items():
                total[number] = total.get(number, 0.0) + score
        found = [(score, self.entries[number]) for number, score in total.items() if score >= WORTH_SHOWING]
        return sorted(found, key=lambda row: (-row[0], row[1].card.name))

    @cached_property
    def by_slug(self) -> dict[str, Entry]:
        return {entry.card.slug: entry for entry in self.entries}

    def asked(self, query: str) -> list[str]:
        return words.meaningful(query[:200], self.language)[:12]

    @property
    def rarest(self) -> float:
        """How much a word counts that only one service has."""
        return log(1 + len(self.entries))

    def passage(self, entry: Entry, query: str) -> str:
        """The answer on the service's page that is about most of these words; "" when none is about two of them, or about the only one."""
        asked = {words.stem(word, self.language) for word in self.asked(query)}
        best, most = "", min(2, len(asked)) - 1
        for ask, answer in zip(entry.asks, entry.answers, strict=True):
            about = len(asked & _stems(f"{ask} {answer}", self.language))
            if about > most:
                best, most = answer, about
        return best

    def _scores(self, word: str, *, unfinished: bool) -> dict[int, float]:
        """Service number → what this one word says for it. A word that says something about every service says little."""
        meanings = self.meanings(word, unfinished=unfinished)
        everywhere = set().union(*(self.weights[stem] for stem in meanings)) if unfinished else set()
        best: dict[int, float] = {}
        for stem, factor in meanings.items():
            rarity = log(1 + len(self.entries) / len(everywhere or self.weights[stem]))
            for number, weight in self.weights[stem].items():
                best[number] = max(best.get(number, 0.0), weight * factor * rarity)
        return best

    def meanings(self, word: str, *, unfinished: bool) -> dict[str, float]:
        """Stems in the index that this word may mean, each with how sure we are (1: the word itself)."""
        found: dict[str, float] = {}
        stem = words.stem(word, self.language)
        self._note(found, stem, 1.0)
        for other in words.synonyms(self.language).get(stem, ()):
            self._note(found, other, SYNONYM)
        if unfinished and len(word) >= 2:
            for spelled, each in self.spelled.items():
                if spelled.startswith(word):
                    self._note(found, each, PREFIX)
        if not found:
            self._parts(found, word)
        if not found:
            self._mistakes(found, word)
        return found

    def _note(self, found: dict[str, float], stem: str, factor: float) -> None:
        if stem in self.weights:
            found[stem] = max(found.get(stem, 0.0), factor)

    def _parts(self, found: dict[str, float], word: str) -> None:
        # Dutch writes words together: "kinderpaspoort" begins or ends with a word we know
        for spelled, stem in self.spelled.items():
            if len(spelled) >= words.SHORTEST_PART and len(spelled) < len(word) and (word.startswith(spelled) or word.endswith(spelled)):
                self._note(found, stem, PART)

    def _mistakes(self, found: dict[str, float], word: str) -> None:
        most, own = words.allowed_edits(word), words.trigrams(word)
        if not most:
            return
        for spelled, stem in self.spelled.items():
            edits = words.distance(word, spelled, most)
            if edits <= most:
                self._note(found, stem, TYPO / edits)
            elif len(word) >= 8 and words.alike(own, words.trigrams(spelled)) >= ENOUGH_ALIKE:
                self._note(found, stem, TYPO / 3)


@lru_cache(maxsize=8192)
def _stems(text: str, language: str) -> frozenset[str]:
    """Of a question and answer of a service: the same for every search, in every municipality that has them."""
    return frozenset(words.stem(word, language) for word in words.words(text))


def build(entries: Iterable[Entry], language: str) -> Index:
    """An index over these services."""
    entries = tuple(entries)
    said = tuple(((each.card.name, each.card.title), each.card.keywords, (each.card.summary,), (each.text,)) for each in entries)
    return Index(language, entries, *_weighed(said, language))


# thirty municipalities that say the same of their services share this: it is nearly all of an index
@lru_cache(maxsize=128)
def _weighed(said: tuple[tuple[tuple[str, ...], ...], ...], language: str) -> tuple[Mapping[str, Mapping[int, float]], Mapping[str, str]]:
    """`said`: of each service its names, keywords, summary and texts."""
    weights: dict[str, dict[int, float]] = {}
    spelled: dict[str, str] = {}
    for number, parts in enumerate(said):
        for weight, texts in zip((NAME, KEYWORD, SUMMARY, TEXT), parts, strict=True):
            for word in {word for text in texts for word in words.words(text)} - words.STOP[language]:
                stem = words.stem(word, language)
                row = weights.setdefault(stem, {})
                row[number] = max(row.get(number, 0.0), weight)
                if weight > TEXT:
                    spelled[word] = stem
    return weights, spelled
