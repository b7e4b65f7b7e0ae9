"""The desk: arrive, begin, finish, hand out in one go; found by code or name without a name in the address."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.appointments import public as appointments
from balie.appointments.tests import factories as counter
from balie.cases import public as cases
from balie.cases.tests import factories
from balie.kernel import clock

pytestmark = pytest.mark.django_db
DAY = "/werk/afspraken/?locatie=stadhuis&dag=2026-11-23"


@pytest.fixture
def morning(gemeente):
    with clock.frozen(counter.MORNING):
        counter.counter(desks=4)
        yield


@pytest.fixture
def visit(morning, make_zaak):
    """An appointment of a zaak, made for the application that it came from."""
    def make(hour=10, version=None, **changes):
        zaak_id = make_zaak(version, **changes)
        application = cases.case_facts(zaak_id).application_id
        return zaak_id, counter.booked(start=counter.at(hour), owner=f"application:{application}")

    return make


def do(client, visit, verb, **typed):
    return client.post(f"/werk/afspraken/{visit.id}/{verb}/", {"locatie": "stadhuis", "dag": "2026-11-23"} | typed)


def status(visit) -> str:
    return appointments.get(visit.id, owner=visit.owner).status


def test_the_day_shows_who_comes_for_what(roos, visit):
    _zaak, booked = visit(name="Willemijn Zonneveld")
    text = roos.get(DAY).content.decode()
    for words in ("10.00 uur · Willemijn Zonneveld", "Dakterras", booked.code, "Open de zaak", "Is er"):
        assert words in text
    assert "Er zijn geen afspraken" in roos.get(DAY.replace("23", "24")).content.decode()


def test_arrive_begin_finish(roos, visit):
    _zaak, booked = visit()
    for verb, after in (("aankomst", "aangekomen"), ("begin", "bezig"), ("klaar", "klaar")):
        answer = do(roos, booked, verb)
        assert answer.status_code == 302
        assert answer.url.startswith(DAY)
        assert status(booked) == after


def test_what_cannot_be_is_said_at_its_line(roos, visit):
    _zaak, booked = visit()
    answer = do(roos, booked, "niet-verschenen")
    assert answer.status_code == 422
    assert "nog niet begonnen" in answer.content.decode()
    assert status(booked) == "geboekt"


def test_handing_out_closes_the_zaak_in_one_go(roos, nadia, visit):
    zaak_id, booked = visit(version=factories.publish_hand_out())
    do(roos, booked, "aankomst")
    assert not roos.get(DAY).context["lines"][0]["hand_out"], "nothing was decided yet"
    factories.grant(zaak_id, nadia.official)
    assert not roos.get(DAY).context["lines"][0]["hand_out"], "it is not made yet"
    assert do(roos, booked, "uitreiken", wat="Sleutel", gezien="Rijbewijs").status_code == 422
    assert cases.zaak_page(nadia.official, zaak_id).line.state == "besloten", "nobody said that it lies ready"
    assert status(booked) == "aangekomen", "nothing is half done"
    cases.mark_ready_to_collect(zaak_id=zaak_id, official=roos.official)
    assert roos.get(DAY).context["lines"][0]["hand_out"]
    assert do(roos, booked, "uitreiken", wat="Sleutel").status_code == 422, "who it is was not checked"
    assert status(booked) == "aangekomen"
    assert do(roos, booked, "uitreiken", wat="Sleutel", gezien="Rijbewijs").status_code == 302
    assert status(booked) == "klaar"
    assert cases.zaak_page(nadia.official, zaak_id).line.state == "klaar"


def test_nothing_is_half_done_when_the_zaak_cannot_close(roos, visit):
    _zaak, booked = visit(version=factories.publish_hand_out())
    do(roos, booked, "aankomst")
    assert do(roos, booked, "uitreiken", wat="Sleutel", gezien="Rijbewijs").status_code == 422
    assert status(booked) == "aangekomen"


def test_found_by_code_or_name(roos, visit):
    _zaak, one = visit(name="Willemijn Zonneveld")
    visit(hour=11)
    for typed in (one.code.lower(), "zonne"):
        answer = roos.post("/werk/afspraken/zoeken/", {"zoek": typed, "dag": "2026-11-23", "locatie": "stadhuis"})
        assert answer.status_code == 302
        assert "zonne" not in answer.url
        assert [line["row"].id for line in roos.get(answer.url).context["lines"]] == [one.id]
    answer = roos.post("/werk/afspraken/zoeken/", {"zoek": "niemand", "dag": "2026-11-23", "locatie": "stadhuis"})
    assert "Niemand gevonden" in roos.get(answer.url).content.decode()


def test_an_appointment_of_nothing_hands_out_nothing(roos, morning):
    booked = counter.booked(start=counter.at(10))
    do(roos, booked, "aankomst")
    assert do(roos, booked, "uitreiken", wat="Sleutel", gezien="Rijbewijs").status_code == 422
    assert status(booked) == "aangekomen"


def test_who_handles_the_zaak_receives_the_visitor_and_hands_out_nothing(nadia, visit):
    _zaak, booked = visit()
    assert [verb["label"] for verb in nadia.get(DAY).context["lines"][0]["verbs"]] == ["Is er"]
    assert do(nadia, booked, "aankomst").status_code == 302
    assert do(nadia, booked, "uitreiken", wat="Sleutel", gezien="Rijbewijs").status_code == 403
    assert status(booked) == "aangekomen"


def test_who_is_not_of_the_desk_gets_a_clear_no(log_in, visit):
    _zaak, booked = visit()
    assert do(log_in("beheerder", name="Ilse Brandsma"), booked, "aankomst").status_code == 403
    assert status(booked) == "geboekt"


def test_the_day_costs_the_same_however_many_come(roos, visit):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert roos.get(DAY).status_code == 200
        return len(seen)

    visit()
    queries()
    few = queries()
    for hour in (11, 12, 13):
        visit(hour=hour)
    assert queries() == few <= 12
