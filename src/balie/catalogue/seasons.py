"""What people arrange at this time of the year. The list is data: seasons.yaml."""

from collections.abc import Iterable

from balie.catalogue.listed import rows
from balie.catalogue.views import Seasonal, ServiceCard


def seasonal(cards: Iterable[ServiceCard], *, month: int, language: str, count: int = 3) -> tuple[Seasonal, ...]:
    """Of what is on offer; what began last comes first."""
    here = {card.slug: card for card in cards}
    now = sorted((row for row in rows("seasons") if month in row["months"] and row["service"] in here), key=lambda row: _since(row["months"], month))
    return tuple(Seasonal(here[row["service"]], row.get(language) or row["nl"]) for row in now[:count])


def _since(months: list[int], month: int) -> int:
    """How many months ago it began; December is beside January."""
    ago = 0
    while (month - ago - 2) % 12 + 1 in months and ago < 12:
        ago += 1
    return ago
