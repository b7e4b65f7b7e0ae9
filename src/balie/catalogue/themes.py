"""Themes: the headings under which all services stand. The list is data: themes.yaml."""

from collections.abc import Iterable

from balie.catalogue.listed import rows
from balie.catalogue.views import ServiceCard, Theme


def themes_of(cards: Iterable[ServiceCard], language: str) -> tuple[Theme, ...]:
    """The themes that have a service, each with its services in the order given."""
    found: dict[str, list[ServiceCard]] = {}
    for card in cards:
        found.setdefault(card.theme, []).append(card)
    return tuple(
        Theme(row["slug"], row.get(language) or row["nl"], row["pictogram"], tuple(found[row["slug"]]))
        for row in rows("themes") if row["slug"] in found
    )
