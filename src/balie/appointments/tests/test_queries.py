"""Reads: what is free, lists, and how many queries they take."""

from datetime import date, time

import pytest

from balie.appointments import public
from balie.kernel import clock

from .factories import at, booked, counter


def test_free_slots_leave_out_what_is_taken_past_or_too_soon(town_hall):
    booked(start=at(9)), booked(start=at(9)), booked(start=at(9, 15))
    with clock.frozen(at(8, 10)):  # an hour's notice: 9.10 at the earliest
        slots = public.free_slots("paspoort-aanvragen", "stadhuis", days=1)
    assert (slots[0].start, slots[0].desks, slots[1].desks) == (at(9, 15), 1, 2)
    assert slots[-1].end == at(17) and len(slots) == 31


def test_closed_days_and_holidays(town_hall):
    public.close_day(location="stadhuis", day=date(2026, 11, 24), reason="Studiedag")
    public.close_day(location="stadhuis", day=date(2026, 11, 25), opens=time(13), closes=time(14))
    slots = public.free_slots("paspoort-aanvragen", first=date(2026, 11, 24), days=2)
    assert [slot.start for slot in slots] == [at(13, day=25), at(13, 15, day=25), at(13, 30, day=25), at(13, 45, day=25)]
    assert public.free_slots("paspoort-aanvragen", first=date(2026, 12, 25), days=1) == []
    assert public.free_slots("paspoort-aanvragen", first=date(2026, 12, 28), days=1)


def test_first_free_looks_further_when_two_weeks_are_full(town_hall):
    for day in range(23, 31):
        public.close_day(location="stadhuis", day=date(2026, 11, day))
    for day in range(1, 15):
        public.close_day(location="stadhuis", day=date(2026, 12, day))
    assert [clock.local(slot.start).date() for slot in public.first_free("paspoort-aanvragen", 2)] == [date(2026, 12, 15)] * 2


def test_desks_of_one_place_do_not_help_at_another(town_hall):
    counter(code="wijkpunt", desks=1, locations=["stadhuis", "wijkpunt"])
    booked(start=at(9), location="wijkpunt")
    at_nine = [slot for slot in public.free_slots("paspoort-aanvragen", days=1) if slot.start == at(9)]
    assert [(slot.location, slot.desks) for slot in at_nine] == [("stadhuis", 2)]


def test_unknown_names(town_hall):
    for arguments in (("rijbewijs",), ("paspoort-aanvragen", "nergens")):
        with pytest.raises(public.NotFound):
            public.free_slots(*arguments)


def test_day_view(town_hall):
    later, first = booked(start=at(16)), booked(start=at(9))
    gone, other = booked(start=at(10)), booked(start=at(9, day=24))
    public.cancel(appointment_id=gone.id, owner=gone.owner)
    assert [one.id for one in public.day_view("stadhuis")] == [first.id, later.id]
    assert [one.id for one in public.day_view("stadhuis", date(2026, 11, 24))] == [other.id]


def test_for_person_to_come(town_hall):
    made = booked(start=at(9))
    assert public.for_person(made.person_id, to_come=True)
    with clock.frozen(at(10)):
        assert not public.for_person(made.person_id, to_come=True) and public.for_person(made.person_id)


@pytest.mark.parametrize("bookings", [1, 12])
def test_the_number_of_queries_does_not_grow(town_hall, django_assert_num_queries, bookings):
    counter(code="wijkpunt", locations=["stadhuis", "wijkpunt"])
    made = [booked(start=slot.start, location=slot.location) for slot in public.first_free("paspoort-aanvragen", bookings)]
    for queries, read in (
        (6, lambda: public.free_slots("paspoort-aanvragen", days=14)), (6, lambda: public.first_free("paspoort-aanvragen", 3)),
        (1, lambda: public.day_view("stadhuis")), (1, lambda: public.for_owners(["proef:een", "proef:twee"])),
        (1, lambda: public.for_person(made[0].person_id)), (1, public.locations), (2, public.products),
    ):
        with django_assert_num_queries(queries):
            read()
