"""The only way to get an appointment on behalf of somebody: by who owns it, or whose it is."""

from uuid import UUID

from .models import Appointment
from .shapes import appointment_view
from .views import AppointmentView, NotFound


def for_person_or_owner(appointment_id: UUID, *, owner: str | None = None, person_id: UUID | None = None) -> AppointmentView:
    """The appointment, when it belongs to this owner or this person; else `NotFound`. The door has checked the owner."""
    return appointment_view(row_of(appointment_id, owner=owner, person_id=person_id))


def row_of(appointment_id: UUID, *, owner: str | None = None, person_id: UUID | None = None, lock: bool = False) -> Appointment:
    if not (owner or person_id):
        raise NotFound("Deze afspraak bestaat niet.")
    rows = Appointment.objects.select_related("product", "desk__location")
    if lock:
        rows = rows.select_for_update(of=("self",))
    try:
        row = rows.get(id=appointment_id)
    except Appointment.DoesNotExist:
        row = None
    if row is None or not ((owner and row.owner == owner) or (person_id and row.person_id == person_id)):
        raise NotFound("Deze afspraak bestaat niet.")
    return row


def row_at_desk(appointment_id: UUID) -> Appointment:
    """For officials at the counter, locked; the door has checked their role."""
    try:
        return Appointment.objects.select_for_update(of=("self",)).select_related("product", "desk__location").get(id=appointment_id)
    except Appointment.DoesNotExist:
        raise NotFound("Deze afspraak bestaat niet.") from None
