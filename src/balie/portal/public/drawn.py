"""Parts of a page that are the same for everybody: drawn once for each language, and again when what is in them changes."""
from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string

from balie.catalogue.public import ServiceCard
from balie.portal.public import words
from balie.portal.public.pages import language


@dataclass(frozen=True, slots=True)
class Row:
    """A service in a list: only what is seen of it. `language`: of its title."""

    slug: str
    title: str
    language: str
    pictogram: str
    text: str


def rows(cards: Sequence[ServiceCard]) -> tuple[Row, ...]:
    """With what to expect and what it costs."""
    hints = words.hints(cards)
    return tuple(Row(card.slug, card.title, card.language, card.pictogram, hints[card.slug]) for card in cards)


def drawn(template: str, what: Hashable) -> str:
    """The template with `what` in it, and nothing else: nothing of who asks."""
    return _drawn(template, what, language())


@lru_cache(maxsize=4096)
def _drawn(template: str, what: Hashable, _language: str) -> str:
    return render_to_string(f"portal/public/{template}.html", {"what": what})
