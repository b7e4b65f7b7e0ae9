"""What else people arrange with a service. Pure."""

from collections.abc import Collection, Iterable, Mapping

from balie.catalogue.views import ServiceCard

MOST = 4


def belonging(
    card: ServiceCard, cards: Iterable[ServiceCard], *, offers: Iterable[str] = (), offered_by: Collection[str] = (), listings: Mapping[str, int]
) -> tuple[ServiceCard, ...]:
    """First what it offers itself, in its own order; then what offers it; then what shares most life events and its theme. Of those, what most
    municipalities offer. Nothing that is for others than who this is for."""
    place = {slug: at for at, slug in enumerate(offers)}

    def alike(other: ServiceCard) -> int:
        return len(set(card.life_events) & set(other.life_events)) + (other.theme == card.theme != "overig")

    def key(other: ServiceCard):
        return place.get(other.slug, len(place)), other.slug not in offered_by, -alike(other), -listings.get(other.slug, 0), other.title.casefold()

    found = (
        other for other in cards
        if other.slug != card.slug and set(card.audience) & set(other.audience) and (other.slug in place or other.slug in offered_by or alike(other))
    )  # fmt: skip
    return tuple(sorted(found, key=key)[:MOST])
