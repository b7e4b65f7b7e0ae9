"""What is no text, or no value, in a request: a `ValidatieFout` that says so, and never a page or a failure."""
from __future__ import annotations

import pytest

from balie.api.zgw import entry
from balie.cases.zgw.tests import stage as zaken
from balie.documents.zgw.tests import stage
from balie.zgw.public import contract
from balie.zgw.tests.clients import codes

pytestmark = pytest.mark.django_db
PATH = "/zaken/api/v1/zaken"


def test_a_nul_in_the_query_is_said_as_the_standard_has_it(api):
    answer = api.request("GET", f"{PATH}?identificatie=a%00b")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert codes(answer) == {"identificatie": "null_characters_not_allowed"}
    assert api.request("GET", f"{PATH}?%00=1").headers["Content-Type"] == "application/problem+json"


def test_control_without_the_mark_it_is_the_page_of_the_site(api, monkeypatch):
    monkeypatch.delattr(entry.serve, "reads_text_itself")
    assert api.request("GET", f"{PATH}?identificatie=a%00b").headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("path", [f"{PATH}%00", f"{PATH}/%00"])
def test_a_nul_in_the_path_never_gets_that_far(api, path):
    assert api.request("GET", path).status_code == 400


def test_a_parameter_that_is_a_reference_in_words_is_read_as_one(api):
    notes = "/zaken/api/v1/zaaknotities"
    assert api.get(notes, gerelateerdAan=f"{api.root}{PATH}/01a21fe6-6170-74f0-8272-000000000000").json()["count"] == 0
    assert set(codes(api.get(notes, gerelateerdAan="12"))) == {"gerelateerdAan"}


def test_a_put_without_a_body_is_one_without_its_attributes(api):
    """The standard has a PUT whose body need not be there."""
    put = contract.load("catalogi").by_id["informatieobjecttype_update"]
    assert not put.body_required
    answer = api.request("PUT", "/catalogi/api/v1/informatieobjecttypen/01a21fe6-6170-74f0-8272-000000000000")
    assert answer.status_code == 404
    kind = stage.informatieobjecttype(concept=True)
    answer = api.request("PUT", f"/catalogi/api/v1/informatieobjecttypen/{kind.pk}")
    assert answer.status_code == 400 and codes(answer)["beginGeldigheid"] == "required"
    assert api.request("PATCH", f"/catalogi/api/v1/informatieobjecttypen/{kind.pk}").status_code == 200


def test_clients_of_1_5_name_coordinates_where_they_send_or_get_them(api):
    """They send no Content-Crs where they send no body."""
    kind = zaken.zaaktype()
    body = {"zaaktype": f"{api.root}/catalogi/api/v1/zaaktypen/{kind.pk}", "bronorganisatie": "517439943",
            "verantwoordelijkeOrganisatie": "517439943", "startdatum": "2026-11-01"}
    without = {"content-crs": None}
    refused = api.post(PATH, body, headers=without)
    assert refused.status_code == 412 and "Content-Crs" in refused.json()["detail"], "control: what is sent must say it"
    assert api.post(PATH, body).status_code == 201
    answer = api.get(PATH, headers=without)
    assert answer.status_code == 200 and answer.headers["Content-Crs"] == "EPSG:4326"
    assert api.get(PATH, headers={"accept-crs": None}).status_code == 412
    assert api.get(PATH, headers={"content-crs": "EPSG:28992"}).status_code == 406
