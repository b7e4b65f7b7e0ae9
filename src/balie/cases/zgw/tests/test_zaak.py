"""The zaak over the Zaken API: read, list, make, change."""
import pytest

from balie.cases.models import Zaak
from balie.cases.zgw.tests import stage
from balie.zgw.tests.clients import Api, codes

ZAKEN = "/zaken/api/v1/zaken"
pytestmark = pytest.mark.django_db


def url_of(api: Api, kind) -> str:
    return f"{api.root}/catalogi/api/v1/zaaktypen/{kind.id}"


def test_a_zaak_is_read_as_the_standard_has_it(gemeente):
    api, zaak = Api(), stage.zaak()
    answer = api.get(f"{ZAKEN}/{zaak.id}")
    assert answer.status_code == 200, answer.content
    read = answer.json()
    assert read["url"] == f"{api.root}{ZAKEN}/{zaak.id}" and read["zaaktype"] == url_of(api, zaak.zaaktype)
    assert read["verlenging"] == {"reden": "", "duur": ""} and read["rollen"] == [] and read["status"] is None
    assert answer.headers["API-version"] == "1.7.0" and answer.headers["ETag"]


def test_the_same_zaak_is_not_sent_twice(gemeente):
    api, zaak = Api(), stage.zaak()
    tag = api.get(f"{ZAKEN}/{zaak.id}").headers["ETag"]
    assert api.get(f"{ZAKEN}/{zaak.id}", headers={"if-none-match": tag}).status_code == 304
    Zaak.objects.filter(pk=zaak.pk).update(omschrijving="Anders")
    assert api.get(f"{ZAKEN}/{zaak.id}", headers={"if-none-match": tag}).status_code == 200


def test_a_list_has_pages_and_an_exact_count(gemeente, django_assert_num_queries):
    api, kind = Api(), stage.zaaktype()
    for _ in range(103):
        stage.zaak(kind)
    api.get(ZAKEN)
    with django_assert_num_queries(5):  # a savepoint, the count, the ids, the rows
        first = api.get(ZAKEN).json()
    assert first["count"] == 103 and len(first["results"]) == 100 and first["previous"] is None
    second = api.get(first["next"]).json()
    assert len(second["results"]) == 3 and second["next"] is None
    assert api.get(ZAKEN, page=3).status_code == 404


def test_a_zaak_is_made_with_what_the_zaaktype_says(gemeente):
    api, kind = Api(), stage.zaaktype(vertrouwelijkheidaanduiding="intern")
    answer = api.post(ZAKEN, stage.body(url_of(api, kind)))
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert answer.headers["Location"] == made["url"] and made["identificatie"].startswith("ZAAK-")
    assert made["vertrouwelijkheidaanduiding"] == "intern"
    assert api.get(made["url"]).json() == made


def test_every_mistake_is_said_at_once(gemeente):
    answer = Api().post(ZAKEN, {"zaaktype": "http://elders.example/x", "bronorganisatie": "1" * 12})
    assert answer.status_code == 400 and answer.headers["Content-Type"] == "application/problem+json"
    assert codes(answer).keys() >= {"zaaktype", "bronorganisatie", "verantwoordelijkeOrganisatie", "startdatum"}


def test_without_a_token_nothing_is_given(gemeente):
    api = Api()
    answer = api.get(f"{ZAKEN}/{stage.zaak().id}", headers={"authorization": None})
    assert answer.status_code == 403 and answer.json()["code"] == "not_authenticated"
