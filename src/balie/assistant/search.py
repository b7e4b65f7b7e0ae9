"""Searching the services of this municipality."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from prometheus_client import Counter

from balie.assistant.index import Entry, Index, build
from balie.catalogue import public as catalogue
from balie.kernel import tenancy

# a number only: what people typed may hold their name
NOTHING_FOUND = Counter("balie_search_nothing_found_total", "Searches without any result", ["gemeente", "language"])
LONGEST = 200


@dataclass(frozen=True)
class Hit:
    """One result, with what somebody wants to know before the click."""

    slug: str
    name: str
    summary: str
    pictogram: str
    price: Decimal                 # euros, the lowest
    price_from: bool               # there are higher prices too
    minutes: int
    term: str
    online: str                    # direct | deels | nee
    score: float


def search(query: str, limit: int = 8, *, language: str = "nl") -> list[Hit]:
    """Services for what somebody typed (a word, a question, a typo), best first; [] when nothing fits."""
    query = query.strip()[:LONGEST]
    found = _hits(query, limit, language, unfinished=False) or _hits(query, limit, language, unfinished=True)
    if query and not found:
        NOTHING_FOUND.labels(str(tenancy.current().slug), language).inc()
    return found


def suggest(query: str, limit: int = 6, *, language: str = "nl") -> list[Hit]:
    """As `search`, while somebody is typing: the last word may be unfinished."""
    return _hits(query.strip()[:LONGEST], limit, language, unfinished=True)


def _hits(query: str, limit: int, language: str, *, unfinished: bool) -> list[Hit]:
    if not query:
        return []
    cards = catalogue.list_services(language=language)
    return [_hit(score, entry) for score, entry in _index(cards, language).rank(query, unfinished=unfinished)[:limit]]


def _hit(score: float, entry: Entry) -> Hit:
    card = entry.card
    return Hit(
        card.slug, card.name, card.summary, card.pictogram, card.lowest_price, card.has_more_prices, card.minutes, card.term, card.online,
        round(score, 3),
    )  # fmt: skip


# cards are frozen and name their version, so the same cards are the same index; a new version or price makes a new one
@lru_cache(maxsize=128)
def _index(cards: tuple[catalogue.ServiceCard, ...], language: str) -> Index:
    return build((Entry(card, _text_of(card.slug, language)) for card in cards), language)


def _text_of(slug: str, language: str) -> str:
    view = catalogue.service(slug, language=language)
    parts = [*view.bring, *(f"{step.title} {step.text}" for step in view.steps), *(f"{each.ask} {each.answer}" for each in view.questions)]
    return " ".join(parts)
