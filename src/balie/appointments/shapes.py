"""From rows to the shapes of `views`."""

from balie.kernel import clock

from .models import Appointment, Location, Product
from .rules import STATUS_NAMES, TO_COME
from .views import AppointmentView, LocationView, ProductView

LOCATION_FIELDS = ("id", "code", "name", "street", "postcode", "town", "accessibility", "latitude", "longitude")
SAME = ("id", "owner", "person_id", "code", "status", "sequence", "arrived_at", "handed_out_at", "handed_out_by", "handed_out_what")


def location_view(row: Location) -> LocationView:
    return LocationView(**{name: getattr(row, name) for name in LOCATION_FIELDS})


def product_view(row: Product, locations) -> ProductView:
    return ProductView(id=row.id, code=row.code, name=row.name, minutes=row.minutes, locations=tuple(locations))


def appointment_view(row: Appointment) -> AppointmentView:
    return AppointmentView(
        product=row.product.code,
        product_name=row.product.name,
        location=location_view(row.desk.location),
        desk=row.desk.name,
        start=clock.local(row.period.lower),
        end=clock.local(row.period.upper),
        status_name=STATUS_NAMES[row.status],
        can_change=row.status in TO_COME and row.period.lower > clock.now(),
        **{name: getattr(row, name) for name in SAME},
    )
