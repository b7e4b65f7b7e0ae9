"""The Autorisaties API over HTTP: every operation, and each rule of the standard."""
from __future__ import annotations

import json
from uuid import uuid4

import pytest

from balie.kernel import tenancy
from balie.zgw.autorisaties import authenticate
from balie.zgw.autorisaties.rules import Given
from balie.zgw.autorisaties.tests.world import ZAAKTYPE, bearer, make_client, zaken
from balie.zgw.contract.conforming import conforms
from balie.zgw.models import Applicatie, Autorisatie, Wijziging

ROOT = "/autorisaties/api/v1/applicaties"
FULL = {
    "clientIds": ["id1", "id2"], "label": "Melding openbare ruimte", "autorisaties": [
        {"component": "zrc", "scopes": ["zaken.lezen", "zaken.aanmaken"], "zaaktype": ZAAKTYPE, "maxVertrouwelijkheidaanduiding": "intern"},
        {"component": "ac", "scopes": ["autorisaties.lezen"]},
    ],
}
ALL = {"clientIds": ["id1"], "label": "Alles", "heeftAlleAutorisaties": True}


@pytest.fixture
def api(gemeente, client):
    make_client("beheer")

    def call(method: str, path: str = "", body=None, *, by: str = "beheer", **query):
        answer = client.generic(
            method, path if path.startswith("http") else ROOT + path, data=_json(body), content_type="application/json",
            headers={"Authorization": bearer(by)}, query_params=query or None,
        )
        return answer

    return call


def _json(body) -> bytes:
    return b"" if body is None else json.dumps(body).encode()


def conforming(answer, operation: str) -> dict:
    assert conforms("autorisaties", operation, answer.status_code, answer.json()) == []
    return answer.json()


def wrong(answer) -> set[tuple[str, str]]:
    assert answer.status_code == 400 and answer.headers["Content-Type"] == "application/problem+json"
    return {(each["name"], each["code"]) for each in answer.json()["invalidParams"]}


# -- operations


def test_create_gives_all_of_it_back_with_its_address(api):
    answer = api("POST", body=FULL)
    made = conforming(answer, "applicatie_create")
    assert answer.status_code == 201 and answer.headers["Location"] == made["url"] and answer.headers["API-version"] == "1.1.0"
    assert made["url"] == f"http://testserver{ROOT}/{Applicatie.objects.get(label=FULL['label']).id}"
    assert made == {
        "url": made["url"], "clientIds": ["id1", "id2"], "label": "Melding openbare ruimte", "heeftAlleAutorisaties": False,
        "alleenIsGereedVoorPublicatie": False, "autorisaties": [
            {**FULL["autorisaties"][0], "componentWeergave": "Zaken API"}, {**FULL["autorisaties"][1], "componentWeergave": "Autorisaties API"},
        ],
    }
    assert api("GET", made["url"]).json() == made


def test_scopes_may_be_empty(api):
    """The standard sets no least number, and clients count on it."""
    body = {**FULL, "autorisaties": [{**FULL["autorisaties"][0], "scopes": []}]}
    assert conforming(api("POST", body=body), "applicatie_create")["autorisaties"][0]["scopes"] == []


def test_what_has_no_type_shows_none(api):
    made = api("POST", body={**FULL, "autorisaties": [{"component": "zrc", "scopes": ["audittrails.lezen"], "besluittype": ZAAKTYPE}]})
    (one,) = conforming(made, "applicatie_create")["autorisaties"]
    assert one == {"component": "zrc", "componentWeergave": "Zaken API", "scopes": ["audittrails.lezen"]}


def test_list_in_pages_with_a_filter(api):
    api("POST", body=FULL)
    found = conforming(api("GET"), "applicatie_list")
    assert found["count"] == 2 and [each["label"] for each in found["results"]] == ["Melding openbare ruimte", "Het zaaksysteem"]
    for asked, labels in (("id2", ["Melding openbare ruimte"]), ("id1,id2", ["Melding openbare ruimte"]), ("id1,beheer", []), ("niemand", [])):
        assert [each["label"] for each in api("GET", clientIds=asked).json()["results"]] == labels, asked
    assert api("GET", page=1).json()["count"] == 2 and api("GET", page=2).status_code == 404


def test_the_consumer_of_a_client_id(api):
    made = api("POST", body={**FULL, "clientIds": ["met, komma en spatie"]}).json()
    assert conforming(api("GET", "/consumer", clientId="met, komma en spatie"), "applicatie_consumer") == made
    assert api("GET", "/consumer", clientId="niemand").status_code == 404
    assert wrong(api("GET", "/consumer")) == {("clientId", "required")}


def test_put_takes_the_place_of_all(api):
    url = api("POST", body=FULL).json()["url"]
    changed = conforming(api("PUT", url, {**ALL, "alleenIsGereedVoorPublicatie": True}), "applicatie_update")
    assert changed == {**ALL, "url": url, "alleenIsGereedVoorPublicatie": True, "autorisaties": []} and not Autorisatie.objects.exists()
    assert wrong(api("PUT", url, {"label": "x"})) == {("clientIds", "required"), ("nonFieldErrors", "missing-authorizations")}


def test_patch_changes_only_what_is_sent(api):
    made = api("POST", body=FULL).json()
    changed = conforming(api("PATCH", made["url"], {"label": "Anders"}), "applicatie_partial_update")
    assert changed == {**made, "label": "Anders"}
    less = api("PATCH", made["url"], {"autorisaties": [{"component": "ztc", "scopes": ["catalogi.lezen"]}]}).json()
    assert [each["component"] for each in less["autorisaties"]] == ["ztc"]


def test_delete_removes_it(api):
    url = api("POST", body=FULL).json()["url"]
    answer = api("DELETE", url)
    assert answer.status_code == 204 and answer.content == b"" and api("GET", url).status_code == 404 and api("DELETE", url).status_code == 404


def test_head_goes_where_get_goes(api):
    assert api("HEAD").status_code == 200 and api("HEAD").content == b""


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", ""), ("GET", "/{}"), ("PUT", "/{}"), ("PATCH", "/{}"), ("DELETE", "/{}"),
                                             ("GET", "/consumer?clientId=x")])
def test_without_the_scope_nothing_happens(api, method, path):
    own = {"GET": "autorisaties.lezen"}.get(method, "autorisaties.bijwerken")
    other = {"autorisaties.lezen": "autorisaties.bijwerken", "autorisaties.bijwerken": "autorisaties.lezen"}[own]
    row = make_client("doel")
    make_client("zonder", Given("ac", (other,)))
    make_client("met", Given("ac", (own,)))
    body = None if method in ("GET", "DELETE") else {**ALL, "clientIds": ["nieuw"]}
    refused = api(method, path.format(row.id), body, by="zonder")
    assert refused.status_code == 403 and refused.json()["code"] == "permission_denied" and Applicatie.objects.count() == 4
    assert api(method, path.format(row.id), body, by="met").status_code in (200, 201, 204, 404), "control: with it, it does"


def test_without_a_token_nothing_happens(api, client):
    answer = client.get(ROOT)
    assert answer.status_code == 403 and answer.json()["code"] == "not_authenticated"


def test_another_municipality_has_its_own(api, other_gemeente):
    with tenancy.scope(other_gemeente):
        row = make_client("van-waterrijk")
    for method, body in (("GET", None), ("PUT", ALL), ("PATCH", {"label": "x"}), ("DELETE", None)):
        assert api(method, f"/{row.id}", body).status_code == 404
    assert api("GET").json()["count"] == 1 and api("GET", "/consumer", clientId="van-waterrijk").status_code == 404
    assert api("GET", f"/{uuid4()}").status_code == 404


def test_each_municipality_sees_all_of_its_own(api, other_gemeente, client):
    """The query is compiled once in a process: it may not keep the municipality that came first."""
    assert api("GET").json()["results"][0]["clientIds"] == ["beheer"]
    with tenancy.scope(other_gemeente):
        make_client("van-waterrijk", Given("ac", ("autorisaties.lezen",)))
        header = bearer("van-waterrijk")
    (found,) = client.get(ROOT, headers={"Authorization": header, "Host": "waterrijk.localhost"}).json()["results"]
    assert found["clientIds"] == ["van-waterrijk"] and len(found["autorisaties"]) == 1


def test_what_the_api_gives_counts_at_once(api):
    make_client("doel", zaken("zaken.lezen"))
    assert not authenticate(bearer("doel")).may("zrc", "zaken.aanmaken")
    url = api("GET", clientIds="doel").json()["results"][0]["url"]
    api("PATCH", url, {"autorisaties": FULL["autorisaties"]})
    found = authenticate(bearer("doel"))
    assert found.may("zrc", "zaken.aanmaken") and found.limits("zrc", frozenset({"zaken.aanmaken"})).allow(ZAAKTYPE, "intern")


def test_the_list_takes_the_same_number_of_queries_however_long(api, django_assert_num_queries):
    api("GET")
    with django_assert_num_queries(5):  # savepoint, count, ids, rows with all in them, release
        api("GET")
    for number in range(12):
        api("POST", body={**FULL, "clientIds": [f"a{number}", f"b{number}"]})
    api("GET")
    with django_assert_num_queries(5):
        assert len(api("GET").json()["results"]) == 13


def test_every_change_is_told_to_who_follows(api):
    url = api("POST", body=FULL).json()["url"]
    api("PATCH", url, {"label": "Anders"})
    api("DELETE", url)
    rows = Wijziging.objects.filter(kanaal="autorisaties", hoofd_id=url.rpartition("/")[2]).order_by("volgnummer")
    assert [each.actie for each in rows] == ["create", "partial_update", "destroy"] and {each.bron for each in rows} == {"ac"}


# -- rules


def test_ac_001_a_client_id_of_another_is_refused(api):
    api("POST", body=FULL)
    assert wrong(api("POST", body={**ALL, "clientIds": ["nieuw", "id2"]})) == {("clientIds", "clientId-exists")}
    url = api("POST", body={**ALL, "clientIds": ["nieuw"]}).json()["url"]
    assert wrong(api("PATCH", url, {"clientIds": ["id1"]})) == {("clientIds", "clientId-exists")}
    assert api("PUT", url, {**ALL, "clientIds": ["nieuw", "nog-een"]}).status_code == 200, "control: its own is no other"


def test_ac_002_rights_are_given_one_way(api):
    both, none = "ambiguous-authorizations-specified", "missing-authorizations"
    assert wrong(api("POST", body={**FULL, "heeftAlleAutorisaties": True})) == {("nonFieldErrors", both)}
    for body in ({"autorisaties": []}, {"heeftAlleAutorisaties": False}, {}):
        assert wrong(api("POST", body={"clientIds": ["x"], "label": "x"} | body)) == {("nonFieldErrors", none)}
    url = api("POST", body=FULL).json()["url"]
    assert wrong(api("PATCH", url, {"heeftAlleAutorisaties": True})) == {("nonFieldErrors", both)}
    assert wrong(api("PATCH", url, {"autorisaties": []})) == {("nonFieldErrors", none)}
    assert api("PATCH", url, {"heeftAlleAutorisaties": True, "autorisaties": []}).status_code == 200, "control"


@pytest.mark.parametrize(("component", "scope", "missing"), [
    ("zrc", "zaken.lezen", {"zaaktype", "maxVertrouwelijkheidaanduiding"}),
    ("drc", "documenten.lezen", {"informatieobjecttype", "maxVertrouwelijkheidaanduiding"}), ("brc", "besluiten.lezen", {"besluittype"}),
    ("zrc", "audittrails.lezen", set()), ("nrc", "notificaties.publiceren", set()),
])
def test_ac_003_what_a_component_needs(api, component, scope, missing):
    answer = api("POST", body={**FULL, "autorisaties": [FULL["autorisaties"][1], {"component": component, "scopes": [scope]}]})
    if missing:
        assert wrong(answer) == {(f"autorisaties.1.{name}", "required") for name in missing}
    else:
        assert answer.status_code == 201


def test_everything_wrong_is_said_at_once(api):
    found = wrong(api("POST", body={"clientIds": ["beheer"], "heeftAlleAutorisaties": None, "autorisaties": [
        {"component": "zrc", "scopes": ["zaken.lezen"]}, {"component": "xyz", "scopes": None}, "tekst",
    ]}))
    assert found == {
        ("label", "required"), ("heeftAlleAutorisaties", "null"), ("clientIds", "clientId-exists"),
        ("autorisaties.0.zaaktype", "required"), ("autorisaties.0.maxVertrouwelijkheidaanduiding", "required"),
        ("autorisaties.1.component", "invalid_choice"), ("autorisaties.1.scopes", "null"), ("autorisaties.2", "invalid"),
    }
    assert Applicatie.objects.count() == 1


@pytest.mark.parametrize(("change", "name", "code"), [
    ({"autorisaties": None}, "autorisaties", "null"), ({"clientIds": []}, "clientIds", "empty"), ({"clientIds": None}, "clientIds", "null"),
    ({"clientIds": ["x" * 51]}, "clientIds.0", "max_length"), ({"label": "x" * 101}, "label", "max_length"), ({"label": ""}, "label", "blank"),
    ({"clientIds": "tekst"}, "clientIds", "not_a_list"), ({"clientIds": ["a\x00"]}, "clientIds.0", "null_characters_not_allowed"),
])
def test_what_has_the_wrong_form_is_refused(api, change, name, code):
    assert (name, code) in wrong(api("POST", body={**FULL, **change})) and Applicatie.objects.count() == 1


def test_an_unknown_parameter_is_refused(api):
    assert wrong(api("GET", iets="x")) == {("nonFieldErrors", "unknown-parameters")}
