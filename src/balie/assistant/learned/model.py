"""The model that says which product somebody means: for every feature, what it says for or against each product.

It is a file beside this module, made by `train.py`; loaded once per process, at the first search.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import sqrt
from pathlib import Path

import numpy as np

from balie.assistant.learned.features import features
from balie.catalogue.public import Product, upl

FILE = Path(__file__).with_name("model.npz")


@dataclass(frozen=True, eq=False)
class Model:
    """`start`: feature → its row; row r holds `product[bounds[r]:bounds[r+1]]` with `weight`. `rarity` per row."""

    start: Mapping[str, int] = field(repr=False)
    rarity: np.ndarray = field(repr=False)
    bounds: np.ndarray = field(repr=False)
    product: np.ndarray = field(repr=False)
    weight: np.ndarray = field(repr=False)
    often: np.ndarray = field(repr=False)    # per product: a head start for what many municipalities have on their site
    uris: tuple[str, ...] = field(repr=False)

    def scores(self, text: str) -> np.ndarray:
        """One number per product: about 1 for what was learned, about 0 for what it has nothing to do with."""
        known = {row: times for name, times in features(text).items() if (row := self.start.get(name)) is not None}
        if not known:
            return np.zeros(len(self.uris))
        values = {row: times * float(self.rarity[row]) for row, times in known.items()}
        length = sqrt(sum(value * value for value in values.values()))
        slices = [slice(self.bounds[row], self.bounds[row + 1]) for row in values]
        weights = [self.weight[each].astype(np.float32) * (value / length) for each, value in zip(slices, values.values(), strict=True)]
        found = np.concatenate([self.product[each] for each in slices])
        return np.bincount(found, np.concatenate(weights), minlength=len(self.uris))

    def best(self, text: str, most: int) -> list[tuple[int, float]]:
        """(product number, score without the head start), best first with it."""
        scores = self.scores(text)
        return [(int(number), float(scores[number])) for number in np.argsort(-(scores + self.often), kind="stable")[:most]]

    def save(self, path: Path) -> None:
        np.savez_compressed(
            path, names=_packed(sorted(self.start, key=self.start.__getitem__)), uris=_packed(self.uris), rarity=self.rarity.astype(np.float16),
            bounds=self.bounds.astype(np.uint32),
            product=self.product, weight=self.weight, often=self.often,
        )  # fmt: skip


def read(path: Path) -> Model:
    with np.load(path, allow_pickle=False) as stored:
        start = {name: row for row, name in enumerate(_unpacked(stored["names"]))}
        arrays = {name: stored[name] for name in ("rarity", "bounds", "product", "weight", "often")}
        return Model(start=start, **arrays, uris=_unpacked(stored["uris"]))


def _packed(lines: Iterable[str]) -> np.ndarray:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _unpacked(stored: np.ndarray) -> tuple[str, ...]:
    return tuple(stored.tobytes().decode().split("\n"))


@lru_cache(maxsize=1)
def shipped() -> Model:
    return read(FILE)


@lru_cache(maxsize=1)
def products() -> tuple[Product, ...]:
    """In the order of the model's numbers."""
    known = upl.by_uri()
    return tuple(known[uri] for uri in shipped().uris)
