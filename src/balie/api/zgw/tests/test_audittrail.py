"""The audit trail over HTTP, and that what changes by the API is what subscribers hear."""
from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.cases.zgw.tests import stage
from balie.kernel.ids import new_id
from balie.zgw.contract import conforms
from balie.zgw.models import Wijziging
from balie.zgw.notificaties.tests import world
from balie.zgw.references import Links
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db
ZAKEN = "/zaken/api/v1"


@pytest.fixture
def kind(gemeente):
    return stage.zaaktype()


def url_of(api: Api, kind) -> str:
    return Links(api.root).to("catalogi/zaaktypen", kind.id)


def made(api: Api, kind, **options) -> dict:
    answer = api.post(f"{ZAKEN}/zaken", stage.body(url_of(api, kind)), **options)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_everything_done_to_a_zaak_stands_in_its_trail(api, kind):
    zaak = made(api, kind, headers={"x-audit-toelichting": "Gebeld"})
    status = kind.statustypes.order_by("volgnummer").first()
    body = {"zaak": zaak["url"], "statustype": Links(api.root).to("catalogi/statustypen", status.id), "datumStatusGezet": "2026-11-01T10:00:00Z"}
    assert api.post(f"{ZAKEN}/statussen", body).status_code == 201
    assert api.patch(zaak["url"], {"toelichting": "Nieuw"}).status_code == 200
    answer = api.get(f"{zaak['url']}/audittrail")
    lines = answer.json()
    assert answer.status_code == 200 and conforms("zaken", "audittrail_list", 200, lines) == []
    assert [(each["resource"], each["actie"], each["resultaat"]) for each in lines] == [
        ("zaak", "create", 201), ("status", "create", 201), ("zaak", "partial_update", 200)]
    assert {each["hoofdObject"] for each in lines} == {zaak["url"]} and lines[0]["toelichting"] == "Gebeld"
    assert lines[0]["wijzigingen"]["oud"] is None and lines[0]["wijzigingen"]["nieuw"]["identificatie"] == zaak["identificatie"]
    assert lines[2]["wijzigingen"]["oud"]["toelichting"] == "" and lines[2]["wijzigingen"]["nieuw"]["toelichting"] == "Nieuw"
    assert lines[0]["gebruikersId"] == "test" and lines[0]["applicatieWeergave"] == "Test"
    one = api.get(f"{zaak['url']}/audittrail/{lines[1]['uuid']}")
    assert one.json() == lines[1] and conforms("zaken", "audittrail_retrieve", 200, one.json()) == []


def test_what_is_refused_leaves_no_line(api, kind):
    refused = api.post(f"{ZAKEN}/zaken", stage.body(url_of(api, kind), bronorganisatie="1"))
    assert refused.status_code == 400 and codes(refused) and not Wijziging.objects.exists()


def test_a_trail_is_of_who_may_see_the_zaak(api, kind):
    zaak = made(api, kind)
    line = api.get(f"{zaak['url']}/audittrail").json()[0]["uuid"]
    rights = [("zrc", ["audittrails.lezen", "zaken.lezen"], url_of(api, kind), "zeer_geheim")]
    assert Api(rights).get(f"{zaak['url']}/audittrail").status_code == 200
    without = Api([("zrc", ["zaken.lezen"], url_of(api, kind), "zeer_geheim")])
    other = Api([("zrc", ["audittrails.lezen"], url_of(api, stage.zaaktype()), "zeer_geheim")])
    for one in (without, other):
        assert one.get(f"{zaak['url']}/audittrail").status_code == 403
        assert one.get(f"{zaak['url']}/audittrail/{line}").status_code == 403


def test_what_is_not_there(api, kind):
    zaak, other = made(api, kind), made(api, kind)
    line = api.get(f"{other['url']}/audittrail").json()[0]["uuid"]
    assert api.get(f"{ZAKEN}/zaken/{new_id()}/audittrail").status_code == 404
    assert api.get(f"{zaak['url']}/audittrail/{new_id()}").status_code == 404
    assert api.get(f"{zaak['url']}/audittrail/{line}").status_code == 404  # of the other zaak


def test_the_trail_goes_with_the_zaak(api, kind):
    zaak = made(api, kind)
    assert api.delete(zaak["url"]).status_code == 204
    assert api.get(f"{zaak['url']}/audittrail").status_code == 404 and not Wijziging.objects.exists()


def test_a_long_trail_costs_as_much_as_a_short_one(api, kind):
    zaak = made(api, kind)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert api.get(f"{zaak['url']}/audittrail").status_code == 200
        return sum("zgw_wijziging" in each["sql"] for each in caught.captured_queries)

    assert cost() == 1
    for number in range(10):
        api.patch(zaak["url"], {"toelichting": str(number)})
    assert len(api.get(f"{zaak['url']}/audittrail").json()) == 11 and cost() == 1


def test_subscribers_hear_it_with_the_kenmerken_of_the_zaak(api, kind, run_jobs):
    with world.receiver() as there:
        filters = {"zaaktype": url_of(api, kind)}
        answer = api.post("/notificaties/api/v1/abonnement", {
            "callbackUrl": there.url, "auth": world.AUTH, "kanalen": [{"naam": "zaken", "filters": filters}]})
        assert answer.status_code == 201
        there.got.clear()
        zaak = made(api, kind)
        made(api, stage.zaaktype())  # another type: not for this subscriber
        api.delete(zaak["url"])
        run_jobs()
        assert [(each["resource"], each["actie"]) for each in there.taken] == [("zaak", "create"), ("zaak", "destroy")]
        told = there.taken[0]
    assert told["hoofdObject"] == told["resourceUrl"] and told["hoofdObject"].endswith(zaak["url"].removeprefix(api.root))
    assert told["kenmerken"]["bronorganisatie"] == stage.RSIN and told["kenmerken"]["vertrouwelijkheidaanduiding"] == "openbaar"
    assert told["kenmerken"]["zaaktype"].endswith(f"/catalogi/api/v1/zaaktypen/{kind.id}")
