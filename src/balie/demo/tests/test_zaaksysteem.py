"""The zaaksysteem of others: it lets in who has the secret, keeps what it takes, refuses what the standard refuses, and can be spoiled."""
from __future__ import annotations

import base64
import json
import time

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from balie.demo import config, faults
from balie.demo.journal import Journal
from balie.demo.zaaksysteem import notificaties, store, zaken

CRS = {"accept_crs": "EPSG:4326", "content_crs": "EPSG:4326"}
RSIN = "009999911"


def token(secret: str = config.ZGW_SECRET, client: str = config.ZGW_CLIENT_ID, made: int | None = None) -> str:
    claims = {"iss": client, "client_id": client, "iat": int(time.time()) if made is None else made}
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(secret))


@pytest.fixture
def zgw(call):
    def ask(method, api, path, body=None, **headers):
        address = path if path.startswith("/") else f"/zaaksysteem/{store.PATHS[api]}/{path}"
        given = {"authorization": f"Bearer {token()}"} | (CRS if api == "zaken" else {}) | headers
        answer = call(method, address, body=body, **given)
        return answer.status_code, json.loads(answer.content)
    return ask


def zaaktype(zgw) -> dict:
    return zgw("GET", "catalogi", "zaaktypen?identificatie=TERRAS&status=definitief")[1]["results"][0]


def zaak(zgw, **changes) -> tuple[int, dict]:
    body = {"bronorganisatie": RSIN, "identificatie": "ZD-1", "zaaktype": zaaktype(zgw)["url"], "verantwoordelijkeOrganisatie": RSIN,
            "startdatum": "2026-11-23"}
    return zgw("POST", "zaken", "zaken", body | changes)


@pytest.mark.parametrize("headers", [
    {"authorization": ""}, {"authorization": "Bearer x"}, {"authorization": f"Bearer {token('een-heel-ander-geheim')}"},
    {"authorization": f"Bearer {token(client='iemand')}"}, {"authorization": f"Bearer {token(made=1)}"},
])
def test_without_the_secret_nobody_gets_in(zgw, headers):
    assert zgw("GET", "zaken", "zaken", **headers)[0] == 403


def test_control_with_it_somebody_does(zgw):
    assert zgw("GET", "zaken", "zaken") == (200, {"count": 0, "next": None, "previous": None, "results": []})


def test_coordinates_have_to_be_named(zgw):
    assert zgw("GET", "zaken", "zaken", accept_crs="EPSG:28992")[0] == 406
    assert zaak(lambda *words: zgw(*words, content_crs="") if words[0] == "POST" else zgw(*words))[0] == 412


def test_a_zaak_is_kept_and_found_and_there_once(zgw, place):
    status, made = zaak(zgw)
    assert status == 201 and made["identificatie"] == "ZD-1"
    assert zgw("GET", "zaken", f"zaken?identificatie=ZD-1&bronorganisatie={RSIN}")[1]["count"] == 1
    status, said = zaak(zgw)
    assert (status, said["invalidParams"][0]["code"]) == (400, "identificatie-niet-uniek")
    place.journal.close()
    again = Journal(place.journal.path)
    assert [row["identificatie"] for row in again.all("zgw.zaak")] == ["ZD-1"]
    again.close()


@pytest.mark.parametrize(("changes", "code"), [
    ({"zaaktype": "https://elders.example/1"}, "bad-url"), ({"startdatum": ""}, "required"), ({"bronorganisatie": None}, "required"),
])
def test_what_is_not_right_is_refused_by_name(zgw, changes, code):
    status, said = zaak(zgw, **changes)
    assert (status, said["invalidParams"][0]["code"]) == (400, code)


def test_an_unknown_parameter_is_refused(zgw):
    assert zgw("GET", "zaken", "zaken?naam=x")[0] == 400


def test_a_type_of_another_zaaktype_is_refused(zgw):
    made = zaak(zgw)[1]
    other = zgw("GET", "catalogi", "zaaktypen?identificatie=EVENEMENT")[1]["results"][0]
    body = {"zaak": made["url"], "statustype": other["statustypen"][0], "datumStatusGezet": "2026-11-23T10:00:00Z"}
    assert zgw("POST", "zaken", "statussen", body)[1]["invalidParams"][0]["code"] == "zaaktype-mismatch"


def test_a_document_is_what_was_sent(zgw):
    kind = zgw("GET", "catalogi", "informatieobjecttypen")[1]["results"][0]["url"]
    body = {"identificatie": "DOC-1", "bronorganisatie": RSIN, "creatiedatum": "2026-11-23", "titel": "Plan", "auteur": "Jo", "taal": "nld",
            "informatieobjecttype": kind, "inhoud": base64.b64encode(b"inhoud").decode(), "bestandsomvang": 6}
    status, made = zgw("POST", "documenten", "enkelvoudiginformatieobjecten", body)
    assert status == 201 and store.content_path(made["url"].rsplit("/", 1)[1]).read_bytes() == b"inhoud"
    assert zgw("POST", "documenten", "enkelvoudiginformatieobjecten", body)[0] == 400
    wrong = body | {"identificatie": "DOC-2", "bestandsomvang": 7}
    assert zgw("POST", "documenten", "enkelvoudiginformatieobjecten", wrong)[1]["invalidParams"][0]["code"] == "file-size"


def test_a_fault_happens_and_a_lost_answer_leaves_what_was_made(zgw, call):
    call.fault("zaaksysteem", "error")
    assert zgw("GET", "zaken", "zaken")[0] == 500
    call.fault("zaaksysteem", "made")
    assert zaak(zgw, zaaktype=store.address("catalogi", "zaaktypen", _key()))[0] == 504
    call.fault("zaaksysteem", "off")
    assert zgw("GET", "zaken", "zaken")[1]["count"] == 1


def _key() -> str:
    from balie.demo.zaaksysteem import catalogus

    return catalogus.key("zaaktypen", "TERRAS")


def test_the_page_shows_it_and_works_on_it(zgw, call):
    assert "nog geen zaken" in call("GET", "/zaaksysteem").content.decode()
    made = zaak(zgw)[1]
    assert "ZD-1" in call("GET", "/zaaksysteem").content.decode()
    assert call("POST", f"/zaaksysteem/{made['uuid']}/werk", form={"doe": "begin"}).status_code == 303
    assert call("POST", f"/zaaksysteem/{made['uuid']}/werk", form={"doe": "Verleend"}).status_code == 303
    (row,) = json.loads(call("GET", "/zaaksysteem.json").content)["zaken"]
    assert (row["status"], row["closed"]) == ("Afgehandeld", True)
    assert call("POST", f"/zaaksysteem/{made['uuid']}/werk", form={"doe": "begin"}).status_code == 404
    assert call("POST", "/zaaksysteem/onbekend/werk", form={"doe": "begin"}).status_code == 404


@pytest.fixture
def told(zgw, monkeypatch):
    """A subscription, and what is sent there: (authorization, message)."""
    sent = []
    monkeypatch.setattr(notificaties, "_send", lambda row: sent.append((row["auth"], row["message"])) or True)
    body = {"callbackUrl": "http://x.example/hier", "auth": "Bearer geheim", "kanalen": [{"naam": "zaken", "filters": {}}]}
    status, made = zgw("POST", "notificaties", "abonnement", body)
    assert status == 201 and zgw("GET", "notificaties", "abonnement")[1] == [made]
    return sent


def test_who_subscribed_hears_of_every_change(zgw, told):
    row = zaken.begin(bsn="999993653")
    notificaties.run_due()
    assert [(auth, message["resource"], message["hoofdObject"]) for auth, message in told] == [
        ("Bearer geheim", "zaak", row["url"]), ("Bearer geheim", "status", row["url"]),
    ]
    zaken.destroy(row)
    notificaties.run_due()
    assert told[-1][1]["actie"] == "destroy" and zgw("GET", "zaken", f"zaken/{row['uuid']}")[0] == 404


@pytest.mark.parametrize("fault, heard", [("off", 2), ("double", 4), ("lost", 0), ("late", 0)])
def test_the_faults_of_telling(zgw, told, fault, heard):
    faults.switch("zaaksysteem", fault)
    zaken.begin()
    notificaties.run_due()
    assert len(told) == heard


def test_what_is_not_taken_is_sent_again(zgw, told, monkeypatch):
    taken = iter([False, True, True])
    monkeypatch.setattr(notificaties, "RETRY_AFTER", (0, 0))
    monkeypatch.setattr(notificaties, "_send", lambda row: next(taken))
    zaken.begin()
    assert (notificaties.run_due(), notificaties.run_due(), notificaties.run_due()) == (2, 1, 0)


def test_control_who_let_go_hears_nothing(call, zgw, told):
    url = zgw("GET", "notificaties", "abonnement")[1][0]["url"]
    path = url[url.index("/zaaksysteem"):]
    assert call("DELETE", path, authorization=f"Bearer {token()}").status_code == 204
    assert call("DELETE", path, authorization=f"Bearer {token()}").status_code == 404
    zaken.begin()
    notificaties.run_due()
    assert told == []


def test_many_zaken_begin_here(call, zgw):
    assert call("POST", "/zaaksysteem/maak", form={"aantal": "120"}).status_code == 303
    first = zgw("GET", "zaken", "zaken")[1]
    assert first["count"] == 120 and len(first["results"]) == 100 and first["next"]
