"""Background jobs of appointments: the day before, say that it is near."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from balie.kernel import clock, outbox

from .events import AppointmentNear
from .models import Appointment
from .rules import TO_COME

REMIND_AT = time(10)


def remind_day_before(row: Appointment) -> None:
    """Plan the reminder; nothing when that moment is already past."""
    day = clock.local(row.period.lower).date() - timedelta(days=1)
    moment = datetime.combine(day, REMIND_AT, clock.AMSTERDAM)
    if moment > clock.now():
        outbox.defer_at(moment, remind, appointment_id=str(row.id), sequence=row.sequence)


@outbox.job
def remind(*, appointment_id: str, sequence: int) -> None:
    """Announce `AppointmentNear`, unless it was moved (then another reminder is planned) or cancelled since."""
    row = Appointment.objects.filter(id=appointment_id, sequence=sequence, status__in=TO_COME).first()
    if row:
        outbox.announce(AppointmentNear(appointment_id=row.id, owner=row.owner, sequence=sequence))
