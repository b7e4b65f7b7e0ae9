"""Booking, moving, cancelling, and what happens at the desk."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from balie.appointments import public
from balie.appointments.models import Appointment
from balie.kernel import audit, clock, outbox
from balie.kernel.tenancy import scope

from .factories import at, booked, counter


@pytest.fixture
def announced(monkeypatch):
    heard = []
    monkeypatch.setattr(outbox, "announce", lambda event: heard.append(event))
    return heard


def names(events):
    return [type(event).__name__ for event in events]


def test_book(town_hall, announced):
    person = uuid4()
    made = booked(start=at(9), person_id=person)
    assert (made.start, made.end, made.status, made.sequence) == (at(9), at(9, 15), "geboekt", 0)
    assert made.location.address == "Havenplein 1, 9991 AA Zonnedam" and made.can_change
    assert public.for_owner(made.owner) == public.for_person(person) == [made]
    assert names(announced) == ["AppointmentBooked"] and announced[0].appointment_id == made.id


def test_the_same_key_books_once(town_hall, announced):
    first, second = (booked(start=at(9), owner="proef:een", key="k") for _ in range(2))
    assert first == second and Appointment.objects.count() == 1 and names(announced) == ["AppointmentBooked"]


def test_both_desks_then_a_plain_sentence_with_other_moments(town_hall):
    assert {booked(start=at(9)).desk, booked(start=at(9)).desk} == {"Balie 1", "Balie 2"}
    with pytest.raises(public.SlotTaken) as error:
        booked(start=at(9))
    assert [slot.start for slot in error.value.alternatives] == [at(9, 15), at(9, 30), at(9, 45)]
    assert str(error.value) == (
        "Maandag 23 november om 9.00 uur kan niet meer. Wel vrij: maandag 23 november om 9.15 uur, maandag 23 november om 9.30 uur of "
        "maandag 23 november om 9.45 uur. Kies een ander moment."
    )


@pytest.mark.parametrize("start", [at(8), at(9, 5), at(17), at(9, day=22), at(9) - timedelta(days=7), at(9) + timedelta(days=90)])
def test_only_moments_that_we_offer(town_hall, start):
    with pytest.raises(public.SlotTaken):
        booked(start=start)


def test_a_product_that_is_not_done_there(town_hall):
    with pytest.raises(public.NotFound):
        booked(start=at(9), product="rijbewijs")


def test_the_database_refuses_a_double_booking(town_hall):
    """The control of all of the above: without any of our code the constraint still holds, and touching slots are fine."""
    made = Appointment.objects.get(id=booked(start=at(9)).id)
    values = {"product": made.product, "desk": made.desk, "code": "X", "booked_at": clock.now(), "changed_at": clock.now()}
    with pytest.raises(IntegrityError, match="desk_helps_one_at_a_time"), transaction.atomic():
        Appointment.objects.create(owner="x", period=DateTimeTZRange(at(9, 14), at(9, 20)), **values)
    Appointment.objects.create(owner="y", period=DateTimeTZRange(at(9, 15), at(9, 30)), **values)
    Appointment.objects.create(owner="z", period=DateTimeTZRange(at(9), at(9, 15)), status="afgezegd", **values)


def test_an_owner_has_one_standing_appointment_for_a_product(town_hall):
    made = booked(start=at(9))
    with pytest.raises(public.AlreadyBooked, match="maandag 23 november om 9.00 uur") as refused:
        booked(start=at(11), owner=made.owner)
    assert refused.value.appointment == made
    counter(product="rijbewijs")
    assert booked(start=at(11), owner=made.owner, product="rijbewijs").product == "rijbewijs"
    public.cancel(appointment_id=made.id, owner=made.owner)
    assert booked(start=at(11), owner=made.owner).start == at(11)


def test_what_ended_gives_back_every_slot_that_is_to_come_and_leaves_who_is_here(town_hall, announced):
    here, owners = booked(start=at(9)), ["proef:een", "proef:twee"]
    coming = [booked(start=at(hour), owner=owner) for hour, owner in zip((10, 11), owners, strict=True)]
    other = booked(start=at(12))
    public.arrive(appointment_id=here.id)
    announced.clear()
    assert [public.cancel_coming(owners=[*owners, here.owner]) for _twice in range(2)] == [2, 0]
    assert names(announced) == ["AppointmentCancelled"] * 2 and {event.reason for event in announced} == {"vervallen"}
    assert [public.get(each.id, owner=each.owner).status for each in (*coming, here, other)] == ["afgezegd", "afgezegd", "aangekomen", "geboekt"]


def test_who_missed_one_and_booked_anew_comes_for_the_new_one(town_hall, announced):
    made = booked(start=at(9))
    with clock.frozen(at(9, 20)):
        public.no_show(appointment_id=made.id)
        again = booked(start=at(14), owner=made.owner)
        with pytest.raises(public.NotAllowed, match="nieuwe afspraak, voor maandag 23 november om 14.00 uur"):
            public.arrive(appointment_id=made.id)
        public.cancel(appointment_id=again.id, owner=again.owner)
        assert public.arrive(appointment_id=made.id).status == "aangekomen"
    assert names(announced) == ["AppointmentBooked", "AppointmentMissed", "AppointmentBooked", "AppointmentCancelled", "AppointmentArrived"]


def test_move_keeps_the_appointment_and_counts(town_hall, announced):
    made = booked(start=at(9))
    moved = public.move(appointment_id=made.id, owner=made.owner, location="stadhuis", start=at(14))
    assert (moved.id, moved.start, moved.sequence, moved.status, moved.code) == (made.id, at(14), 1, "verplaatst", made.code)
    assert public.move(appointment_id=made.id, owner=made.owner, location="stadhuis", start=at(14)) == moved
    assert names(announced) == ["AppointmentBooked", "AppointmentMoved"]
    assert public.first_free("paspoort-aanvragen", 1)[0].desks == 2


def test_move_to_a_full_moment_keeps_the_old_one(town_hall):
    made = booked(start=at(9))
    booked(start=at(10)), booked(start=at(10))
    with pytest.raises(public.SlotTaken):
        public.move(appointment_id=made.id, owner=made.owner, location="stadhuis", start=at(10))
    assert public.get(made.id, owner=made.owner).start == at(9)


def test_cancel_gives_the_slot_back_once(town_hall, announced):
    first, _ = booked(start=at(9)), booked(start=at(9))
    for _ in range(2):
        gone = public.cancel(appointment_id=first.id, owner=first.owner)
    assert gone.status == "afgezegd" and gone.sequence == 1 and not gone.can_change
    assert names(announced)[2:] == ["AppointmentCancelled"]
    assert booked(start=at(9)).start == at(9)


def test_nobody_changes_what_began(town_hall):
    made = booked(start=at(9))
    with clock.frozen(at(9, 1)):
        for verb in (lambda: public.cancel(appointment_id=made.id, owner=made.owner),
                     lambda: public.move(appointment_id=made.id, owner=made.owner, location="stadhuis", start=at(14))):
            with pytest.raises(public.NotAllowed):
                verb()


def test_for_somebody_else_there_is_no_appointment(town_hall, other_gemeente):
    made = booked(start=at(9))
    for verb in (lambda: public.get(made.id, owner="proef:ander"), lambda: public.get(made.id, person_id=uuid4()),
                 lambda: public.get(made.id),
                 lambda: public.cancel(appointment_id=made.id, owner="proef:ander")):
        with pytest.raises(public.NotFound):
            verb()
    assert public.get(made.id, person_id=made.person_id) == made
    with scope(other_gemeente), pytest.raises(public.NotFound):
        public.get(made.id, owner=made.owner)


def test_at_the_desk(town_hall, announced):
    made = booked(start=at(9))
    with audit.acting(audit.Actor("medewerker", "m1", "Sanne")):
        assert public.arrive(appointment_id=made.id).arrived_at == clock.now()
        public.arrive(appointment_id=made.id)
        assert public.start(appointment_id=made.id).status == "bezig"
        with pytest.raises(public.NotAllowed, match="waarmee"):
            public.hand_out(appointment_id=made.id, what="Paspoort", checked_with=" ")
        done = public.hand_out(appointment_id=made.id, what="Paspoort", checked_with="Oud paspoort")
        with pytest.raises(public.NotAllowed, match="al uitgereikt"):
            public.hand_out(appointment_id=made.id, what="Paspoort", checked_with="Oud paspoort")
    assert (done.status, done.handed_out_what, done.handed_out_by) == ("klaar", "Paspoort", "Sanne")
    assert names(announced) == ["AppointmentBooked", "AppointmentArrived", "HandedOut"]


def test_no_show_only_afterwards_and_late_is_welcome(town_hall):
    made = booked(start=at(9))
    with pytest.raises(public.NotAllowed, match="nog niet begonnen"):
        public.no_show(appointment_id=made.id)
    with clock.frozen(at(9, 20)):
        assert public.no_show(appointment_id=made.id).status == "niet_verschenen"
        assert public.arrive(appointment_id=made.id).status == "aangekomen"


def test_moving_frees_only_its_own_time(monday):
    """A move of 15 minutes at one single desk may overlap where it came from."""
    counter(desks=1, minutes=30)
    made = booked(start=at(9))
    assert public.move(appointment_id=made.id, owner=made.owner, location="stadhuis", start=at(9, 30)).start == at(9, 30)


def test_reminder_the_day_before_once_per_version(town_hall, monkeypatch):
    from balie.appointments import jobs

    planned, heard = [], []
    monkeypatch.setattr(outbox, "defer_at", lambda moment, function, **ids: planned.append((moment, ids)))
    made = booked(start=at(9, day=26))
    moved = public.move(appointment_id=made.id, owner=made.owner, location="stadhuis", start=at(9, day=27))
    booked(start=at(15))
    assert [moment for moment, _ in planned] == [at(10, day=25), at(10, day=26)]
    monkeypatch.setattr(outbox, "announce", heard.append)
    for _, ids in planned:
        jobs.remind(**ids)
    assert [(type(event).__name__, event.sequence) for event in heard] == [("AppointmentNear", moved.sequence)]
    public.cancel(appointment_id=made.id, owner=made.owner)
    jobs.remind(**planned[1][1])
    assert names(heard) == ["AppointmentNear", "AppointmentCancelled"]
