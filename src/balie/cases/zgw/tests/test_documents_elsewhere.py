"""A document of another provider in a zaak or besluit of ours: related on both sides or on neither, whatever goes wrong in between."""
from __future__ import annotations

from datetime import timedelta

import httpx2
import pytest
from django.db import connection

from balie.cases import personal
from balie.cases.models import Besluit, BesluitInformatieObject, InformatieObjectType, Zaak, ZaakInformatieObject
from balie.cases.zgw import jobs, papers_elsewhere
from balie.cases.zgw.tests import acts, stage
from balie.cases.zgw.tests.test_documents import document
from balie.documents.models import EnkelvoudigInformatieObject, ObjectInformatieObject
from balie.kernel import clock
from balie.zgw.models import Wijziging
from balie.zgw.tests.clients import codes

ZIO, BIO, OIO = "/zaken/api/v1/zaakinformatieobjecten", "/besluiten/api/v1/besluitinformatieobjecten", "/objectinformatieobjecten"


class There:
    """A document of the neighbour, of a type in its catalogus; here a zaak of a zaaktype in that same catalogus. Each side is connected."""

    def __init__(self, api, neighbour) -> None:
        self.api, self.neighbour = api, neighbour
        neighbour.knows_us()
        with neighbour.holding():
            self.kind = stage.zaaktype()
            self.besluittype = stage.besluittype(catalogus=self.kind.catalogus)
            self.sort = InformatieObjectType.objects.get(catalogus=self.kind.catalogus)
            self.besluittype.informatieobjecttype_omschrijving = [self.sort.omschrijving]
            self.besluittype.save()
            self.paper = document(self.kind)
            self.document = neighbour.url("documenten", "enkelvoudiginformatieobjecten", self.paper)
            zaaktype, besluittype = (neighbour.url("catalogi", f"{each}typen", row) for each, row in (
                ("zaak", self.kind), ("besluit", self.besluittype)))
        self.zaak = api.post("/zaken/api/v1/zaken", stage.body(zaaktype)).json()
        self.besluit = api.post("/besluiten/api/v1/besluiten", {
            "besluittype": besluittype, "verantwoordelijkeOrganisatie": stage.RSIN, "datum": "2026-01-01", "ingangsdatum": "2026-01-01"}).json()
        self.body = {"zaak": self.zaak["url"], "informatieobject": self.document}
        neighbour.calls.clear()

    def held(self) -> list[str]:
        """What the document belongs to, on the other side."""
        with self.neighbour.holding():
            return list(ObjectInformatieObject.objects.filter(informatieobject=self.paper).values_list("object", flat=True))

    def spoil(self, answer, *, method: str = "POST", path: str = OIO) -> None:
        self.neighbour.spoil = lambda request: answer if request.method == method and request.url.path.endswith(path) else None

    def well(self) -> None:
        self.neighbour.spoil, self.neighbour.lose = (lambda request: None), (lambda request: False)

    def change(self, **changes) -> None:
        with self.neighbour.holding():
            EnkelvoudigInformatieObject.objects.filter(canonical=self.paper).update(**changes)


@pytest.fixture
def there(api, neighbour) -> There:
    return There(api, neighbour)


@pytest.fixture
def made(api, there) -> dict:
    answer = api.post(ZIO, there.body)
    assert answer.status_code == 201, answer.content
    return answer.json()


def ours(there) -> str:
    return papers_elsewhere.address("zaak", Zaak.objects.get().pk)


def test_zrc_005_related_on_both_sides_and_gone_on_both(api, there, made, run_jobs):
    """The neighbour looked here whether it is so, as the standard says it does."""
    assert made["informatieobject"] == there.document and there.held() == [ours(there)]
    assert ZaakInformatieObject.objects.get().telling_since is None
    assert "GET /zaken/api/v1/zaakinformatieobjecten" in there.neighbour.calls
    assert api.get(ZIO, informatieobject=there.document).json() == [made] and api.get(made["url"]).json() == made
    assert api.get(ZIO, informatieobject=there.document[:-4] + "0000").json() == []
    assert api.get(there.zaak["url"]).json()["zaakinformatieobjecten"] == [made["url"]]
    assert api.delete(made["url"]).status_code == 204
    run_jobs()
    assert there.held() == [] and not ZaakInformatieObject.objects.exists()


def test_nobody_is_asked_or_told_within_a_transaction(api, there):
    """Neither here nor there: the calls of the neighbour to us count too."""
    open_now = len(connection.savepoint_ids)
    there.neighbour.within.clear()
    assert api.post(ZIO, there.body).status_code == 201 and set(there.neighbour.within) == {open_now}


def test_zrc_003_zrc_004_it_is_there_and_stays(api, there, made):
    assert codes(api.post(ZIO, there.body | {"informatieobject": there.document[:-4] + "0000"})) == {"informatieobject": "bad-url"}
    assert codes(api.post(ZIO, there.body)) == {"nonFieldErrors": "unique"}
    assert codes(api.patch(made["url"], {"informatieobject": there.document[:-4] + "0000"})) == {"informatieobject": "wijzigen-niet-toegelaten"}
    changed = api.put(made["url"], there.body | {"titel": "Anders"})
    assert changed.status_code == 200 and changed.json()["titel"] == "Anders", changed.content
    kind = there.zaak["zaaktype"]
    assert codes(api.post(ZIO, there.body | {"informatieobject": kind})) == {"informatieobject": "invalid-resource"}
    assert len(there.held()) == 1


def test_zrc_017_its_kind_belongs_to_the_zaaktype(api, there):
    other = stage.zaak()
    answer = api.post(ZIO, there.body | {"zaak": f"{api.root}/zaken/api/v1/zaken/{other.pk}"})
    assert codes(answer) == {"nonFieldErrors": "missing-zaaktype-informatieobjecttype-relation"} and there.held() == []


@pytest.mark.parametrize("answer", [
    httpx2.Response(503, json={}), httpx2.Response(400, json={"code": "invalid", "invalidParams": []}), httpx2.Response(403, json={}),
    httpx2.Response(200, text="<p>"),
])
def test_when_the_other_side_does_not_take_it_there_is_nothing(api, there, answer, run_jobs):
    there.spoil(answer)
    assert codes(api.post(ZIO, there.body)) == {"informatieobject": "pending-relations"}
    assert not ZaakInformatieObject.objects.exists()
    assert list(Wijziging.objects.filter(resource="zaakinformatieobject").order_by("volgnummer").values_list("actie", flat=True)) == [
        "create", "destroy"]
    there.well()
    run_jobs(later=True)
    assert there.held() == [] and api.post(ZIO, there.body).status_code == 201


def test_when_its_answer_gets_lost_what_was_made_there_goes_too(api, there, run_jobs):
    there.neighbour.lose = lambda request: request.method == "POST" and request.url.path.endswith(OIO)
    assert codes(api.post(ZIO, there.body)) == {"informatieobject": "pending-relations"}
    assert len(there.held()) == 1 and not ZaakInformatieObject.objects.exists()  # a control: it was made
    there.well()
    run_jobs(later=True)
    assert there.held() == []


def killed(api, there, monkeypatch) -> None:
    """After our transaction, before the other side heard of it."""
    with monkeypatch.context() as patch:
        patch.setattr(papers_elsewhere, "_tell", lambda *given: None)
        assert api.post(ZIO, there.body).status_code == 201
    assert there.held() == []


def test_who_was_killed_in_between_is_picked_up(api, there, monkeypatch):
    killed(api, there, monkeypatch)
    jobs.tell_what_was_left_behind()
    assert there.held() == []  # somebody may be at it still
    ZaakInformatieObject.objects.update(telling_since=clock.now() - timedelta(minutes=6))
    jobs.tell_what_was_left_behind()
    assert there.held() == [ours(there)] and ZaakInformatieObject.objects.get().telling_since is None
    jobs.tell_what_was_left_behind()
    assert len(there.held()) == 1


def test_picked_up_and_refused_it_goes_and_unanswered_it_waits(api, there, monkeypatch):
    killed(api, there, monkeypatch)
    ZaakInformatieObject.objects.update(telling_since=clock.now() - timedelta(minutes=6))
    there.spoil(httpx2.Response(503, json={}))
    jobs.tell_what_was_left_behind()
    assert ZaakInformatieObject.objects.count() == 1
    there.spoil(httpx2.Response(400, json={"code": "invalid"}))
    jobs.tell_what_was_left_behind()
    assert not ZaakInformatieObject.objects.exists()


def test_letting_go_is_tried_until_the_other_side_answers(api, there, made, run_jobs):
    assert api.delete(made["url"]).status_code == 204
    there.spoil(httpx2.Response(503, json={}), method="GET")
    run_jobs()
    assert len(there.held()) == 1
    there.well()
    run_jobs(later=True)
    assert there.held() == []


def test_what_was_related_again_meanwhile_stays(api, there, made, run_jobs):
    assert api.delete(made["url"]).status_code == 204 and api.post(ZIO, there.body).status_code == 201
    run_jobs()
    assert there.held() == [ours(there)]


def test_zrc_023_a_zaak_that_is_destroyed_lets_go_there_too(api, there, made, run_jobs):
    assert api.delete(there.zaak["url"]).status_code == 204
    run_jobs()
    assert there.held() == [] and not Zaak.objects.exists()


def test_a_zaak_whose_time_has_come_lets_go_there_with_its_besluiten(api, there, made, run_jobs):
    assert api.post(BIO, {"besluit": there.besluit["url"], "informatieobject": there.document}).status_code == 201 and len(there.held()) == 2
    Besluit.objects.update(zaak=Zaak.objects.get())
    personal.destroy(zaak_id=Zaak.objects.get().pk)
    run_jobs()
    assert there.held() == [] and not Besluit.objects.exists()


def test_brc_005_brc_008_brc_009_a_besluit(api, there, run_jobs):
    body = {"besluit": there.besluit["url"], "informatieobject": there.document}
    answer = api.post(BIO, body)
    assert answer.status_code == 201 and answer.json()["informatieobject"] == there.document, answer.content
    assert len(there.held()) == 1 and codes(api.post(BIO, body)) == {"nonFieldErrors": "unique"}
    assert api.get(BIO, informatieobject=there.document).json() == [answer.json()]
    assert api.delete(there.besluit["url"]).status_code == 204
    run_jobs()
    assert there.held() == [] and not BesluitInformatieObject.objects.exists()


def test_brc_008_its_kind_belongs_to_the_besluittype(api, there):
    with there.neighbour.holding():
        other = document(stage.zaaktype(catalogus=there.kind.catalogus, omschrijving="Ander").catalogus.informatieobjecttypen.order_by("id").last())
        url = there.neighbour.url("documenten", "enkelvoudiginformatieobjecten", other)
    answer = api.post(BIO, {"besluit": there.besluit["url"], "informatieobject": url})
    assert codes(answer) == {"nonFieldErrors": "missing-besluittype-informatieobjecttype-relation"}


def test_zrc_007_closing_asks_of_documents_there_who_may_use_them(api, there, made):
    close = {"zaak": there.zaak["url"], "datumStatusGezet": clock.now().isoformat()}
    with there.neighbour.holding():
        last = there.neighbour.url("catalogi", "statustypen", there.kind.statustypes.order_by("volgnummer").last())
        result = there.neighbour.url("catalogi", "resultaattypen", there.kind.resultaattypes.get())
    assert api.post(acts.RESULTATEN, {"zaak": there.zaak["url"], "resultaattype": result}).status_code == 201
    assert codes(api.post(acts.STATUSSEN, close | {"statustype": last})) == {"nonFieldErrors": "indicatiegebruiksrecht-unset"}
    there.change(indicatie_gebruiksrecht=False)
    there.neighbour.lose = lambda request: "enkelvoudig" in request.url.path
    assert codes(api.post(acts.STATUSSEN, close | {"statustype": last})) == {"nonFieldErrors": "indicatiegebruiksrecht-unset"}
    there.well()
    assert api.post(acts.STATUSSEN, close | {"statustype": last}).status_code == 201


def test_zrc_022_archived_when_documents_there_are(api, there, made):
    archived = {"archiefstatus": "gearchiveerd", "archiefnominatie": "vernietigen", "archiefactiedatum": "2030-01-01"}
    assert codes(api.patch(there.zaak["url"], archived)) == {"archiefstatus": "documents-not-archived"}
    there.change(status="gearchiveerd")
    assert api.patch(there.zaak["url"], archived).status_code == 200
