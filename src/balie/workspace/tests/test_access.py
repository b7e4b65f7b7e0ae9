"""Who gets in: every address × nobody, a resident, an official without the role, an official of another municipality. With a control."""
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client, RequestFactory

from balie.identity import public as identity
from balie.kernel import tenancy
from balie.workspace import urls
from balie.workspace.tests.conftest import official_client

pytestmark = pytest.mark.django_db
FREE = {"queue", "account", "stop_assisting"}  # for every official, whatever their role
STAFF = {  # for who manages colleagues, services and other software
    "coverage", "coverage_file", "confirm", "confirm_file", "standards", "usage", "usage_file",
    "search_words", "search_words_new", "search_words_remove", "search_words_drop",
    "staff", "colleague", "api_clients", "api_client_new", "api_client", "api_client_secret", "api_client_grant", "api_client_withdraw",
    "api_client_revoke", "notifications", "subscriber", "resend", "drop",
}


def address(pattern, zaak_id) -> str:
    path = str(pattern.pattern)
    for name in ("task", "document", "delivery", "payment"):
        path = path.replace(f"<uuid:{name}>", str(uuid4()))
    return "/werk/" + path.replace("<uuid:id>", str(zaak_id))


def both(client, where):
    return client.get(where), client.post(where)


@pytest.fixture
def zaak_id(make_zaak):
    return make_zaak()


def answers(client, zaak_id, patterns=urls.urlpatterns):
    """(name, answer) at every address, asked and posted to, that takes this method; what it changed is undone."""
    for pattern in patterns:
        with transaction.atomic():
            for answer in both(client, address(pattern, zaak_id)):
                if answer.status_code != 405:
                    yield pattern.name, answer
            transaction.set_rollback(True)


def test_nobody_and_residents_are_sent_to_log_in(client, zaak_id):
    resident = Client()
    request = RequestFactory().get("/")
    request.session, request.official = resident.session, None
    identity.sign_in(request, proof=identity.Proof(via="digid", loa=identity.Loa.MIDDEN, bsn="999993653"))
    resident.cookies["balie_session"] = request.session.session_key
    assert resident.get("/mijn/").status_code == 200, "control: the resident is logged in"
    found = [*answers(client, zaak_id), *answers(resident, zaak_id)]
    assert {name for name, _ in found} == {pattern.name for pattern in urls.urlpatterns}
    for name, answer in found:
        assert answer.status_code == 302 and answer.url.startswith("/werk/inloggen/"), name


def test_a_role_that_may_not_gets_a_clear_no(log_in, zaak_id):
    desk, manager = log_in("balie", name="Roos Veenstra"), log_in("beheerder", name="Ilse Brandsma")
    closed = [pattern for pattern in urls.urlpatterns if pattern.name not in FREE]
    found = [*answers(desk, zaak_id, [pattern for pattern in closed if pattern.name in STAFF]),
             *answers(manager, zaak_id, [pattern for pattern in closed if pattern.name not in STAFF])]
    assert {name for name, _ in found} == {pattern.name for pattern in closed}
    for name, answer in found:
        assert answer.status_code == 403 and "Dit mag u niet doen" in answer.content.decode(), name


def test_a_zaak_of_another_municipality_does_not_exist(zaak_id, other_gemeente, nadia):
    assert nadia.get(f"/werk/zaken/{zaak_id}/").status_code == 200, "control: it does exist at home"
    with tenancy.scope(other_gemeente):
        theirs = official_client("teamleider", "behandelaar", "balie", name="Tjeerd Wiersma")
    for pattern in urls.urlpatterns:
        if "zaken/" in str(pattern.pattern):
            for answer in both_at(theirs, address(pattern, zaak_id), "waterrijk.localhost"):
                assert answer.status_code in (404, 405, 422), pattern.name
                assert "J. de Wit" not in answer.content.decode()
    page = theirs.get("/werk/", headers={"host": "waterrijk.localhost"})
    assert page.status_code == 200
    assert "J. de Wit" not in page.content.decode()


def both_at(client, where, host):
    return client.get(where, headers={"host": host}), client.post(where, headers={"host": host})


def test_an_official_is_nobody_elsewhere(nadia, other_gemeente, zaak_id):
    assert nadia.get("/werk/").status_code == 200
    answer = nadia.get("/werk/", headers={"host": "waterrijk.localhost"})
    assert answer.status_code == 302
    assert answer.url.startswith("/werk/inloggen/")


def test_without_a_second_factor_there_is_no_work(gemeente, nadia, zaak_id):
    client = Client()
    client.force_login(get_user_model().objects.get(pk=nadia.official.id))
    assert client.get("/werk/").url == "/werk/inloggen/tweede-stap/"


@pytest.mark.parametrize("typed", ["a\x00b", "\udcff", "<script>alert(1)</script>", "x" * 5000])
def test_strange_input_breaks_nothing(nadia, zaak_id, typed):
    for where, field in (("/werk/zoeken/", "q"), (f"/werk/zaken/{zaak_id}/notitie/", "notitie"), (f"/werk/zaken/{zaak_id}/bericht/", "bericht")):
        answer = nadia.post(where, {field: typed.encode("utf-8", "surrogateescape")})
        assert answer.status_code in (302, 400, 413, 422)
    assert "<script>alert" not in nadia.get(f"/werk/zaken/{zaak_id}/").content.decode()
    assert "<script>alert" not in nadia.get("/werk/zoeken/").content.decode()
