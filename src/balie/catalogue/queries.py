"""Reads of the catalogue. `language` is "nl" or "en"; a text without translation stays Dutch."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from balie.catalogue import shelf
from balie.catalogue.belonging import belonging as belonging_of
from balie.catalogue.life_events import life_events_of, named_first
from balie.catalogue.models import ServiceVersion
from balie.catalogue.own.queries import unconfirmed
from balie.catalogue.present import MOST, card_of, view_of
from balie.catalogue.publishing import with_own
from balie.catalogue.rules import content_hash
from balie.catalogue.seasons import seasonal as seasonal_of
from balie.catalogue.shelf import Head
from balie.catalogue.themes import themes_of
from balie.catalogue.upl import coverage as upl
from balie.catalogue.upl.listing import Product, by_uri
from balie.catalogue.use.popular import sent_lately
from balie.catalogue.views import LifeEvent, Seasonal, ServiceCard, ServiceView, Theme, UnknownService, VersionInfo
from balie.forms.public import Plan, ServiceDefinition
from balie.kernel import clock, tenancy


def list_services(*, language: str = "nl") -> tuple[ServiceCard, ...]:
    """All services on offer, by name."""
    town = tenancy.current().naam
    return shelf.once(("cards", language, town), lambda heads: _cards(heads, language, town))


def _cards(heads: Mapping[str, Head], language: str, town: str) -> tuple[ServiceCard, ...]:
    return tuple(sorted((card_of(head, language, town) for head in heads.values()), key=lambda card: card.name.casefold()))


def service(slug: str, *, language: str = "nl") -> ServiceView:
    """Everything a service page needs. Raises UnknownService."""
    gemeente = tenancy.current()
    return view_of(shelf.head(slug), language, gemeente.naam, gemeente.config.get("telefoon", ""))


def current_version(slug: str) -> VersionInfo:
    """The version that a new application gets. Raises UnknownService."""
    head = shelf.head(slug)
    return VersionInfo(version_id=head.version_id, slug=slug, number=head.number, content_hash=head.content_hash)


def is_current(definition: ServiceDefinition) -> bool:
    """Whether exactly this is what is on offer here: publishing it would change nothing."""
    head = shelf.heads().get(definition.service.service)
    return head is not None and head.content_hash == content_hash(with_own(head.overlay, definition))


def is_on_offer(files: Mapping[str, str]) -> bool:
    """Whether a service of just these files is on offer here, with nothing of one's own on top; nothing is read or checked for it."""
    return content_hash(files) in {head.content_hash for head in shelf.heads().values()}


def version(version_id: UUID) -> VersionInfo:
    """Any version ever published here. Raises UnknownService."""
    found = ServiceVersion.objects.filter(pk=version_id).values_list("service__slug", "number", "content_hash").first()
    if found is None:
        raise UnknownService(str(version_id))
    return VersionInfo(version_id, *found)


def plan(version_id: UUID, *, language: str = "nl") -> Plan:
    """The compiled plan of any version; evaluate it with `settings=settings_of(slug)`. Raises UnknownService."""
    return shelf.plan(version_id, language)


def definition(version_id: UUID, *, language: str = "nl") -> ServiceDefinition:
    """The definition of any version, with its texts and letters. Raises UnknownService."""
    return shelf.definition(version_id, language)


def words(slug: str, *, language: str) -> Mapping[str, str]:
    """Dutch text → the same in `language`, of the current version; empty for Dutch, without translation and for an unknown service."""
    try:
        return definition(shelf.head(slug).version_id).translations.get(language, {})
    except UnknownService:
        return {}


def settings_of(slug: str) -> dict[str, Any]:
    """{name: value} as they hold here: the standard value, or the municipality's own. Raises UnknownService."""
    head = shelf.head(slug)
    standard = shelf.definition(head.version_id).settings
    own = head.overlay.get("settings", {})
    return {name: own.get(name, value) for name, value in standard.items()}


def life_events(*, language: str = "nl") -> tuple[LifeEvent, ...]:
    """Life events with at least one service on offer, in the order of life_events.yaml."""
    town = tenancy.current().naam
    return shelf.once(("life events", language, town), lambda heads: life_events_of(_cards(heads, language, town), language))


def themes(*, language: str = "nl") -> tuple[Theme, ...]:
    """Every service on offer under its heading, in the order of themes.yaml; under each the usual order."""
    town = tenancy.current().naam

    def found(heads):
        return themes_of(sorted(_cards(heads, language, town), key=_usual(_listings(heads))), language)

    return shelf.once(("themes", language, town), found)


def belonging(slug: str, *, language: str = "nl") -> tuple[ServiceCard, ...]:
    """What else people arrange with it, of what is on offer here; four at most. Raises UnknownService."""
    shelf.head(slug)
    town = tenancy.current().naam

    def found(heads):
        cards = {card.slug: card for card in _cards(heads, language, town)}
        offered_by = {other for other, head in heads.items() if slug in _offers(head)}
        return belonging_of(cards[slug], cards.values(), offers=_offers(heads[slug]), offered_by=offered_by, listings=_listings(heads))

    return shelf.once(("belonging", slug, language, town), found)


def popular(*, language: str = "nl", count: int = 8) -> tuple[ServiceCard, ...]:
    """What is sent most often lately; beneath that, and where nothing is counted yet, the usual order."""
    sent, usual = sent_lately(), _usual(listings())
    return tuple(sorted(list_services(language=language), key=lambda card: (-sent.get(card.slug, 0), *usual(card)))[:count])


def _usual(offered: Mapping[str, int]) -> Callable[[ServiceCard], tuple]:
    """What a life event begins with, then the rest; of both what most municipalities offer comes first."""
    first = named_first()
    return lambda card: (card.slug not in first, -offered.get(card.slug, 0), card.title.casefold())


def seasonal(*, language: str = "nl", count: int = 3) -> tuple[Seasonal, ...]:
    """What people arrange in this month, with why."""
    return seasonal_of(list_services(language=language), month=clock.today().month, language=language, count=count)


def products() -> tuple[Product, ...]:
    """All products of the Uniforme Productnamenlijst; `covered_by` names the services on offer here. Those of municipalities come first."""
    return upl.with_services(_covering())


def listings() -> Mapping[str, int]:
    """Slug of a service on offer here → how many municipalities offer its product; of several, the most offered."""
    return shelf.once("listings", _listings)


def _listings(heads: Mapping[str, Head]) -> dict[str, int]:
    known = by_uri()
    found = {each.slug: [known[product.upl].listings for product in each.products if product.upl in known] for each in map(_covered, heads.values())}
    return {slug: max(counts) for slug, counts in found.items() if counts}


def coverage() -> upl.Coverage:
    """How much of what municipalities offer, the services on offer here cover, and what this municipality did not confirm yet."""
    return replace(upl.coverage(_covering()), confirm=unconfirmed())


def _covering() -> tuple[upl.Service, ...]:
    return tuple(_covered(head) for head in shelf.gathered().values())


# heads are equal when their versions are, and a version never changes
@lru_cache(maxsize=MOST)
def _covered(head: Head) -> upl.Service:
    return upl.Service.of(shelf.definition(head.version_id))


@lru_cache(maxsize=MOST)
def _offers(head: Head) -> tuple[str, ...]:
    return tuple(offer.service for offer in shelf.definition(head.version_id).service.offers)
