"""Reads of appointments. Every function is a fixed number of queries, however many appointments there are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from balie.kernel import clock

from . import rules
from .models import Appointment, Location, Offer, Product
from .offers import Agenda, product_named, stretch
from .shapes import appointment_view, location_view, product_view
from .views import AppointmentView, LocationView, ProductView, Slot

FIRST_LOOK = 14  # days; only when these are full do we look further


def locations(product: str | None = None) -> list[LocationView]:
    """All places by name, or those where `product` (a code) is done. 1 query."""
    found = Location.objects.order_by("name")
    return [location_view(one) for one in (found.filter(offers__product__code=product) if product else found)]


def products() -> list[ProductView]:
    """All products by name. 2 queries."""
    where = {}
    for product, place in Offer.objects.order_by("location__name").values_list("product_id", "location__code"):
        where.setdefault(product, []).append(place)
    return [product_view(one, where.get(one.id, ())) for one in Product.objects.order_by("name")]


def free_slots(product: str, location: str | None = None, first: date | None = None, days: int = 7) -> list[Slot]:
    """Free moments of `days` days from `first` (default today), by time; `location` None is all places. 6 queries.

    Raises `NotFound` when the product does not exist or is not done there. Nothing beyond 60 days ahead.
    """
    agenda = Agenda(product_named(product), location)
    return [free.slot for free in agenda.free(first or clock.today(), days)]


def first_free(product: str, n: int = 3, location: str | None = None) -> list[Slot]:
    """The first `n` free moments within 60 days, by time. 6 queries, 7 when the first two weeks are full."""
    agenda, today = Agenda(product_named(product), location), clock.today()
    found = list(islice(agenda.free(today, FIRST_LOOK), n))
    if len(found) < n:
        rest = agenda.free(today + timedelta(days=FIRST_LOOK), rules.HORIZON.days - FIRST_LOOK)
        found += islice(rest, n - len(found))
    return [free.slot for free in found]


def for_owner(owner: str) -> list[AppointmentView]:
    """Appointments of this owner, also the cancelled ones, by time. 1 query."""
    return for_owners([owner]).get(owner, [])


def for_owners(owners: Iterable[str]) -> dict[str, list[AppointmentView]]:
    """The same for many owners at once. 1 query."""
    found: dict[str, list[AppointmentView]] = {}
    for one in _rows().filter(owner__in=list(owners)):
        found.setdefault(one.owner, []).append(appointment_view(one))
    return found


def for_person(person_id: UUID, to_come: bool = False) -> list[AppointmentView]:
    """Appointments of this person by time; `to_come`: only those that still have to take place. 1 query."""
    rows = _rows().filter(person_id=person_id)
    if to_come:
        rows = rows.filter(status__in=rules.TO_COME, period__endswith__gt=clock.now())
    return [appointment_view(one) for one in rows]


def day_view(location: str, day: date | None = None) -> list[AppointmentView]:
    """For officials: everybody who comes to this place (a code) on a day, by time and desk. 1 query."""
    day = day or clock.today()
    rows = _rows().filter(desk__location__code=location, period__startswith__gte=stretch(day, day).lower,
                          period__startswith__lt=stretch(day, day + timedelta(days=1)).upper)
    return [appointment_view(one) for one in rows.exclude(status="afgezegd")]


def _rows():
    return Appointment.objects.select_related("product", "desk__location").order_by("period", "desk__name")
