"""Officials who manage links add applicaties, see a secret once, give and withdraw rights, and revoke; nobody else does."""
from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.kernel import tenancy
from balie.zgw.autorisaties.tests.world import OTHER_ZAAKTYPE, SECRET, ZAAKTYPE, bearer, make_client, zaken
from balie.zgw.models import Applicatie
from balie.zgw.public import Forbidden, authenticate, autorisaties

pytestmark = pytest.mark.django_db
LIST, NEW = "/werk/applicaties/", "/werk/applicaties/nieuw/"
ADDED = {"naam": "Het zaaksysteem", "client_id": "zaaksysteem"}
RIGHT = {
    "recht": "ja", "onderdeel": "zrc", "scopes": ["zaken.lezen", "zaken.aanmaken"], "typen": f"{ZAAKTYPE}\n{OTHER_ZAAKTYPE}", "niveau": "intern",
}
READ = frozenset({"zaken.lezen"})


@pytest.fixture
def ilse(log_in):
    return log_in("beheerder", name="Ilse Brandsma")


def words(response) -> str:
    return response.content.decode().replace("\xa0", " ")


def secret_on(response) -> str:
    assert response.status_code == 200 and "no-store" in response.headers["Cache-Control"]
    return re.findall(r'<code>([^<]+)</code>', words(response))[1]


def test_one_that_may_do_everything_gets_in_with_the_secret_that_is_shown(ilse):
    secret = secret_on(ilse.post(NEW, ADDED | {"onderdeel": "alles"}))
    assert authenticate(bearer("zaaksysteem", secret)).superuser
    assert secret not in words(ilse.get(LIST)) + words(ilse.get(f"{LIST}{Applicatie.objects.get().id}/")), "it is shown once"


def test_one_with_a_right_is_asked_which_and_may_that_alone(ilse):
    page = ilse.post(NEW, ADDED | {"onderdeel": "zrc"})
    assert page.status_code == 200 and "zaken.heropenen" in words(page) and not Applicatie.objects.exists()
    client = authenticate(bearer("zaaksysteem", secret_on(ilse.post(NEW, ADDED | RIGHT))))
    limits = client.limits("zrc", READ)
    assert limits.allow(ZAAKTYPE, "intern") and limits.allow(OTHER_ZAAKTYPE, "openbaar")
    assert not client.superuser and not limits.allow(ZAAKTYPE, "geheim")
    assert "Zaken API" in words(ilse.get(LIST)) and "tot en met intern" in words(ilse.get(f"{LIST}{Applicatie.objects.get().id}/"))


@pytest.mark.parametrize(("changes", "said"), [
    ({"naam": " "}, "Vul een naam in"), ({"client_id": ""}, "Vul een client id in"), ({"onderdeel": ""}, "Kies wat de applicatie mag"),
    ({"scopes": []}, "Kies wat de applicatie mag"), ({"scopes": ["iets.anders"]}, "Kies wat de applicatie mag"),
    ({"typen": ""}, "Kies een of meer"), ({"niveau": "onzin"}, "vertrouwelijkheid"), ({"typen": "geen-adres"}, "geen adres"),
    ({"client_id": "x" * 51}, "hoogstens 50"),
    ({"client_id": "bestaat"}, "al van een andere applicatie"), ({"client_id": "a\x07b"}, "tekens"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_makes_nothing(ilse, changes, said):
    make_client("bestaat")
    answer = ilse.post(NEW, ADDED | RIGHT | changes)
    assert answer.status_code == 422 and said in words(answer) and "Fout: " in words(answer) and Applicatie.objects.count() == 1


def test_a_new_secret_ends_the_old_one(ilse):
    row = make_client()
    secret = secret_on(ilse.post(f"{LIST}{row.id}/geheim/", {"client_id": "zaaksysteem"}))
    assert authenticate(bearer("zaaksysteem", secret))
    with pytest.raises(Forbidden):
        authenticate(bearer())
    make_client("ander")
    assert ilse.post(f"{LIST}{row.id}/geheim/", {"client_id": "ander"}).status_code == 404
    assert authenticate(bearer("ander")), "of another applicatie it stays"


def test_rights_are_added_and_taken_away(ilse):
    row = make_client("zaaksysteem", zaken("zaken.lezen"))
    asked = ilse.post(f"{LIST}{row.id}/recht/", {"onderdeel": "ztc"})
    assert "catalogi.schrijven" in words(asked) and "zaaktypen?" not in words(asked)
    ilse.post(f"{LIST}{row.id}/recht/", {"recht": "ja", "onderdeel": "ztc", "scopes": "catalogi.schrijven"})
    assert authenticate(bearer()).may("ztc", "catalogi.schrijven") and authenticate(bearer()).may("zrc", "zaken.lezen")
    (right,) = row.autorisaties.filter(component="zrc")
    assert "is bewaard" in words(ilse.post(f"{LIST}{row.id}/recht-weg/", {"recht": str(right.id)}, follow=True))
    assert not authenticate(bearer()).may("zrc", "zaken.lezen")
    for which, said in ((str(right.id), "er niet meer"), ("geen-id", "er niet meer"), (str(row.autorisaties.get().id), "laatste recht")):
        answer = ilse.post(f"{LIST}{row.id}/recht-weg/", {"recht": which})
        assert answer.status_code == 422 and said in words(answer) and row.autorisaties.count() == 1
    assert ilse.post(f"{LIST}{row.id}/recht/", {"onderdeel": "xyz"}).status_code == 422
    assert ilse.post(f"{LIST}{row.id}/recht/", {"recht": "ja", "onderdeel": "ztc"}).status_code == 422


def test_who_may_everything_is_told_that_it_will_be_less(ilse):
    row = make_client()
    assert "mag nu alles" in words(ilse.post(f"{LIST}{row.id}/recht/", {"onderdeel": "ztc"}))
    ilse.post(f"{LIST}{row.id}/recht/", {"recht": "ja", "onderdeel": "ztc", "scopes": "catalogi.lezen"})
    assert not authenticate(bearer()).superuser


def test_revoked_is_for_good(ilse):
    row = make_client()
    assert "ingetrokken" in words(ilse.post(f"{LIST}{row.id}/intrekken/", follow=True))
    with pytest.raises(Forbidden):
        authenticate(bearer())
    assert ilse.get(f"{LIST}{row.id}/").status_code == 404 and ilse.post(f"{LIST}{row.id}/intrekken/").status_code == 404


def test_only_who_manages_links(ilse, log_in, nadia):
    row = make_client()
    for client in (nadia, log_in("balie", name="Bo Balie"), log_in("teamleider", name="Marlon Pinas")):
        assert {client.get(path).status_code for path in (LIST, NEW, f"{LIST}{row.id}/")} == {403}
        assert client.post(NEW, ADDED | {"onderdeel": "alles"}).status_code == 403
        assert {client.post(f"{LIST}{row.id}/{verb}/").status_code for verb in ("geheim", "recht", "recht-weg", "intrekken")} == {403}
        assert LIST not in words(client.get("/werk/"))
        with pytest.raises(Forbidden):
            autorisaties.administering.revoke(official=client.official, applicatie_id=row.id)
    assert authenticate(bearer()) and Applicatie.objects.count() == 1
    assert LIST in words(ilse.get("/werk/account/")), "control: the menu of who may"


def test_of_another_municipality_nothing_shows(ilse, other_gemeente):
    with tenancy.scope(other_gemeente):
        row = make_client("van-waterrijk", label="Van Waterrijk")
    assert "Van Waterrijk" not in words(ilse.get(LIST)) and ilse.get(f"{LIST}{row.id}/").status_code == 404
    assert {ilse.post(f"{LIST}{row.id}/{verb}/").status_code for verb in ("geheim", "recht", "recht-weg", "intrekken")} == {404}
    with tenancy.scope(other_gemeente):
        assert authenticate(bearer("van-waterrijk"))


def test_empty_and_unknown(ilse):
    assert "Er is nog geen applicatie" in words(ilse.get(LIST)) and ilse.get(f"{LIST}{uuid4()}/").status_code == 404


def cost(client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_the_pages_cost_the_same_however_long(ilse):
    row = make_client("een", zaken("zaken.lezen"), secret=SECRET)
    paths = (LIST, f"{LIST}{row.id}/")
    before = [cost(ilse, path) for path in paths * 2][2:]  # the first page also reads what stays in memory
    for number in range(10):
        make_client(f"client-{number}", *[zaken("zaken.lezen")] * 3)
    autorisaties.update_applicatie(applicatie_id=row.id, autorisaties=[zaken("zaken.lezen")] * 10)
    assert [cost(ilse, path) for path in paths] == before
