"""Choosing a moment after sending: one appointment however many tabs, none for what has ended, and the right day on the confirmation."""
import pytest

from balie.appointments import public as appointments
from balie.appointments.tests import factories as counter
from balie.cases import public as cases
from balie.cases.tests import factories
from balie.kernel import clock
from balie.portal.tests.browser import queries


@pytest.fixture
def sent(jo):
    with clock.frozen(counter.MORNING):
        counter.counter(product="sleutel-aanvragen")
        yield factories.sent_for_visit(jo.resident)


def book(browser, sent, *, day: int = 24, hour: int = 10, attempt: str = "een"):
    moment = f"stadhuis|{counter.at(hour, day=day).isoformat()}"
    return browser.post(f"/aanvraag/{sent.id}/afspraak/", {"moment": moment, "poging": attempt})


def confirmation(browser, sent) -> str:
    return browser.get(f"/aanvraag/{sent.id}/klaar/").text


def stop(jo, run_jobs):
    run_jobs()
    (line,) = cases.mijn_balie(jo.resident).running
    cases.withdraw(zaak_id=line.zaak_id, resident=jo.resident)


def test_the_confirmation_promises_a_day_once_the_visit_is_booked(jo, sent, run_jobs):
    page = confirmation(jo, sent)
    assert "Binnen 5 werkdagen na uw afspraak." in page and "Uiterlijk" not in page and "Kies nu een dag en tijd" in page
    assert book(jo, sent).url == f"/aanvraag/{sent.id}/klaar/"
    for _worker in (None, run_jobs()):
        page = confirmation(jo, sent)
        assert "Uiterlijk dinsdag 1 december." in page and "Kies nu een dag en tijd" not in page
    (line,) = cases.mijn_balie(jo.resident).running
    assert line.deadline.isoformat() == "2026-12-01"
    assert "Uiterlijk 1 december" in jo.get(f"/mijn/zaken/{line.zaak_id}/").text


def test_two_tabs_are_one_appointment(jo, sent):
    assert book(jo, sent).url == book(jo, sent, hour=14, attempt="twee").url == f"/aanvraag/{sent.id}/klaar/"
    assert [each.start for each in appointments.for_owner(sent.owner)] == [counter.at(10, day=24)]


def test_a_second_tab_that_was_open_already_shows_what_stands(jo, sent, monkeypatch):
    """The check of the page saw nothing yet: the verb refuses, and the confirmation shows the appointment that stands."""
    book(jo, sent)
    monkeypatch.setattr("balie.portal.apply.appointment.appointments.for_owner", lambda owner: [])
    assert book(jo, sent, hour=14, attempt="twee").url == f"/aanvraag/{sent.id}/klaar/"
    monkeypatch.undo()
    assert len(appointments.for_owner(sent.owner)) == 1


def test_what_was_stopped_cannot_be_booked(jo, sent, run_jobs):
    assert jo.get(f"/aanvraag/{sent.id}/afspraak/").status_code == 200, "control: before it was stopped"
    stop(jo, run_jobs)
    for answer in (jo.get(f"/aanvraag/{sent.id}/afspraak/"), book(jo, sent)):
        assert answer.status_code == 302 and answer.url == f"/aanvraag/{sent.id}/klaar/"
    assert appointments.for_owner(sent.owner) == [] and "Kies nu een dag en tijd" not in confirmation(jo, sent)


def test_what_was_stopped_keeps_no_slot(jo, sent, run_jobs):
    book(jo, sent)
    stop(jo, run_jobs)
    assert [each.status for each in appointments.for_owner(sent.owner)] == ["afgezegd"]


def test_nobody_elses(bo, sent):
    assert book(bo, sent).status_code == 404


def test_the_confirmation_costs_the_same_with_a_visit(jo, sent, run_jobs):
    run_jobs()
    few = queries(jo, f"/aanvraag/{sent.id}/klaar/")
    book(jo, sent)
    assert queries(jo, f"/aanvraag/{sent.id}/klaar/") <= few
