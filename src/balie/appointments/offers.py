"""What can be booked: opening hours minus what is taken, in a fixed number of queries. Used by reads and by the verbs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from balie.kernel import clock

from . import rules
from .models import Appointment, Desk, Location, OpeningHours, OtherDay, Product
from .rules import Span
from .views import NotFound, Slot


@dataclass(frozen=True)
class Free:
    """A moment at a location with the desks that are free then."""

    location: Location
    span: Span
    desks: list[UUID]

    @property
    def slot(self) -> Slot:
        return Slot(start=self.span.start, end=self.span.end, location=self.location.code, desks=len(self.desks))


def product_named(code: str) -> Product:
    try:
        return Product.objects.get(code=code)
    except Product.DoesNotExist:
        raise NotFound(f"Het product {code} bestaat niet.") from None


class Agenda:
    """Everything needed to find free moments of a product, read once: 4 queries, and 1 more for each stretch of days."""

    def __init__(self, product: Product, location: str | None = None):
        self.product = product
        found = Location.objects.filter(offers__product=product).order_by("name")
        self.locations = list(found.filter(code=location) if location else found)
        if location and not self.locations:
            raise NotFound(f"{product.name} kan niet op deze plek.")
        places = [place.id for place in self.locations]
        self.desks, self.weekly, self.others = defaultdict(list), defaultdict(list), {}
        for place, desk in Desk.objects.filter(location__in=places, active=True).order_by("name").values_list("location_id", "id"):
            self.desks[place].append(desk)
        for place, *hours in OpeningHours.objects.filter(location__in=places).values_list("location_id", "weekday", "opens", "closes"):
            self.weekly[place].append(tuple(hours))
        for place, day, *hours in OtherDay.objects.filter(location__in=places, day__gte=clock.today()).values_list(
            "location_id", "day", "opens", "closes"
        ):
            self.others[place, day] = tuple(hours)

    def free(self, first: date, days: int, without: UUID | None = None) -> Iterator[Free]:
        """Free moments of these days in order of time. `without`: an appointment that does not count as taken (it is moving)."""
        now, today = clock.now(), clock.today()
        last = min(first + timedelta(days=days), today + rules.HORIZON)
        first = max(first, today)
        if first >= last:
            return
        taken = self._taken(first, last, without)
        not_before = now + timedelta(minutes=self.product.notice_minutes)
        while first < last:
            yield from self._free_on(first, taken, not_before)
            first += timedelta(days=1)

    def _free_on(self, day: date, taken, not_before: datetime) -> list[Free]:
        found, holiday = [], day in clock.holidays_of(day.year)
        for place in self.locations:
            spans = rules.open_spans(day, self.weekly[place.id], self.others.get((place.id, day)), holiday, clock.AMSTERDAM)
            for moment in rules.moments(spans, self.product.minutes, not_before):
                if desks := rules.free_desks(moment, self.desks[place.id], taken):
                    found.append(Free(place, moment, desks))
        return sorted(found, key=lambda free: free.span.start)

    def _taken(self, first: date, last: date, without: UUID | None) -> dict[UUID, list[Span]]:
        taken = defaultdict(list)
        desks = [desk for several in self.desks.values() for desk in several]
        rows = Appointment.objects.filter(desk__in=desks, status__in=rules.ACTIVE, period__overlap=stretch(first, last))
        for desk, period in rows.exclude(id=without).order_by("period").values_list("desk_id", "period"):
            taken[desk].append(Span(period.lower, period.upper))
        return taken


def stretch(first: date, last: date) -> DateTimeTZRange:
    """From the start of the day `first` up to the start of the day `last`, in Amsterdam."""
    return DateTimeTZRange(midnight(first), midnight(last))


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.AMSTERDAM)
