"""What was learned from the titles that municipalities give their products: which product somebody means, in any words.

A room within the assistant. The model is data; making and measuring it are commands, and cost nothing to a running Balie.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from balie.assistant import words
from balie.assistant.learned.model import FILE, products, shipped
from balie.catalogue.public import Product, upl

__all__ = ["FILE", "figures", "find", "has", "products", "remake", "shipped"]
NAMED = 1.5     # more than anything that was learned


def find(text: str, most: int, *, least: float, beside: float = 1.0) -> list[tuple[Product, float, bool]]:
    """Products, how well they fit and whether that is sure, best first: the one with exactly this name, then what was learned.

    One has to be at least `least` sure; the others too, or at least `beside` when that is less. Beside an exact name nobody wants guesses.
    """
    model, known = shipped(), products()
    named = _names().get(" ".join(words.words(text)))
    found = [(named, NAMED, True)] if named else []
    scored = model.best(text, most)
    enough = min(least, beside) if not named and any(score >= least for _, score in scored) else least
    learned = ((known[number], score + float(model.often[number]), score >= least) for number, score in scored if score >= enough)
    return found + [row for row in learned if row[0] is not named]


def has(word: str) -> bool:
    """Whether it is a word (or a form of one) that something was learned of."""
    return f"={words.stem(word)}" in shipped().start


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
