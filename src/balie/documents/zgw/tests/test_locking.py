"""drc-009: who changes a document holds its lock, and nobody else changes it meanwhile."""
import pytest

from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.documents.zgw.tests import stage
from balie.documents.zgw.tests.stage import ROOT
from balie.zgw.public import contract
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db
NOWHERE = "nonFieldErrors"


@pytest.fixture
def made(api):
    return stage.document(api)


def test_drc_009_a_lock_is_given_once_and_cannot_be_guessed(api, made):
    answer = api.post(f"{made['url']}/lock", {})
    assert contract.conforms("documenten", "enkelvoudiginformatieobject_lock", 200, answer.json()) == []
    first = answer.json()["lock"]
    assert api.get(made["url"]).json()["locked"] is True
    assert codes(api.post(f"{made['url']}/lock")) == {NOWHERE: "existing-lock"}
    assert api.post(f"{made['url']}/unlock", {"lock": first}).status_code == 204
    assert api.get(made["url"]).json()["locked"] is False
    second = stage.locked(api, made["url"])
    assert second != first and len(first) == 40 and len(set(first)) > 6


def test_drc_009_nothing_changes_without_the_lock(api, made):
    url, put = made["url"], stage.body(made["informatieobjecttype"])
    assert codes(api.patch(url, {"titel": "x"})) == codes(api.patch(url, {"titel": "x", "lock": "x"})) == {NOWHERE: "unlocked"}
    lock = stage.locked(api, url)
    assert codes(api.patch(url, {"titel": "x"})) == {NOWHERE: "missing-lock-id"}
    assert codes(api.put(url, put)) == {NOWHERE: "missing-lock-id", "lock": "required"}
    for wrong in ("x", lock[:-1], lock.upper() + "é"):
        assert codes(api.patch(url, {"titel": "x", "lock": wrong})) == {NOWHERE: "incorrect-lock-id"}
        assert codes(api.put(url, put | {"lock": wrong})) == {NOWHERE: "incorrect-lock-id"}
    assert api.get(url).json()["versie"] == 1
    assert api.patch(url, {"titel": "x", "lock": lock}).json()["versie"] == 2  # control
    api.post(f"{url}/unlock", {"lock": lock})
    assert codes(api.patch(url, {"titel": "y", "lock": lock})) == {NOWHERE: "unlocked"}


def test_drc_009_only_its_id_opens_a_lock(api, made):
    stage.locked(api, made["url"])
    assert codes(api.post(f"{made['url']}/unlock", {"lock": "x"})) == {NOWHERE: "incorrect-lock-id"}
    assert codes(api.post(f"{made['url']}/unlock", {"lock": 1})) == {"lock": "invalid"}
    assert api.get(made["url"]).json()["locked"] is True


def test_drc_009_who_may_use_force_leaves_the_id_out(api, made):
    def client(*scopes: str) -> Api:
        return Api([("drc", list(scopes), made["informatieobjecttype"], "zeer_geheim")])

    stage.locked(api, made["url"])
    assert client("documenten.lock").post(f"{made['url']}/unlock").status_code == 403
    assert client("documenten.lezen").post(f"{made['url']}/unlock").status_code == 403
    assert api.get(made["url"]).json()["locked"] is True
    assert client("documenten.geforceerd-unlock").post(f"{made['url']}/unlock").status_code == 204
    assert api.get(made["url"]).json()["locked"] is False
    assert client("documenten.lock").post(f"{made['url']}/unlock").status_code == 204  # there is nothing to open


def test_a_lock_on_what_is_not_there(api):
    nowhere = f"{stage.EIO}/0198c0de-0000-7000-8000-000000000001"
    assert api.post(f"{nowhere}/lock").status_code == 404 and api.post(f"{nowhere}/unlock", {}).status_code == 404


def test_locking_takes_few_queries(api, made, django_assert_num_queries):
    with django_assert_num_queries(5):  # a savepoint and its end, the document, its rights, the lock
        stage.locked(api, made["url"])


def test_changing_takes_few_queries(api, made, django_assert_num_queries):
    lock = stage.locked(api, made["url"])
    with django_assert_num_queries(10):  # a savepoint and its end, the lock, before, the newest; that, the document, the new one; after, the trail
        api.patch(made["url"], {"titel": "x", "lock": lock})


def test_everything_that_is_wrong_is_said_at_once(api, made):
    answer = api.patch(made["url"], {"titel": "", "taal": "nederlands", "status": "af", "indicatieGebruiksrecht": True, "bestandsomvang": 3})
    assert {(each["name"], each["code"]) for each in answer.json()["invalidParams"]} == {
        ("titel", "blank"), ("taal", "max_length"), ("status", "invalid_choice"), ("indicatieGebruiksrecht", "missing-gebruiksrechten"),
        (NOWHERE, "unlocked"), (NOWHERE, "file-size"),
    }
    assert contract.conforms("documenten", "enkelvoudiginformatieobject_partial_update", 400, answer.json()) == []


def test_what_is_changed_stands_in_the_trail(api, made):
    lock = stage.locked(api, made["url"])
    api.patch(made["url"], {"titel": "x", "lock": lock}, headers={"x-audit-toelichting": "Typefout"})
    trail = api.get(f"{made['url']}/audittrail").json()
    assert contract.conforms("documenten", "audittrail_list", 200, trail[1:]) == []
    assert [(each["actie"], each["toelichting"]) for each in trail] == [("create", ""), ("partial_update", "Typefout")]
    assert [trail[1]["wijzigingen"][side]["titel"] for side in ("oud", "nieuw")] == ["Tekening", "x"]
    one = api.get(f"{made['url']}/audittrail/{trail[1]['uuid']}")
    assert one.json() == trail[1]


def test_an_identificatie_is_there_once(api, made):
    kind = made["informatieobjecttype"]
    again = api.post(stage.EIO, stage.body(kind, identificatie=made["identificatie"]))
    assert codes(again) == {"identificatie": "identificatie-niet-uniek"}
    other = stage.document(api)
    lock = stage.locked(api, other["url"])
    wrong = api.patch(other["url"], {"identificatie": made["identificatie"], "lock": lock})
    assert codes(wrong) == {"identificatie": "identificatie-niet-uniek"}
    assert api.patch(other["url"], {"identificatie": "NIEUW", "lock": lock}).json()["identificatie"] == "NIEUW"
    assert api.post(stage.EIO, stage.body(kind, identificatie=made["identificatie"], bronorganisatie="000000000")).status_code == 201
    assert Canonical.objects.count() == 3


def test_what_no_json_may_hold_is_refused(api, made):
    kind = made["informatieobjecttype"]
    for wrong in ({"titel": "a\0b"}, {"beschrijving": "\ud800"}, {"trefwoorden": ["a\0"]}, {"titel": 1}, {"inhoud": 5}, {"inhoud": "%%%"},
                  {"inhoud": "QUJD\n="}, {"bestandsomvang": -1}, {"bestandsomvang": 10 ** 30}, {"bestandsomvang": 10 ** 15, "inhoud": None},
                  {"trefwoorden": "a"}, {"ontvangstdatum": "2026-13-01"}, {"link": "geen adres"}, {"integriteit": {"algoritme": "md5"}}):
        answer = api.post(stage.EIO, stage.body(kind, **wrong))
        assert answer.status_code == 400 and (codes(answer) or answer.json()["code"] == "parse_error"), wrong
    assert api.post(stage.EIO, b"{", headers={}).status_code == 400 and api.post(stage.EIO, []).status_code == 400
    assert api.post(f"{ROOT}/gebruiksrechten", {"informatieobject": 1}).status_code == 400
