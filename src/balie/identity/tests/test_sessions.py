"""How long a login lasts, and on which municipality it counts."""
from datetime import timedelta
from uuid import uuid4

import pytest

from balie.identity import public as identity
from balie.identity.models import LoginEvent, Person
from balie.identity.tests.test_login import log_in, logged_in
from balie.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def resident(client, gemeente, provider):
    log_in(client, provider)
    return client


def status(client, **headers) -> int:
    return client.get("/inloggen/sessie/", **headers).json()["seconds_left"]


def test_a_quarter_of_an_hour_without_a_sign_of_life_ends_it(resident):
    now = clock.now()
    with clock.frozen(now + timedelta(minutes=14)):
        assert resident.get("/uitloggen/").status_code == 200  # a sign of life
    with clock.frozen(now + timedelta(minutes=28)):
        assert resident.get("/uitloggen/").status_code == 200
    with clock.frozen(now + timedelta(minutes=44)):
        assert resident.get("/uitloggen/").status_code == 302
    assert not logged_in(resident)
    assert LoginEvent.objects.get().ended


def test_after_two_hours_it_ends_whatever_happens(resident):
    now = clock.now()
    for minutes in range(10, 120, 10):
        with clock.frozen(now + timedelta(minutes=minutes)):
            assert resident.get("/uitloggen/").status_code == 200
    with clock.frozen(now + timedelta(minutes=121)):
        assert resident.get("/uitloggen/").status_code == 302


def test_asking_how_long_it_lasts_is_no_sign_of_life(resident):
    now = clock.now()
    with clock.frozen(now + timedelta(minutes=14)):
        assert 0 < status(resident) <= 60
    with clock.frozen(now + timedelta(minutes=16)):
        assert status(resident) == 0


def test_saying_that_you_are_there_makes_it_last(resident):
    now = clock.now()
    with clock.frozen(now + timedelta(minutes=14)):
        response = resident.post("/inloggen/verlengen/", {"next": "/mijn/"})
        assert response.url == "/mijn/"
        assert status(resident) > 800


def test_a_session_of_one_municipality_does_nothing_on_another(resident, other_gemeente):
    assert status(resident) > 0
    assert status(resident, headers={"host": "waterrijk.localhost"}) == 0
    assert resident.get("/uitloggen/", headers={"host": "waterrijk.localhost"}).status_code == 302


def test_logging_out_needs_a_button(resident):
    resident.get("/uitloggen/")
    assert logged_in(resident)
    assert resident.post("/uitloggen/").url == "/uitgelogd/"
    assert not logged_in(resident)
    assert LoginEvent.objects.get().ended


def test_logging_out_everywhere_ends_the_other_sessions(resident, client_class, provider):
    other = client_class()
    log_in(other, provider)
    stranger = client_class()
    provider.mistakes = {"bsn": "999990019"}
    log_in(stranger, provider)
    resident.post("/uitloggen/", {"overal": "1"})
    assert status(other) == 0
    assert status(stranger) > 0


def test_control_logging_out_here_leaves_the_other_sessions(resident, client_class, provider):
    other = client_class()
    log_in(other, provider)
    resident.post("/uitloggen/")
    assert status(other) > 0


@pytest.fixture
def client_class():
    from django.test import Client

    return Client


def test_erasing_somebody_ends_their_sessions(resident):
    person = Person.objects.get()
    identity.erase(person.id)
    assert status(resident) == 0
    with pytest.raises(identity.NotFound):
        identity.bsn_of(person.id, purpose="test")
    assert identity.export_for(person.id)["naam"] == ""


def test_a_page_for_a_higher_level_asks_to_log_in_again(rf, gemeente):
    request = rf.get("/geheim/")
    request.resident = identity.Resident(person_id=uuid4(), loa=identity.Loa.BASIS)
    assert identity.login_redirect(request, {"digid": "midden"}).url == "/inloggen/?next=%2Fgeheim%2F&digid=midden"
    assert identity.login_redirect(request, {"digid": "basis"}) is None
    assert identity.login_redirect(request, {}) is None
    assert identity.login_redirect(request, {"eherkenning": "eh3"}) is not None
