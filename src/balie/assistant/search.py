"""Searching the services of this municipality."""

from dataclasses import dataclass
from decimal import Decimal


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
    raise NotImplementedError


def suggest(query: str, limit: int = 6, *, language: str = "nl") -> list[Hit]:
    """As `search`, while somebody is typing: the last word may be unfinished."""
    raise NotImplementedError
