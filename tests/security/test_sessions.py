"""A session is of one person, on one municipality, in one browser: fixation, borrowing, cookies, and logging in too often."""
import os
import subprocess
import sys
from datetime import timedelta
from importlib import import_module

import pyotp
import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session

from balie.identity import public as identity
from balie.kernel import clock, tenancy
from balie.settings.environment import ROOT
from tests.security import matrix, people
from tests.security.world import EMAIL

PASSWORD = "een-lang-en-goed-wachtwoord"


def test_logging_in_changes_the_key_of_the_session(world):
    """Somebody who put their own key in another's browser is not logged in with them."""
    with people.undone():
        browser = people.client(world, "visitor")
        browser.post("/diensten/paspoort/kan-ik-dit/", {})
        planted = browser.cookies[settings.SESSION_COOKIE_NAME].value
        request = browser.get("/").wsgi_request
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key=planted)
        request.resident = None
        with tenancy.scope(world.gemeente):
            identity.sign_in(request, proof=people.PROOFS["owner"])
        request.session.save()
        assert request.session.session_key != planted
        browser.cookies[settings.SESSION_COOKIE_NAME] = planted
        assert browser.get("/mijn/").status_code == 302


def test_a_key_that_was_never_given_is_not_taken(world):
    browser = people.client(world, "visitor")
    browser.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    browser.post("/diensten/paspoort/kan-ik-dit/", {})
    assert not Session.objects.filter(session_key="x" * 32).exists()


@pytest.mark.parametrize("role", ["owner", "teamleider", "assisted", "organisation"])
def test_a_session_of_one_municipality_opens_nothing_on_another(world, role):
    browser = people.client(world, role)
    host = {"host": world.other.hosts[0]}
    with people.undone():
        for address in ("/mijn/", f"/mijn/zaken/{world.objects['zaak']}/", "/werk/", f"/werk/zaken/{world.objects['zaak']}/"):
            answer = browser.get(address, headers=host)
            assert matrix.outcome(answer) in ("login", "werk"), (role, address, answer.status_code)
            assert not matrix.told(world, answer)
        assert browser.get(f"/aanvraag/{world.objects['draft']}/", headers=host).status_code == 404


def test_help_at_the_counter_ends_with_the_official(world):
    """The resident's session that an official opened is worth nothing without that official's own login."""
    with people.undone():
        browser = people.client(world, "assisted")
        assert browser.get("/mijn/").status_code == 200
        with clock.frozen(clock.now() + timedelta(minutes=46)):
            assert matrix.outcome(browser.get("/mijn/")) == "login"


def test_cookies_cannot_be_read_by_scripts_nor_sent_by_other_sites(world):
    with people.undone():
        answer = people.client(world, "visitor").post("/diensten/paspoort/kan-ik-dit/", {})
    session, csrf = answer.cookies[settings.SESSION_COOKIE_NAME], people.client(world, "visitor").get("/contact/").cookies[settings.CSRF_COOKIE_NAME]
    for cookie in (session, csrf):
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["domain"] and cookie["path"] == "/"


def test_with_https_cookies_travel_by_https_alone():
    from balie.settings.environment import Environment

    assert settings.SESSION_COOKIE_SECURE == settings.CSRF_COOKIE_SECURE == settings.BALIE.https
    assert Environment(https=True).https


def test_a_password_that_was_stolen_is_hard_to_guess(tmp_path):
    """In a process of its own, as in a test passwords are hashed quickly."""
    said = "import django; django.setup(); from django.contrib.auth.hashers import make_password; print(make_password('geheim'))"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "balie.settings.owner", "BALIE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", said], env=environment, capture_output=True, text=True)
    kind, version, costs = done.stdout.split("$")[1:4]
    memory, times = (int(part[2:]) for part in costs.split(",")[:2])
    assert (kind, version) == ("argon2id", "v=19") and memory >= 19_456 and times >= 2, done  # what OWASP asks at least
    assert make_password("geheim").split("$")[3] == "m=8,t=1,p=1"  # control: here it is quick


# -- too often --------------------------------------------------------------------------------------------------------------

def attempts(world, email: str, times: int) -> list[str]:
    browser = people.client(world, "visitor")
    return [browser.post("/werk/inloggen/", {"login": email, "password": f"fout-wachtwoord-{number}"}).content.decode() for number in range(times)]


def test_guessing_a_password_stops(world):
    with people.undone():
        pages = attempts(world, "behandelaar@zonnedam.example", 7)
        assert "te vaak" not in pages[0] and "te vaak" in pages[-1]
        answer = people.client(world, "visitor").post("/werk/inloggen/", {"login": "behandelaar@zonnedam.example", "password": PASSWORD})
        assert "te vaak" in answer.content.decode()  # also with the right one


def test_an_unknown_address_is_answered_as_a_known_one(world):
    with people.undone():
        known, unknown = attempts(world, "balie@zonnedam.example", 1)[0], attempts(world, "niemand@zonnedam.example", 1)[0]
    assert "horen niet bij elkaar" in known and "horen niet bij elkaar" in unknown


def test_guessing_a_code_stops(world):
    with people.undone():
        secret = pyotp.random_base32()
        with tenancy.scope(world.gemeente):
            identity.set_totp(official_id=world.officials["balie"], secret=secret)
        browser = people.client(world, "visitor")
        assert browser.post("/werk/inloggen/", {"login": "balie@zonnedam.example", "password": PASSWORD}).url == "/werk/inloggen/code/"
        for _guess in range(12):
            browser.post("/werk/inloggen/code/", {"code": "000000"})
        browser.post("/werk/inloggen/code/", {"code": pyotp.TOTP(secret).now()})
        assert browser.get("/werk/account/").status_code == 302  # the right code comes too late


def sent_links(world, times: int, *, address=lambda number: EMAIL) -> list[int]:
    browser = people.client(world, "owner")
    return [browser.post(f"/aanvraag/{world.objects['draft']}/bewaren/", {"email": address(number)}).status_code for number in range(times)]


def test_nobody_can_flood_a_mailbox_by_the_pause_page(world):
    with people.undone():
        codes = sent_links(world, 9)
    assert codes[:4] == [200] * 4 and codes[6:] == [422] * 3


def test_nobody_can_flood_many_mailboxes_from_one_draft(world):
    with people.undone():
        codes = sent_links(world, 14, address=lambda number: f"iemand-{number}@voorbeeld.example")
    assert codes[:5] == [200] * 5 and codes[-2:] == [422] * 2


def test_control_without_the_limits_it_goes_on(world, monkeypatch):
    monkeypatch.setattr("balie.kernel.limits.too_often", lambda *args, **more: False)
    monkeypatch.setattr("balie.applications.rules.RESUME_LINKS_A_DAY", 1000)
    with people.undone():
        assert set(sent_links(world, 14)) == {200}
