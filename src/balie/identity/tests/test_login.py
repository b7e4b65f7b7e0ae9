"""Logging in by DigiD, from the choice to coming back; each way in which an answer can be wrong is refused."""
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest
from joserfc import jwk

from balie.identity.models import LoginEvent, Person
from balie.identity.tests.provider import BASIS, BSN
from balie.kernel import clock

pytestmark = pytest.mark.django_db


def log_in(client, provider, *, level="midden", next="/geheim/", **changes):
    """Follow the login; `changes` replace what the browser brings back (None: leave out)."""
    gone = client.get("/inloggen/digid/", {"niveau": level, "next": next})
    assert gone.status_code == 302, gone.content
    answer = {name: value for name, value in (provider.visit(gone.url) | changes).items() if value is not None}
    return client.get("/inloggen/digid/terug/", answer)


def logged_in(client) -> bool:
    return "resident" in client.session


def test_a_login_leads_back_to_where_it_started(client, gemeente, provider):
    back = log_in(client, provider)
    assert (back.status_code, back.url) == (302, "/geheim/")
    assert logged_in(client)
    person = Person.objects.get()
    assert client.session["resident"]["person_id"] == str(person.id)
    assert LoginEvent.objects.get().subject == person.id


def test_the_bsn_is_not_in_the_session_nor_in_an_address(client, gemeente, provider):
    response = log_in(client, provider)
    assert BSN not in str(dict(client.session.items()))
    assert BSN not in response.url


def test_the_way_there_asks_for_the_level_with_pkce(client, gemeente, provider):
    url = client.get("/inloggen/digid/", {"niveau": "substantieel"}).url
    query = dict(parse_qsl(urlsplit(url).query))
    assert query["acr_values"].endswith(":Smartcard")
    assert query["code_challenge_method"] == "S256" and len(query["code_challenge"]) == 43
    assert query["response_type"] == "code" and query["state"] and query["nonce"]


WRONG = {
    "another audience": {"aud": "somebody-else"},
    "several audiences without azp": {"aud": ["balie", "somebody-else"]},
    "another issuer": {"iss": "https://evil.example"},
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "expired": {"exp": 1_000_000_000},
    "no expiry": {"exp": None},
    "issued in the future": {"iat": 4_000_000_000},
    "a number that is no BSN": {"bsn": "123456789"},
    "no BSN": {"bsn": None},
}


@pytest.mark.parametrize("mistakes", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_token_is_refused(client, gemeente, provider, mistakes):
    provider.mistakes = mistakes
    response = log_in(client, provider)
    assert response.status_code == 400
    assert not logged_in(client)
    assert not Person.objects.exists()


@pytest.mark.parametrize("mistakes", [{}, {"aud": ["balie"]}, {"aud": ["balie", "other"], "azp": "balie"}])
def test_control_a_right_token_is_accepted(client, gemeente, provider, mistakes):
    provider.mistakes = mistakes
    log_in(client, provider)
    assert logged_in(client)


def test_a_token_signed_by_somebody_else_is_refused(client, gemeente, provider):
    provider.key = jwk.RSAKey.generate_key(2048, {"kid": "one"})
    assert log_in(client, provider).status_code == 400
    assert not logged_in(client)


def test_a_lower_level_than_asked_is_refused(client, gemeente, provider):
    provider.mistakes = {"acr": BASIS}
    response = log_in(client, provider)
    assert response.status_code == 403
    assert not logged_in(client)
    assert "DigiD-app" in response.content.decode()


def test_control_that_level_is_enough_when_it_was_asked(client, gemeente, provider):
    provider.mistakes = {"acr": BASIS}
    log_in(client, provider, level="basis")
    assert logged_in(client)


def test_an_unknown_level_is_refused(client, gemeente, provider):
    provider.mistakes = {"acr": "urn:made:up"}
    assert log_in(client, provider).status_code == 403


def test_an_answer_of_another_issuer_is_refused(client, gemeente, provider):
    assert log_in(client, provider, iss="https://evil.example").status_code == 400


def test_an_answer_with_a_state_of_another_session_is_refused(client, gemeente, provider):
    assert log_in(client, provider, state="made-up").status_code == 400
    assert not logged_in(client)


def test_an_answer_counts_once(client, gemeente, provider):
    gone = client.get("/inloggen/digid/", {"niveau": "midden"})
    answer = provider.visit(gone.url)
    assert client.get("/inloggen/digid/terug/", answer).status_code == 302
    client.cookies.clear()
    assert client.get("/inloggen/digid/terug/", answer).status_code == 400


def test_cancelling_gives_a_page_with_the_way_back(client, gemeente, provider):
    response = log_in(client, provider, next="/geheim/?pagina=2", code=None, error="access_denied")
    page = response.content.decode()
    assert response.status_code == 200
    assert 'href="/geheim/?pagina=2"' in page and "niveau=midden" in page
    assert not logged_in(client)


def test_a_provider_that_is_down_gives_a_page_that_says_so(client, gemeente, provider):
    provider.down = True
    response = client.get("/inloggen/digid/", {"niveau": "midden", "next": "/geheim/"})
    assert response.status_code == 503
    assert "geen antwoord" in response.content.decode()


BROKEN = {
    "an error": httpx2.Response(500), "refused": httpx2.Response(403), "silence": httpx2.ReadTimeout("silent"),
    "no JSON": httpx2.Response(200, content=b"<html>"), "another kind of JSON": httpx2.Response(200, content=b"[]"),
}


def the_way_back(response) -> bool:
    page = response.content.decode()
    return response.status_code == 503 and "geeft nu geen antwoord" in page and 'href="/geheim/"' in page and "niveau=midden" in page


@pytest.mark.parametrize("fault", BROKEN.values(), ids=BROKEN)
def test_discovery_that_fails_gives_a_page_with_the_way_back(client, gemeente, provider, fault):
    provider.broken["/.well-known/openid-configuration"] = fault
    assert the_way_back(client.get("/inloggen/digid/", {"niveau": "midden", "next": "/geheim/"}))
    provider.broken.clear()
    assert client.get("/inloggen/digid/", {"niveau": "midden", "next": "/geheim/"}).status_code == 302, "a fault is not remembered"


@pytest.mark.parametrize("path", ["/token", "/jwks"])
@pytest.mark.parametrize("fault", [BROKEN["an error"], BROKEN["silence"]], ids=["an error", "silence"])
def test_a_provider_that_fails_on_the_way_back_gives_a_page_with_the_way_back(client, gemeente, provider, path, fault):
    provider.broken[path] = fault
    assert the_way_back(log_in(client, provider)) and not logged_in(client)
    provider.broken.clear()
    assert log_in(client, provider).status_code == 302, "trying again works"


@pytest.mark.parametrize(("error", "said"), [
    ("server_error", "geeft nu geen antwoord"), ("temporarily_unavailable", "geeft nu geen antwoord"), ("access_denied", "DigiD liet u niet toe"),
])
def test_what_the_provider_says_is_passed_on(client, gemeente, provider, error, said):
    response = log_in(client, provider, code=None, error=error)
    page = response.content.decode()
    assert said in page and 'href="/geheim/"' in page and not logged_in(client)


def test_too_late_is_too_late(client, gemeente, provider):
    answer = provider.visit(client.get("/inloggen/digid/", {"niveau": "midden"}).url)
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        assert client.get("/inloggen/digid/terug/", answer).status_code == 400
    assert not logged_in(client)


def test_the_session_key_changes_at_login_and_what_was_typed_stays(client, gemeente, provider):
    session = client.session
    session["check_answers"] = {"zone": "A"}
    session.save()
    before = client.cookies["balie_session"].value if "balie_session" in client.cookies else session.session_key
    log_in(client, provider)
    assert client.session.session_key != before
    assert client.session["check_answers"] == {"zone": "A"}


def test_what_was_typed_by_another_person_does_not_stay(client, gemeente, provider):
    log_in(client, provider)
    session = client.session
    session["check_answers"] = {"zone": "A"}
    session.save()
    provider.mistakes = {"bsn": "999990019"}
    log_in(client, provider)
    assert Person.objects.count() == 2
    assert "check_answers" not in client.session


@pytest.mark.parametrize("next", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb", "http:/x"])
def test_a_login_never_leads_elsewhere(client, gemeente, provider, next):
    assert log_in(client, provider, next=next).url == "/"


def test_control_a_page_of_our_own_is_fine(client, gemeente, provider):
    assert log_in(client, provider, next="/mijn/zaken/?open=1").url == "/mijn/zaken/?open=1"


def test_the_choice_shows_only_what_the_service_accepts(client, gemeente):
    page = client.get("/inloggen/", {"next": "/geheim/", "digid": "midden"}).content.decode()
    assert "Log in met DigiD" in page and "eHerkenning" not in page
    page = client.get("/inloggen/", {"next": "/geheim/", "digid": "midden", "eherkenning": "eh3"}).content.decode()
    assert "Log in met eHerkenning" in page and "EH3" in page


@pytest.mark.parametrize("address", ["/inloggen/facebook/", "/inloggen/facebook/terug/"])
def test_an_unknown_provider_is_not_there(client, gemeente, address):
    assert client.get(address).status_code == 404
