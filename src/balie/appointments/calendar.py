"""The appointment as a calendar file (RFC 5545): one stable UID, SEQUENCE counts the changes, a cancelled one says CANCEL."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Alarm, Calendar, Event, vGeo

from balie.kernel import clock, tenancy

from .models import Appointment
from .views import AppointmentView


def ics(appointment: AppointmentView) -> bytes:
    """The file for one appointment, text/calendar; charset=utf-8. Names nobody: it goes by mail and lives in the calendars of others."""
    gemeente, cancelled = tenancy.current(), appointment.status == "afgezegd"
    event = Event()
    event.add("uid", f"{appointment.id}@{gemeente.slug}.balie")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", Appointment.objects.values_list("changed_at", flat=True).get(id=appointment.id))
    event.add("dtstart", appointment.start.astimezone(clock.UTC))
    event.add("dtend", appointment.end.astimezone(clock.UTC))
    event.add("summary", f"{appointment.product_name}: afspraak bij {gemeente.naam}")
    event.add("location", f"{appointment.location.name}, {appointment.location.address}")
    event.add("description", f"Uw code aan de balie: {appointment.code}\n{appointment.location.accessibility}".strip())
    if appointment.location.latitude is not None:
        event.add("geo", vGeo((appointment.location.latitude, appointment.location.longitude)))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if not cancelled:
        event.add_component(_alarm(appointment))
    calendar = Calendar()
    calendar.add("prodid", "-//Balie//Afspraken//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()


def _alarm(appointment: AppointmentView) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", appointment.product_name)
    alarm.add("trigger", timedelta(hours=-2))
    return alarm
