"""The visit that a zaak needs: the term counts from it, it is booked only while it is needed, and its slot is free again when the zaak ends."""
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
from django.db import connections, transaction

from balie.applications import public as applications
from balie.applications.models import Application
from balie.appointments import public as appointments
from balie.appointments.tests import factories as counter
from balie.cases import public, visits
from balie.cases.models import Task, WorkItem, Zaak
from balie.cases.tests import factories
from balie.identity import public as identity
from balie.kernel import clock, outbox, tenancy

PRODUCT = "sleutel-aanvragen"


@pytest.fixture
def monday(gemeente):
    """Monday 23 November 2026; the visit of the key can be booked at the town hall."""
    with clock.frozen(counter.MORNING):
        counter.counter(product=PRODUCT)
        yield


@pytest.fixture
def resident(monday):
    return factories.resident(identity.person_for_bsn("999993653"))


@pytest.fixture
def sent(resident):
    """A real application that was sent; its zaak is made by `run_jobs()`."""
    return factories.sent_for_visit(resident)


def book(sent, resident, day: int = 30, hour: int = 10):
    return public.book_visit(
        application_id=sent.id, resident=resident, location="stadhuis", start=counter.at(hour, day=day), key=f"{day}-{hour}"
    )


def work() -> WorkItem:
    return WorkItem.objects.get()


def official(*roles: str):
    return factories.official(*roles or ("behandelaar",))


def line():
    return public.queue_for_official(official()).lines[0]


# -- the term ---------------------------------------------------------------------------------------------------------------

def test_without_a_visit_no_term_runs_and_nothing_is_late(sent, resident, run_jobs):
    run_jobs()
    zaak = Zaak.objects.get()
    assert (work().deadline, zaak.uiterlijke_einddatum_afdoening, Task.objects.first().deadline) == (None, None, None)
    with factories.later(30):
        assert (line().urgency, line().days_text) == ("wacht", "wacht op afspraak")
        page = public.zaak_of_resident(resident, zaak.id)
        assert page.line.deadline is None and not any(step.expected for step in page.timeline)
        with pytest.raises(public.Impossible, match="nog geen afspraak"):
            public.extend_term(zaak_id=zaak.id, official=official(), term="1 week", reason="Druk")


@pytest.mark.parametrize("before_the_zaak", [True, False])
def test_the_term_counts_from_the_visit(sent, resident, run_jobs, before_the_zaak):
    """Also when the visit was booked before a worker had made the zaak."""
    if not before_the_zaak:
        run_jobs()
    book(sent, resident, day=30)
    run_jobs()
    zaak = Zaak.objects.get()
    assert work().deadline == zaak.uiterlijke_einddatum_afdoening == Task.objects.first().deadline == date(2026, 12, 7)
    page = public.zaak_of_resident(resident, zaak.id)
    assert page.line.deadline == line().deadline == public.stand_of(sent.id).deadline == date(2026, 12, 7)
    expected = {step.name: step.expected for step in page.timeline if step.when == "later"}
    assert expected == {"Wordt gemaakt": None, "Ligt klaar": date(2026, 12, 7), "Klaar": None}, "when it is collected is up to the resident"


def test_the_term_follows_when_the_visit_moves_is_cancelled_or_missed(sent, resident, run_jobs):
    booked = book(sent, resident, day=24)
    run_jobs()
    appointments.move(appointment_id=booked.id, owner=booked.owner, location="stadhuis", start=counter.at(9, day=25))
    run_jobs()
    assert work().deadline == date(2026, 12, 2)
    with clock.frozen(counter.at(10, day=25)):
        appointments.no_show(appointment_id=booked.id)
        run_jobs()
        assert work().deadline is None
        appointments.arrive(appointment_id=booked.id)
        run_jobs()
        assert work().deadline == date(2026, 12, 2)
    neighbour = factories.resident(identity.person_for_bsn("999990019"))
    other = book(factories.sent_for_visit(neighbour), neighbour, day=26)
    run_jobs()
    appointments.cancel(appointment_id=other.id, owner=other.owner)
    run_jobs()
    assert list(WorkItem.objects.order_by("kenmerk").values_list("deadline", flat=True)) == [date(2026, 12, 2), None]


def test_waiting_for_an_answer_before_the_visit_costs_nothing_and_an_extension_stays(sent, resident, run_jobs):
    run_jobs()
    zaak_id = Zaak.objects.get().id
    public.ask_resident(zaak_id=zaak_id, official=official(), question="Wat?")
    book(sent, resident, day=30)
    run_jobs()
    with clock.frozen(counter.at(9, day=26)):
        public.withdraw_ask(zaak_id=zaak_id, official=official())
        assert work().deadline == date(2026, 12, 7)
        assert public.extend_term(zaak_id=zaak_id, official=official(), term="1 week", reason="Druk") == date(2026, 12, 14)
        (booked,) = appointments.for_owner(sent.owner)
        appointments.move(appointment_id=booked.id, owner=booked.owner, location="stadhuis", start=counter.at(9, day=27))
        run_jobs()
    assert work().deadline == date(2026, 12, 11)


def test_who_came_by_without_an_appointment_is_helped_and_the_term_begins(sent, run_jobs):
    run_jobs()
    factories.grant(Zaak.objects.get().id, official())
    assert (work().state, work().deadline) == ("besloten", date(2026, 11, 30))


def test_what_is_not_handed_out_counts_from_the_start(gemeente):
    """Control: a visit alone is no reason to wait."""
    with clock.frozen(counter.MORNING):
        needs = {"appointment": {"product": PRODUCT, "when": "submit"}}
        version = factories.publish()
        factories.zaak(version, needs=factories.application(version).needs | needs)
        assert work().deadline == date(2026, 11, 30)


# -- booking ----------------------------------------------------------------------------------------------------------------

def test_only_ones_own_and_only_when_there_is_something_to_come_for(sent, resident):
    with pytest.raises(applications.NotFound):
        book(sent, factories.resident())
    draft = applications.start(service="sleutel-na-bezoek", resident=resident)
    with pytest.raises(public.Impossible):
        book(draft, resident)
    assert book(sent, resident).status == "geboekt"
    with pytest.raises(appointments.AlreadyBooked):
        book(sent, resident, hour=11)


@pytest.fixture
def announced(monkeypatch):
    """What is announced, and goes on to whoever reacts."""
    heard, real = [], outbox.announce
    monkeypatch.setattr(outbox, "announce", lambda event: heard.append(event) or real(event))
    return heard


def _stop(zaak_id, resident):
    public.withdraw(zaak_id=zaak_id, resident=resident)


def _refuse(zaak_id, resident):
    public.decide(zaak_id=zaak_id, official=official(), outcome="weigeren", reason="Nee.")


def _stop_at_the_desk(zaak_id, resident):
    public.stop_for_resident(zaak_id=zaak_id, official=official())


@pytest.mark.parametrize("end", [_stop, _refuse, _stop_at_the_desk])
def test_when_it_ends_the_slot_is_free_nobody_can_book_and_the_resident_hears_it_once(sent, resident, run_jobs, end, announced):
    book(sent, resident)
    run_jobs()
    zaak_id = Zaak.objects.get().id
    end(zaak_id, resident)
    assert [each.status for each in appointments.for_owner(sent.owner)] == ["afgezegd"]
    with pytest.raises(public.Impossible, match="geen afspraak meer"):
        book(sent, resident, hour=11)
    assert sum(type(event).__name__ == "AppointmentCancelled" and event.reason == "vervallen" for event in announced) == 1
    run_jobs(later=True)
    assert not [event for event in announced if type(event).__name__ == "AppointmentNear"], "nobody is reminded of it"


def test_what_was_decided_needs_no_visit(sent, resident, run_jobs):
    run_jobs()
    factories.grant(Zaak.objects.get().id, official())
    with pytest.raises(public.Impossible):
        book(sent, resident)


# -- two at the same moment -------------------------------------------------------------------------------------------------

@pytest.fixture
def at_once(transactional_db, gemeente, monkeypatch, run_jobs):
    """The resident stops in one tab and books in the other, between the stop and its commit. Returns what stands afterwards."""
    with clock.frozen(counter.MORNING), transaction.atomic():
        counter.counter(product=PRODUCT)
        resident = factories.resident(identity.person_for_bsn("999993653"))
        sent = factories.sent_for_visit(resident)
        run_jobs()
        zaak_id = Zaak.objects.get().id
    ended, tried = Event(), Event()
    real = appointments.cancel_coming

    def cancel_and_linger(**owners):
        real(**owners)
        ended.set()
        tried.wait(timeout=1)

    monkeypatch.setattr(appointments, "cancel_coming", cancel_and_linger)

    def stop():
        with tenancy.scope(gemeente), clock.frozen(counter.MORNING):
            public.withdraw(zaak_id=zaak_id, resident=resident)
        connections.close_all()

    def come():
        ended.wait(timeout=30)
        with tenancy.scope(gemeente), clock.frozen(counter.MORNING):
            try:
                book(sent, resident)
            except public.Impossible:
                pass
            finally:
                tried.set()
        connections.close_all()

    def both():
        with ThreadPoolExecutor(2) as pool:
            for future in [pool.submit(stop), pool.submit(come)]:
                future.result(timeout=60)
        with transaction.atomic():
            return [each.status for each in appointments.for_owner(sent.owner)]

    return both


@pytest.mark.django_db(transaction=True)
def test_stopping_and_booking_at_once_leaves_no_appointment(at_once):
    assert at_once() == []


@pytest.mark.django_db(transaction=True)
def test_control_without_holding_the_application_an_appointment_stays(at_once, monkeypatch):
    monkeypatch.setattr(visits.applications, "hold", lambda application_id: None)
    assert at_once() == ["geboekt"]


def test_an_erased_application_is_held_without_complaint(gemeente):
    assert applications.hold(Application().pk) is None
