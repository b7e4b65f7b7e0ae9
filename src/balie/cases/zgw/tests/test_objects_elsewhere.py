"""A document of ours in a zaak or besluit of another provider: it tells our Documenten API, which looks there (drc-002, 003, 004)."""
from __future__ import annotations

import httpx2
import pytest

from balie.cases.models import BesluitInformatieObject, InformatieObjectType, ZaakInformatieObject
from balie.cases.zgw.tests import stage
from balie.cases.zgw.tests.neighbour import ROOTS
from balie.cases.zgw.tests.test_documents import document
from balie.documents.models import ObjectInformatieObject
from balie.kernel import clock
from balie.zgw.references import Links
from balie.zgw.tests.clients import codes

OIO = "/documenten/api/v1/objectinformatieobjecten"


class There:
    """A zaak of the neighbour. What relations it has is told by the lists that it gives: it need not be a Balie."""

    def __init__(self, api, neighbour) -> None:
        self.paper = document(InformatieObjectType.objects.get(catalogus=stage.zaaktype().catalogus))
        self.document = Links(api.root).to("documenten/enkelvoudiginformatieobjecten", self.paper.pk)
        with neighbour.holding():
            self.row = stage.zaak()
            self.zaak = neighbour.url("zaken", "zaken", self.row)
        self.related: list[dict] = []
        neighbour.spoil = self.answer
        self.body = {"informatieobject": self.document, "object": self.zaak, "objectType": "zaak"}

    def answer(self, request):
        return httpx2.Response(200, json=self.related) if request.url.path.endswith("/zaakinformatieobjecten") else None

    def relate(self) -> None:
        self.related = [{"url": "x", "zaak": self.zaak, "informatieobject": self.document}]


@pytest.fixture
def there(api, neighbour) -> There:
    return There(api, neighbour)


def test_drc_004_made_when_it_is_there_and_gone_when_it_is_not(api, neighbour, there):
    assert codes(api.post(OIO, there.body)) == {"nonFieldErrors": "inconsistent-relation"}
    there.relate()
    made = api.post(OIO, there.body)
    assert made.status_code == 201 and made.json()["object"] == there.zaak, made.content
    assert [each["url"] for each in api.get(OIO, object=there.zaak).json()] == [made.json()["url"]]
    assert api.get(OIO, informatieobject=there.document).json() == [made.json()]
    assert codes(api.post(OIO, there.body)) == {"nonFieldErrors": "unique"}
    assert codes(api.delete(made.json()["url"])) == {"nonFieldErrors": "remote-relation-exists"}
    assert codes(api.delete(there.document)) == {"nonFieldErrors": "pending-relations"}
    there.related = []
    assert api.delete(made.json()["url"]).status_code == 204
    assert not ObjectInformatieObject.objects.exists() and api.delete(there.document).status_code == 204


def test_another_relation_there_does_not_count(api, there):
    """Also when the other side does not filter."""
    there.relate()
    there.related[0] |= {"zaak": there.zaak[:-4] + "0000"}
    assert codes(api.post(OIO, there.body)) == {"nonFieldErrors": "inconsistent-relation"}
    there.relate()
    there.related[0] |= {"informatieobject": there.document[:-4] + "0000"}
    assert codes(api.post(OIO, there.body)) == {"nonFieldErrors": "inconsistent-relation"}


@pytest.mark.parametrize("answer", [httpx2.Response(503, json={}), httpx2.Response(404, json={"code": "not_found"}), httpx2.Response(403, json={})])
def test_drc_002_a_zaak_that_cannot_be_read_there(api, neighbour, there, answer):
    neighbour.spoil = lambda request: answer
    assert codes(api.post(OIO, there.body)) == {"object": "bad-url"} and not ObjectInformatieObject.objects.exists()


def test_drc_002_what_is_no_zaak_or_not_of_anybody_we_know(api, neighbour, there):
    with neighbour.holding():
        kind = neighbour.url("catalogi", "zaaktypen", stage.zaaktype())
    assert codes(api.post(OIO, there.body | {"object": kind})) == {"object": "invalid-resource"}
    assert codes(api.post(OIO, there.body | {"object": "https://kwaad.example/zaken/api/v1/zaken/1"})) == {"object": "bad-url"}
    assert codes(api.post(OIO, there.body | {"objectType": "besluit"})) == {"object": "invalid-resource"}


@pytest.fixture
def made(api, there) -> str:
    there.relate()
    return api.post(OIO, there.body).json()["url"]


def test_while_the_other_side_gives_no_answer_it_stays(api, neighbour, made):
    neighbour.spoil = lambda request: httpx2.Response(503, json={})
    assert codes(api.delete(made)) == {"nonFieldErrors": "remote-relation-exists"} and ObjectInformatieObject.objects.exists()


def test_of_a_zaak_that_is_gone_there_it_may_go(api, neighbour, made):
    """The list of a zaak that is not there is a mistake with some, and empty with others."""
    neighbour.spoil = lambda request: httpx2.Response(404, json={"code": "not_found"})
    assert api.delete(made).status_code == 204


def test_of_who_is_not_connected_any_more_it_may_go(api, neighbour, made):
    neighbour.connect(zaken="http://elders.localhost/zaken/api/v1")
    assert api.delete(made).status_code == 204


def test_a_besluit_there(api, neighbour, there):
    besluit = f"{ROOTS['besluiten']}/besluiten/01a21fe6-6170-74f0-8272-000000000000"
    whole = {"url": besluit, "verantwoordelijkeOrganisatie": stage.RSIN, "besluittype": "x", "datum": "2026-01-01", "ingangsdatum": "2026-01-01"}
    neighbour.spoil = lambda request: httpx2.Response(200, json=whole if request.url.path.endswith("0000") else [
        {"besluit": besluit, "informatieobject": there.document}])
    made = api.post(OIO, {"informatieobject": there.document, "object": besluit, "objectType": "besluit"})
    assert made.status_code == 201 and made.json()["object"] == besluit, made.content


def test_our_own_relations_are_as_they_were(api, neighbour, there):
    own = stage.zaak()
    body = {"informatieobject": there.document, "object": Links(api.root).to("zaken/zaken", own.pk), "objectType": "zaak"}
    assert codes(api.post(OIO, body)) == {"nonFieldErrors": "inconsistent-relation"}
    ZaakInformatieObject.objects.create(zaak=own, informatieobject=there.paper, registratiedatum=clock.now())
    assert api.post(OIO, body).status_code == 201 and neighbour.calls == [] and not BesluitInformatieObject.objects.exists()
