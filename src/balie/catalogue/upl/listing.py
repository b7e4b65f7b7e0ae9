"""The products of Dutch governments, read once per process from the files beside this one."""

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Organisation = Literal["gemeente", "rijk", "provincie", "waterschap"]
MUNICIPALITIES = 342
_HERE = Path(__file__).parent
_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Product:
    """One product of the list. `organisations` is empty where the list names no layer of government; `listings`: how many of the 342
    municipalities offer it, 0 for products of others; `covered_by`: slugs of services."""

    name: str
    uri: str
    slug: str
    audience: tuple[str, ...]
    organisations: tuple[Organisation, ...]
    application: bool
    notification: bool
    listings: int
    title: str
    legal_basis: str
    covered_by: tuple[str, ...] = ()

    @property
    def municipal(self) -> bool:
        return "gemeente" in self.organisations

    @property
    def heading(self) -> str:
        """The title that most municipalities give it, or the name in the list; it begins with a capital."""
        said = self.title or self.name
        return said[:1].upper() + said[1:]


@cache
def all_products() -> tuple[Product, ...]:
    """Those of municipalities first, the most offered on top; then those of others, by name."""
    own = sorted((_municipal(row) for row in _rows("gemeente.csv")), key=lambda each: (-each.listings, each.name))
    others = sorted((_of_others(row) for row in _rows("andere_overheden.csv")), key=lambda each: each.name)
    return (*own, *others)


@cache
def by_uri() -> dict[str, Product]:
    return {product.uri: product for product in all_products()}


@cache
def by_slug() -> dict[str, Product]:
    return {product.slug: product for product in all_products()}


def near(uri: str, *, count: int = 3) -> tuple[Product, ...]:
    """The products that somebody may have meant by an address or a name that is not in the list: the likeliest first."""
    meant = _term(uri)
    names = {_term(word): product for product in all_products() for word in (product.name, product.uri)}
    found = (names[each] for each in difflib.get_close_matches(meant, names, n=2 * count, cutoff=_NEAR))
    return tuple(dict.fromkeys(found))[:count]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _municipal(row: dict[str, str]) -> Product:
    return Product(
        row["upl_naam"], row["uri"], _slug(row["upl_naam"]), _audience(row), ("gemeente",), row["aanvraag"] == "1", row["melding"] == "1",
        int(row["gemeenten_die_het_aanbieden_van_342"] or 0), row["vaakste_titel"], row["grondslag"],
    )  # fmt: skip


def _of_others(row: dict[str, str]) -> Product:
    layers = tuple(layer for layer in ("rijk", "provincie", "waterschap") if row[layer] == "1")
    return Product(row["upl_naam"], row["uri"], _slug(row["upl_naam"]), _audience(row), layers, row["aanvraag"] == "1", False, 0, "", "")


def _audience(row: dict[str, str]) -> tuple[str, ...]:
    """In the words that a service uses for its own."""
    return tuple(word for column, word in (("burger", "inwoner"), ("bedrijf", "bedrijf")) if row[column] == "1")


def _slug(name: str) -> str:
    return _term(unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode())


def _term(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.rpartition("/terms/")[2].lower()).strip("-")
