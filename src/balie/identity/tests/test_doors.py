"""Guarded pages: who gets in, who is sent where, and that nothing sent is lost on the way."""
from datetime import timedelta

import pytest
from django.test import Client

from balie.identity import public as identity
from balie.identity.tests.test_login import log_in
from balie.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.urls("balie.identity.tests.urls")]
SENT = {"naam": ["Jansen", "Pietersen"], "bsn": "999993653"}


def test_a_visitor_is_sent_to_log_in_and_back(client, gemeente, provider):
    assert client.get("/geheim/?stap=2").url == "/inloggen/?next=%2Fgeheim%2F%3Fstap%3D2&digid=midden"
    log_in(client, provider)
    assert client.get("/geheim/").status_code == 200


def test_a_lower_level_does_not_get_in(client, gemeente, provider):
    log_in(client, provider, level="midden")
    session = client.session
    session["resident"] |= {"loa": "basis"}
    session.save()
    assert client.get("/geheim/").status_code == 302


def test_what_was_sent_too_late_is_kept_and_sent_after_all(client, gemeente, provider):
    log_in(client, provider)
    with clock.frozen(clock.now() + timedelta(minutes=20)):
        gone = client.post("/geheim/", SENT)
        assert gone.status_code == 302 and "verlopen=1" in gone.url
        assert "999993653" not in str(dict(client.session.items())), "kept under seal"
        page = log_in(client, provider).content.decode()
    assert 'action="/geheim/"' in page and 'value="Jansen"' in page and 'value="Pietersen"' in page
    assert "kept" not in client.session


def test_what_was_kept_is_for_the_same_person_only(client, gemeente, provider):
    log_in(client, provider)
    with clock.frozen(clock.now() + timedelta(minutes=20)):
        client.post("/geheim/", SENT)
        provider.mistakes = {"bsn": "999990019"}
        assert log_in(client, provider).status_code == 302


def test_the_page_is_told_how_long_the_login_lasts(client, gemeente, provider):
    log_in(client, provider)
    client.get("/geheim/")
    assert 890 < int(client.cookies["balie_until"].value) - clock.now().timestamp() <= 901
    client.post("/uitloggen/")
    assert client.cookies["balie_until"].value == ""


def test_a_visitor_gets_no_cookie(gemeente):
    client = Client()
    client.get("/inloggen/")
    assert "balie_until" not in client.cookies


def test_work_is_for_officials_with_the_permission(client, gemeente, provider):
    assert client.get("/werk/proef/").url == "/werk/inloggen/?next=%2Fwerk%2Fproef%2F"
    log_in(client, provider)
    assert client.get("/werk/proef/").status_code == 302, "a resident is no official"


def test_the_name_appears_once_it_is_known(client, gemeente, provider):
    log_in(client, provider)
    from balie.identity.models import Person

    identity.remember_name(person_id=Person.objects.get().id, name="Johanna de Wit")
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        client.get("/geheim/")
    assert client.session["resident"]["name"] == "Johanna de Wit"


def test_a_resident_costs_no_query_of_identity(client, gemeente, provider, django_assert_num_queries):
    log_in(client, provider)
    client.get("/geheim/")
    with django_assert_num_queries(3):  # the session, and the savepoint of the request
        client.get("/geheim/")
