"""How much of what municipalities offer the services cover, weighed by how many municipalities offer it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from balie.catalogue.upl.listing import Product, all_products

if TYPE_CHECKING:
    from balie.forms.public import ServiceDefinition

# what a service promises of itself, as what its product is
SELF_SERVICE = {"direct": "fully", "deels": "partly", "nee": "not"}
BEST = ("fully", "partly", "not")


@dataclass(frozen=True, slots=True)
class Covered:
    """A product of a service, and how far it goes online: direct, deels or nee. `why`: in a sentence, why not all of it does."""

    upl: str
    online: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A service with its products, the main one first, and what has to be confirmed: (place in the definition, sentence)."""

    slug: str
    products: tuple[Covered, ...] = ()
    confirm: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, definition: ServiceDefinition) -> Self:
        service = definition.service
        main = [Covered(service.upl, service.promise.online, service.promise.why or "")] if service.upl else []
        others = (Covered(each.upl, each.online, each.why or "") for each in service.products)
        return cls(service.service, (*main, *others), tuple((each.what, each.text) for each in service.confirm))


@dataclass(frozen=True, slots=True)
class Line:
    """A product of municipalities with its state: fully, partly or not to be arranged at home, or none (no service covers it).

    `why`: the sentences of its services that say why not all of it can be done at home.
    """

    product: Product
    state: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """`listings`: of all products; `covered` and `fully`: of those with a service, and of those with one that goes all the way online.

    `unknown`: services with a product that is not in the list; `confirm`: (service, place, sentence) of what municipalities have to confirm.
    """

    lines: tuple[Line, ...]
    listings: int
    covered: int
    fully: int
    unknown: tuple[str, ...]
    confirm: tuple[tuple[str, str, str], ...] = ()

    @property
    def products(self) -> int:
        """How many products a service covers."""
        return sum(line.state != "none" for line in self.lines)

    def open(self, count: int = 20) -> tuple[Product, ...]:
        """The products whose service would raise the coverage most."""
        return tuple(line.product for line in self.lines if line.state == "none")[:count]


def with_services(services: Iterable[Service]) -> tuple[Product, ...]:
    """All products of all governments; `covered_by` names the services, in order of slug."""
    covering = _covering(services)
    return tuple(
        replace(product, covered_by=tuple(slug for slug, _ in covering[product.uri])) if product.uri in covering else product
        for product in all_products()
    )


def coverage(services: Iterable[Service]) -> Coverage:
    """Over the products of municipalities, the most offered first."""
    services = tuple(services)
    covering = _covering(services)
    lines = tuple(_line(each, [found for _, found in covering.get(each.uri, ())]) for each in with_services(services) if each.municipal)
    known = {product.uri for product in all_products()}
    return Coverage(
        lines=lines,
        listings=sum(line.product.listings for line in lines),
        covered=sum(line.product.listings for line in lines if line.state != "none"),
        fully=sum(line.product.listings for line in lines if line.state == "fully"),
        unknown=tuple(sorted({each.slug for each in services for product in each.products if product.upl not in known})),
        confirm=tuple((each.slug, *row) for each in sorted(services, key=lambda service: service.slug) for row in each.confirm),
    )


def _covering(services: Iterable[Service]) -> dict[str, tuple[tuple[str, Covered], ...]]:
    """URI → the services that cover it."""
    found: dict[str, tuple[tuple[str, Covered], ...]] = {}
    for each in sorted(services, key=lambda service: service.slug):
        for product in each.products:
            found[product.upl] = (*found.get(product.upl, ()), (each.slug, product))
    return found


def _line(product: Product, covered: Sequence[Covered]) -> Line:
    """The least of its services: a product of which one form goes only partly online, goes partly online."""
    states = [SELF_SERVICE[each.online] for each in covered]
    return Line(product, max(states, key=BEST.index, default="none"), tuple(dict.fromkeys(each.why for each in covered if each.why)))
