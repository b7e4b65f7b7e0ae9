"""Life events: what happens in a life, and which services belong to it. The list is data: life_events.yaml."""

from functools import cache

from balie.catalogue.listed import rows
from balie.catalogue.views import LifeEvent, ServiceCard


def life_events_of(cards: tuple[ServiceCard, ...], language: str) -> tuple[LifeEvent, ...]:
    """The events that have a service, each with its services: first the ones named in the file, in that order; then those that name it."""
    events = []
    for row in rows("life_events"):
        order = {slug: place for place, slug in enumerate(row["services"])}
        belonging = (card for card in cards if row["slug"] in card.life_events or card.slug in order)
        own = sorted(belonging, key=lambda card: (order.get(card.slug, len(order)), card.name))
        if own:
            words = row.get(language) or row["nl"]
            events.append(LifeEvent(row["slug"], words["name"], words["summary"], row["pictogram"], tuple(own)))
    return tuple(events)


def known_life_events() -> frozenset[str]:
    """Slugs that a service may name."""
    return frozenset(row["slug"] for row in rows("life_events"))


@cache
def named_first() -> frozenset[str]:
    """Slugs of the services that an event begins with."""
    return frozenset(slug for row in rows("life_events") for slug in row["services"])
