"""How much of what municipalities offer the services cover, weighed by how many municipalities offer it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from balie.catalogue.upl.listing import Product, all_products

if TYPE_CHECKING:
    from balie.forms.public import ServiceDefinition

# what a service promises of itself, as what its product is
SELF_SERVICE = {"direct": "fully", "deels": "partly", "nee": "not"}
BEST = ("fully", "partly", "not")


@dataclass(frozen=True, slots=True)
class Service:
    """A service with its product and how far it goes online: direct, deels or nee."""

    slug: str
    upl: str
    online: str

    @classmethod
    def of(cls, definition: ServiceDefinition) -> Self:
        promised = definition.service
        return cls(promised.service, promised.upl or "", promised.promise.online)


@dataclass(frozen=True, slots=True)
class Line:
    """A product of municipalities with its state: fully, partly or not to be arranged at home, or none (no service covers it)."""

    product: Product
    state: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """`listings`: of all products; `covered` and `fully`: of those with a service, and of those with one that goes all the way online."""

    lines: tuple[Line, ...]
    listings: int
    covered: int
    fully: int
    unknown: tuple[str, ...]

    def open(self, count: int = 20) -> tuple[Product, ...]:
        """The products whose service would raise the coverage most."""
        return tuple(line.product for line in self.lines if line.state == "none")[:count]


def with_services(services: Iterable[Service]) -> tuple[Product, ...]:
    """All products of all governments; `covered_by` names the services, in order of slug."""
    covering = _covering(services)
    return tuple(
        replace(product, covered_by=tuple(each.slug for each in covering[product.uri])) if product.uri in covering else product
        for product in all_products()
    )


def coverage(services: Iterable[Service]) -> Coverage:
    """Over the products of municipalities, the most offered first; `unknown` names the services whose product is not in the list."""
    services = tuple(services)
    covering = _covering(services)
    lines = tuple(Line(each, _state(covering.get(each.uri, ()))) for each in with_services(services) if "gemeente" in each.organisations)
    known = {product.uri for product in all_products()}
    return Coverage(
        lines=lines,
        listings=sum(line.product.listings for line in lines),
        covered=sum(line.product.listings for line in lines if line.state != "none"),
        fully=sum(line.product.listings for line in lines if line.state == "fully"),
        unknown=tuple(sorted(each.slug for each in services if each.upl and each.upl not in known)),
    )


def _covering(services: Iterable[Service]) -> dict[str, tuple[Service, ...]]:
    found: dict[str, tuple[Service, ...]] = {}
    for each in sorted(services, key=lambda service: service.slug):
        if each.upl:
            found[each.upl] = (*found.get(each.upl, ()), each)
    return found


def _state(services: Iterable[Service]) -> str:
    """The least of its services: a product of which one form goes only partly online, goes partly online."""
    states = [SELF_SERVICE[each.online] for each in services]
    return max(states, key=BEST.index) if states else "none"
