"""Makes the model: ridge regression on titles that municipalities give their products, the names of the list and Balie's own words.

Everything is exact linear algebra, so the same input gives the same model. Nothing here runs while somebody searches.
"""

from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path

import numpy as np
import yaml

from balie.assistant import words
from balie.assistant.learned.features import features
from balie.assistant.learned.model import Model
from balie.catalogue.public import Product

OWN_WORDS = Path(__file__).with_name("own_words.yaml")
NAME_COUNTS, OWN_COUNTS = 1.5, 1.0
STIFFNESS = 1.0            # measured: 0.1 to 1 hardly differ among the first three; 1 is best for titles nobody has seen
HEAD_START = 0.2           # measured: 0.2 lifts first from 85.4 to 86.2 %, more gains nothing
WORTH_KEEPING = 0.012      # weights below this are noise; without them the file is a few megabytes

Example = tuple[str, int, float]      # text, product number, how much it counts


def own_words() -> dict[str, list[str]]:
    return yaml.load(OWN_WORDS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def examples(products: Sequence[Product], titles: Iterable[tuple[str, str, int]], own: dict[str, list[str]]) -> list[Example]:
    """`titles`: (title, URI of the product, number of municipalities that use it)."""
    by_uri = {product.uri: number for number, product in enumerate(products)}
    by_name = {product.name: number for number, product in enumerate(products)}
    found = [(title, by_uri[uri], 1 + log(count)) for title, uri, count in titles if uri in by_uri]
    found += [(product.name, number, NAME_COUNTS) for number, product in enumerate(products)]
    found += [(phrase, by_name[name], OWN_COUNTS) for name, phrases in own.items() for phrase in phrases]
    return _merged(found)


def _merged(found: list[Example]) -> list[Example]:
    """A text that is said twice of a product counts once, with the weight of both: "Paspoort" and "paspoort"."""
    total: dict[tuple[str, int], float] = {}
    for text, number, counts in found:
        key = " ".join(words.words(text)), number
        total[key] = total.get(key, 0.0) + counts
    return [(text, number, counts) for (text, number), counts in sorted(total.items()) if text]


def train(examples: Sequence[Example], products: Sequence[Product]) -> Model:
    names, postings, rarity = _postings([text for text, _, _ in examples])
    alike = np.zeros((len(examples), len(examples)), np.float32)
    for which, values in postings:
        alike[np.ix_(which, which)] += np.outer(values, values)
    alike[np.diag_indices_from(alike)] += STIFFNESS / np.array([counts for _, _, counts in examples], np.float32)
    wanted = np.zeros((len(examples), len(products)), np.float32)
    wanted[np.arange(len(examples)), [number for _, number, _ in examples]] = 1
    said = np.linalg.solve(alike, wanted)
    return _pruned(names, rarity, (values @ said[which] for which, values in postings), products)


def _postings(texts: Sequence[str]):
    """Names of the features, per feature (texts that have it, values of length-1 texts), and how rare it is."""
    counted = [features(text) for text in texts]
    seen: dict[str, int] = {}
    for each in counted:
        for name in each:
            seen[name] = seen.get(name, 0) + 1
    names = sorted(seen)
    row = {name: number for number, name in enumerate(names)}
    rarity = np.array([log((1 + len(texts)) / (1 + seen[name])) + 1 for name in names], np.float32)
    which: list[list[int]] = [[] for _ in names]
    values: list[list[float]] = [[] for _ in names]
    for number, each in enumerate(counted):
        weighed = {row[name]: times * float(rarity[row[name]]) for name, times in each.items()}
        length = sum(value * value for value in weighed.values()) ** 0.5
        for place, value in weighed.items():
            which[place].append(number)
            values[place].append(value / length)
    return names, [(np.array(w), np.array(v, np.float32)) for w, v in zip(which, values, strict=True)], rarity


def _pruned(names: list[str], rarity: np.ndarray, rows: Iterable[np.ndarray], products: Sequence[Product]) -> Model:
    kept, weights = [], []
    for row in rows:
        which = np.flatnonzero(np.abs(row) > WORTH_KEEPING)
        kept.append(which.astype(np.uint16))
        weights.append(row[which].astype(np.float16))
    bounds = np.concatenate([[0], np.cumsum([len(which) for which in kept])])
    start = {name: number for number, name in enumerate(names)}
    listings = np.array([product.listings for product in products], np.float32)
    often = HEAD_START * np.log1p(listings) / np.log1p(max(1.0, listings.max()))
    return Model(start, rarity, bounds, np.concatenate(kept), np.concatenate(weights), often, tuple(product.uri for product in products))
