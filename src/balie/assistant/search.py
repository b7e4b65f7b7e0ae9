"""Searching what this municipality offers, and every product of the government beside it.

Three things are put together: what was learned of how people call a product (`learned`), the words of the services themselves (`index`) and
those that the municipality added (`own`). A product that a service covers leads to that service; another has a page that says who arranges it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from prometheus_client import Counter

from balie.assistant import learned, own, words
from balie.assistant.index import NAME, Entry, Index, build
from balie.catalogue import public as catalogue
from balie.catalogue.public import Product
from balie.kernel import tenancy

# a number only: what people typed may hold their name
NOTHING_FOUND = Counter("balie_search_nothing_found_total", "Searches without any result", ["gemeente", "language"])
LONGEST = 200
OWN_TEXTS = 0.8            # how much the words of a service weigh beside what was learned
STARTED = 0.2              # while typing: the name begins like this
SURE_ENOUGH = 0.12         # below it a product is a guess: nonsense reaches 0.11
SURE_OF_A_BEGINNING = 0.25    # two or three letters say little yet
BESIDE = 0.03          # beside one that is sure: enough to be the second or third
DIFFERENT = 3          # so many products that differ stand first
CANDIDATES = 24


@dataclass(frozen=True)
class Hit:
    """One result, with what somebody wants to know before the click. What only a service has is empty for a product."""

    slug: str
    name: str
    upl: str                       # the URI in the Uniforme Productnamenlijst, of a service the product that was meant; "" when it names none
    score: float
    card: catalogue.ServiceCard | None = None
    product: Product | None = None
    passage: str = ""              # what the service's own text says about the words
    beside: bool = False           # worth showing as second or third only: a guess, or another product of a service that is there already

    @property
    def summary(self) -> str:
        return self.card.summary if self.card else ""

    @property
    def pictogram(self) -> str:
        return self.card.pictogram if self.card else "building-bank"

    @property
    def price(self) -> Decimal:
        """Euros, the lowest."""
        return self.card.lowest_price if self.card else Decimal(0)

    @property
    def price_from(self) -> bool:
        return bool(self.card and self.card.has_more_prices)

    @property
    def minutes(self) -> int:
        return self.card.minutes if self.card else 0

    @property
    def online(self) -> str:
        """direct | deels | nee"""
        return self.card.online if self.card else "nee"

    def suits(self, audience: str, event: str) -> bool:
        """Whether this is for them (inwoner | bedrijf | vereniging) and belongs to the life event. Not asked: it does."""
        for_whom = self.card.audience if self.card else self.product.audience
        return (not audience or audience in for_whom) and (not event or bool(self.card and event in self.card.life_events))


def search(query: str, limit: int = 8, *, language: str = "nl", audience: str = "", event: str = "") -> list[Hit]:
    """What somebody may mean (a word, a question, a typo), best first; [] when nothing fits."""
    query = query.strip()[:LONGEST]
    found = _hits(query, language, unfinished=False) or (_hits(query, language, unfinished=True) if words.ends_meaningful(query, language) else [])
    if query and not found:
        NOTHING_FOUND.labels(str(tenancy.current().slug), language).inc()
    shown = [hit for hit in found if hit.suits(audience, event)][:limit]
    if not shown:
        return []
    index = _offered(language)
    return [_answered(hit, query, index) for hit in shown]


def suggest(query: str, limit: int = 6, *, language: str = "nl") -> list[Hit]:
    """As `search`, while somebody is typing: the last word may be unfinished."""
    return _hits(query.strip()[:LONGEST], language, unfinished=True)[:limit]


def understood(query: str, *, language: str = "nl") -> list[str]:
    """The words that were searched for: what carries no meaning is left out."""
    return words.meaningful(query[:LONGEST], language)[:12]


def products(query: str, limit: int = 8) -> list[Hit]:
    """As `search`, where nobody offers anything: products only."""
    meant = _learned(query.strip()[:LONGEST], beside=BESIDE)
    return _different(sorted((_of_product(*each) for each in meant.values()), key=_order))[:limit]


def is_known(word: str, language: str = "nl") -> bool:
    """Whether it is a word of a service, or of what municipalities call their products."""
    return word in _offered(language).spelled or learned.has(word)


def _hits(query: str, language: str, *, unfinished: bool) -> list[Hit]:
    if not query:
        return []
    index = _offered(language)
    meant = _learned(query, SURE_OF_A_BEGINNING if unfinished and len(query) < 4 else SURE_ENOUGH, beside=1.0 if unfinished else BESIDE)
    said = own.meant(query, language, unfinished=unfinished)
    for uri in said.keys() & catalogue.upl.by_uri().keys():
        product, score, _ = meant.get(uri, (catalogue.upl.by_uri()[uri], 0.0, True))
        meant[uri] = product, score + said[uri], True
    covered = {uri for entry in index.entries for uri in entry.products}
    found = [_of_product(*each) for uri, each in meant.items() if uri not in covered]
    ranked = sorted((*found, *_of_services(index, said, meant, query, unfinished=unfinished)), key=_order)
    return ranked if unfinished else _different(ranked)


def _different(ranked: list[Hit]) -> list[Hit]:
    """First the best of different products, so that who looks at three sees three; then the rest that is sure."""
    first: dict[str, Hit] = {}
    services = {hit.upl: hit for hit in reversed(ranked) if hit.card}
    for hit in ranked:
        if len(first) < DIFFERENT:
            first.setdefault(hit.upl or hit.slug, services.get(hit.upl, hit) if hit.upl else hit)
    return [*first.values(), *(hit for hit in ranked if not hit.beside and first.get(hit.upl or hit.slug) is not hit)]


def _of_services(index: Index, said: Mapping[str, float], meant: dict, query: str, *, unfinished: bool) -> Iterator[Hit]:
    """A service is as good as the best of its products, and better by what its own words and those of the municipality say."""
    highest = NAME * index.rarest * max(1, len(index.asked(query)))
    ranked = {entry.card.slug: score for score, entry in index.rank(query, unfinished=unfinished)}
    for entry in index.entries:
        score, added = ranked.get(entry.card.slug, 0.0), said.get(entry.card.slug, 0.0)
        product = max(entry.products, key=lambda uri: meant[uri][1] if uri in meant else 0.0, default="")
        _, learned_score, is_sure = meant.get(product, (None, 0.0, False))
        if score or added or learned_score:
            started = STARTED if unfinished and entry.card.title.casefold().startswith(query.casefold()) else 0.0
            of_its_own = started + added + OWN_TEXTS * min(1.0, score / highest)
            guess = not (score or added or is_sure)
            yield Hit(entry.card.slug, entry.card.name, product, round(of_its_own + learned_score, 3), card=entry.card, beside=guess)
            if not unfinished:
                others = (meant[uri] for uri in entry.products if uri in meant and uri != product)
                yield from (_of_product(other, of_its_own + fits, False) for other, fits, _ in others)


def _of_product(product: Product, score: float, is_sure: bool) -> Hit:
    return Hit(product.slug, product.heading, product.uri, round(score, 3), product=product, beside=not is_sure)


def _answered(hit: Hit, query: str, index: Index) -> Hit:
    """With the answer of the service's own page: not while typing, it takes most of the time."""
    if not hit.card:
        return hit
    return replace(hit, passage=index.passage(index.by_slug[hit.slug], query))


def _order(hit: Hit) -> tuple:
    return -hit.score, hit.name


def _learned(query: str, least: float = SURE_ENOUGH, *, beside: float = 1.0) -> dict[str, tuple[Product, float, bool]]:
    """URI → product, how well it fits and whether that is sure, of the ones that are more than a guess; and `beside` one of those, of guesses too."""
    return {found[0].uri: found for found in learned.find(query, CANDIDATES, least=least, beside=beside)} if query else {}


def _offered(language: str) -> Index:
    return _index(catalogue.list_services(language=language), language)


# cards are frozen and name their version, so the same cards are the same index; a new version or price makes a new one
@lru_cache(maxsize=128)
def _index(cards: tuple[catalogue.ServiceCard, ...], language: str) -> Index:
    return build((_entry(card, language) for card in cards), language)


def _entry(card: catalogue.ServiceCard, language: str) -> Entry:
    view = catalogue.service(card.slug, language=language)
    parts = [*view.bring, *(f"{step.title} {step.text}" for step in view.steps), *(f"{each.ask} {each.answer}" for each in view.questions)]
    return Entry(card, " ".join(parts), view.products, tuple(each.answer for each in view.questions), tuple(each.ask for each in view.questions))
