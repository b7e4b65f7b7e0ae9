"""Verbs of who sets up the counter: places, products, desks, hours. Running them again changes to the new values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from django.db import transaction

from balie.kernel import audit

from .models import Desk, Location, Offer, OpeningHours, OtherDay, Product


@transaction.atomic
def add_location(*, code: str, name: str, street: str, postcode: str, town: str, accessibility: str = "", latitude: float | None = None,
                 longitude: float | None = None) -> None:
    values = {"name": name, "street": street, "postcode": postcode, "town": town, "accessibility": accessibility, "latitude": latitude,
              "longitude": longitude}
    row, _ = Location.objects.update_or_create(code=code, defaults=values)
    audit.record("afspraken.locatie_ingesteld", object_ref=f"location:{row.id}")


@transaction.atomic
def add_product(*, code: str, name: str, minutes: int, locations: Iterable[str], notice_minutes: int = 60) -> None:
    """`locations`: the codes of the places that do it; places left out no longer do."""
    product, _ = Product.objects.update_or_create(code=code, defaults={"name": name, "minutes": minutes, "notice_minutes": notice_minutes})
    places = list(Location.objects.filter(code__in=list(locations)))
    Offer.objects.filter(product=product).exclude(location__in=places).delete()
    for place in places:
        Offer.objects.get_or_create(product=product, location=place)
    audit.record("afspraken.product_ingesteld", object_ref=f"product:{product.id}")


@transaction.atomic
def add_desk(*, location: str, name: str, active: bool = True) -> None:
    """Set `active` False to close a desk for new appointments; those it has stay."""
    row, _ = Desk.objects.update_or_create(location=Location.objects.get(code=location), name=name, defaults={"active": active})
    audit.record("afspraken.balie_ingesteld", object_ref=f"desk:{row.id}")


@transaction.atomic
def open_hours(*, location: str, hours: Iterable[tuple[int, time, time]]) -> None:
    """The hours of every week, instead of the ones before: (weekday with 0 for Monday, opens, closes), local time."""
    place = Location.objects.get(code=location)
    OpeningHours.objects.filter(location=place).delete()
    OpeningHours.objects.bulk_create(OpeningHours(location=place, weekday=day, opens=opens, closes=closes) for day, opens, closes in hours)
    audit.record("afspraken.openingstijden_ingesteld", object_ref=f"location:{place.id}")


@transaction.atomic
def close_day(*, location: str, day: date, reason: str = "", opens: time | None = None, closes: time | None = None) -> None:
    """Close a day, or give it other hours (also a public holiday). Appointments already made stay; the day view shows them."""
    place = Location.objects.get(code=location)
    OtherDay.objects.update_or_create(location=place, day=day, defaults={"opens": opens, "closes": closes, "reason": reason})
    audit.record("afspraken.dag_gewijzigd", object_ref=f"location:{place.id}", details={"day": str(day)})
