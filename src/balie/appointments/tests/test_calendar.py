"""The calendar file, read back by the library."""

from icalendar import Calendar

from balie.appointments import public

from .factories import at, booked


def event(appointment):
    calendar = Calendar.from_ical(public.ics(appointment))
    return calendar, calendar.walk("VEVENT")[0]


def test_one_uid_and_a_sequence_that_counts(town_hall):
    made = booked(start=at(9))
    calendar, first = event(made)
    assert calendar["METHOD"] == "PUBLISH" and first["STATUS"] == "CONFIRMED" and first["SEQUENCE"] == 0
    assert first["DTSTART"].dt == at(9) and first["DTEND"].dt == at(9, 15) and "Havenplein 1" in first["LOCATION"]
    _, second = event(public.move(appointment_id=made.id, owner=made.owner, location="stadhuis", start=at(10)))
    assert (second["UID"], second["SEQUENCE"], second["DTSTART"].dt) == (first["UID"], 1, at(10))
    calendar, third = event(public.cancel(appointment_id=made.id, owner=made.owner))
    assert (calendar["METHOD"], third["STATUS"], third["UID"], third["SEQUENCE"]) == ("CANCEL", "CANCELLED", first["UID"], 2)


def test_it_names_nobody(town_hall):
    made = booked(start=at(9))
    text = public.ics(made).decode()
    assert str(made.person_id) not in text and made.owner not in text
