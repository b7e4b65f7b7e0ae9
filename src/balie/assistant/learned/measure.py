"""How often the product comes first, or among the first three, for titles of municipalities; also with the titles set aside while learning.

The list of titles says how many municipalities use a title, not which ones. To set municipalities aside, the uses of a title are dealt out
over municipalities by a fixed seed: a title that ten use is in nearly every part, one that a single municipality uses is never seen before.
"""

import csv
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from balie.assistant import words
from balie.assistant.learned.model import Model
from balie.assistant.learned.train import examples, train
from balie.catalogue.public import Product

SEED, MUNICIPALITIES = 7, 102
Title = tuple[str, str, int]


@dataclass
class Figures:
    """Counts of distinct titles."""

    titles: int = 0
    first: int = 0
    three: int = 0

    def add(self, place: int | None) -> None:
        self.titles += 1
        self.first += place == 0
        self.three += place is not None and place < 3

    def __str__(self) -> str:
        share = [100 * each / self.titles if self.titles else 0 for each in (self.first, self.three)]
        return f"first {share[0]:5.1f} %   among three {share[1]:5.1f} %   ({self.titles} titles)"


@dataclass
class Measured:
    every: Figures
    unseen: Figures
    milliseconds: list[float]

    @property
    def median_ms(self) -> float:
        return median(self.milliseconds) if self.milliseconds else 0.0


def read_titles(path: Path) -> list[Title]:
    """From a CSV with the columns titel, upl_uri and (perhaps) aantal_gemeenten."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        if not {"titel", "upl_uri"} <= set(rows.fieldnames or ()):
            raise ValueError("The file needs the columns titel and upl_uri.")
        return [(row["titel"], row["upl_uri"], int(row.get("aantal_gemeenten") or 1)) for row in rows]


def measure(model: Model, products: Sequence[Product], titles: Sequence[Title], covered: set[str], seen: set[str] = frozenset()) -> Measured:
    """Each distinct title once. One that means several products is found when one of them is."""
    found = Measured(Figures(), Figures(), [])
    meant: dict[str, set[str]] = {}
    for title, uri, _count in titles:
        if uri in covered:
            meant.setdefault(plain(title), set()).add(uri)
    for title, uris in meant.items():
        began = time.perf_counter()
        best = model.best(title, 3)
        found.milliseconds.append(1000 * (time.perf_counter() - began))
        place = next((place for place, (number, _score) in enumerate(best) if products[number].uri in uris), None)
        found.every.add(place)
        if title not in seen:
            found.unseen.add(place)
    return found


def set_aside(products: Sequence[Product], titles: Sequence[Title], covered: set[str], own: dict, parts: int,
              tell: Callable[[str], None] = lambda line: None) -> Measured:
    """Learn from the titles of all municipalities but a part of them, and measure on that part; for each part in turn."""
    total = Measured(Figures(), Figures(), [])
    for rest, aside in _dealt(titles, parts):
        model = train(examples(products, rest, own), products)
        part = measure(model, products, aside, covered, {plain(title) for title, _, _ in rest})
        tell(f"  part: {part.every}")
        total.milliseconds += part.milliseconds
        for whole, piece in ((total.every, part.every), (total.unseen, part.unseen)):
            whole.titles, whole.first, whole.three = whole.titles + piece.titles, whole.first + piece.first, whole.three + piece.three
    return total


def _dealt(titles: Sequence[Title], parts: int) -> Iterator[tuple[list[Title], list[Title]]]:
    deal = random.Random(SEED)  # noqa: S311 - nothing secret: the same deal for everybody
    uses = [[town % parts for town in deal.sample(range(MUNICIPALITIES), min(count, MUNICIPALITIES))] for _, _, count in titles]
    for part in range(parts):
        rest = [(title, uri, count) for (title, uri, _), dealt in zip(titles, uses, strict=True) if (count := sum(p != part for p in dealt))]
        yield rest, [(title, uri, 1) for (title, uri, _), dealt in zip(titles, uses, strict=True) if part in dealt]


def plain(title: str) -> str:
    return " ".join(words.words(title))
