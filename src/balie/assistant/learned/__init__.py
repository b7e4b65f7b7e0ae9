"""What was learned from the titles that municipalities give their products: which product somebody means, in any words.

A room within the assistant. The model is data; making and measuring it are commands, and cost nothing to a running Balie.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from balie.assistant import words
from balie.assistant.learned.model import FILE, products, shipped
from balie.catalogue.public import Product, upl

__all__ = ["FILE", "figures", "find", "products", "remake", "shipped"]
NAMED = 1.5     # more than anything that was learned


def find(text: str, most: int, *, least: float) -> list[tuple[Product, float]]:
    """Products and how well they fit, best first: the one with exactly this name, then what was learned and is at least `least` sure."""
    model, known = shipped(), products()
    named = _names().get(" ".join(words.words(text)))
    found = [(named, NAMED)] if named else []
    learned = ((known[number], score + float(model.often[number])) for number, score in model.best(text, most) if score >= least)
    return found + [row for row in learned if row[0] is not named]


@lru_cache(maxsize=1)
def _names() -> dict[str, Product]:
    return {" ".join(words.words(product.name)): product for product in products()}


def remake(titles: Path) -> tuple[int, int]:
    """Writes the model; returns its size in bytes and how many examples it learned from. Raises ValueError."""
    from balie.assistant.learned.measure import read_titles
    from balie.assistant.learned.train import examples, own_words, train

    known = upl.all_products()
    learned_from = examples(known, read_titles(titles), own_words())
    train(learned_from, known).save(FILE)
    return FILE.stat().st_size, len(learned_from)


def figures(titles: Path, *, most: int | None, parts: int | None, own_words: bool = True, tell: Callable[[str], None] = lambda line: None):
    """How often the product of a title is found. `most`: only of so many products; `parts`: learn without a part of the municipalities."""
    from balie.assistant.learned import measure, train

    rows = measure.read_titles(titles)
    known = upl.all_products()      # the most offered first
    covered = {product.uri for product in known[:most]}
    if parts:
        return measure.set_aside(known, rows, covered, train.own_words() if own_words else {}, parts, tell)
    return measure.measure(shipped(), products(), rows, covered)
