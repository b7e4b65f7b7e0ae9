"""Races for real: threads with their own connections that commit."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from balie.appointments import public, races
from balie.kernel import clock, tenancy

from .factories import MORNING, as_owner, at, booked, counter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.soak
def test_one_wins_the_last_slot(transactional_db, gemeente):
    outcome = races.last_slot(rounds=6, residents=12)
    assert outcome.sound, outcome
    assert outcome.refused == 6 * 11


@pytest.mark.soak
def test_control_without_the_constraint_it_doubles(transactional_db, gemeente):
    as_owner("alter table appointments_appointment drop constraint desk_helps_one_at_a_time")
    outcome = races.last_slot(rounds=6, residents=12)
    assert outcome.doubled and not outcome.sound, outcome


@pytest.fixture
def two_tabs(transactional_db, gemeente):
    """What two tabs of one resident get, who book another moment each at the same time."""
    with clock.frozen(MORNING), transaction.atomic():
        counter(desks=2)
    barrier = Barrier(2)

    def book(hour):
        with tenancy.scope(gemeente), clock.frozen(MORNING):
            barrier.wait(timeout=30)
            try:
                return booked(start=at(hour), owner="proef:een").start
            except public.AlreadyBooked:
                return None
            finally:
                connections.close_all()

    def both():
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(book, [10, 14]))
        with transaction.atomic():
            assert len(public.for_owner("proef:een")) == len([start for start in found if start])
        return found

    return both


def test_two_tabs_book_one_appointment(two_tabs):
    assert two_tabs().count(None) == 1


def test_control_without_the_index_two_tabs_book_two(two_tabs, monkeypatch):
    as_owner("drop index one_standing_appointment")
    monkeypatch.setattr("balie.appointments.actions._must_be_the_first", lambda row: None)
    assert None not in two_tabs()


@pytest.mark.soak
def test_two_who_swap_their_slots_do_not_wait_for_each_other(transactional_db, gemeente):
    with clock.frozen(MORNING), transaction.atomic():
        counter(desks=1)
        first, second = booked(start=at(9)), booked(start=at(10))
    barrier = Barrier(2)

    def swap(pair):
        mine, theirs = pair
        with tenancy.scope(gemeente), clock.frozen(MORNING):
            barrier.wait(timeout=30)
            try:
                return public.move(appointment_id=mine.id, owner=mine.owner, location="stadhuis", start=theirs.start)
            except public.SlotTaken:
                return None
            finally:
                connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        moved = list(pool.map(swap, [(first, second), (second, first)]))
    assert moved == [None, None]
