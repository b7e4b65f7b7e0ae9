"""Zaken, besluiten and documents of types in another provider's catalogus: read once, kept as copies, shown under their own address."""
from __future__ import annotations

import time
from datetime import timedelta

import httpx2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.cases import zaaktypes
from balie.cases.models import Besluit, BesluitType, Catalogus, Eigenschap, InformatieObjectType, RolType, StatusType, Zaak, ZaakType
from balie.cases.typefiles import giving
from balie.cases.zgw.tests import acts, stage
from balie.documents.zgw.tests import stage as papers
from balie.kernel import clock, tenancy
from balie.zgw.models import Mirror, Wijziging
from balie.zgw.providers import asking, mirrors
from balie.zgw.public import contract
from balie.zgw.tests.clients import Api, codes

ZAKEN = "/zaken/api/v1/zaken"
LISTS = (
    "catalogussen", "zaaktypen", "statustypen", "resultaattypen", "roltypen", "eigenschappen", "zaaktype-informatieobjecttypen",
    "informatieobjecttypen", "besluittypen", "zaakobjecttypen",
)


class There:
    """A zaaktype of the neighbour and what belongs to it, by address."""

    def __init__(self, neighbour) -> None:
        with neighbour.holding():
            kind = self.row = stage.zaaktype()
            self.zaaktype = neighbour.url("catalogi", "zaaktypen", kind)
            self.statustypen = [neighbour.url("catalogi", "statustypen", each) for each in kind.statustypes.order_by("volgnummer")]
            self.resultaattype = neighbour.url("catalogi", "resultaattypen", kind.resultaattypes.get())
            self.roltype = neighbour.url("catalogi", "roltypen", kind.roltypes.get())
            own = Eigenschap.objects.create(zaaktype=kind, naam="kleur", definitie="Kleur", formaat="tekst", lengte="20", kardinaliteit="1",
                                            statustype=kind.statustypes.order_by("volgnummer").first())
            self.eigenschap = neighbour.url("catalogi", "eigenschappen", own)
            self.document = neighbour.url("catalogi", "informatieobjecttypen", InformatieObjectType.objects.get(catalogus=kind.catalogus))
            self.besluit = stage.besluittype(catalogus=kind.catalogus)
            self.besluittype = neighbour.url("catalogi", "besluittypen", self.besluit)
            ZaakType.objects.filter(pk=kind.pk).update(besluittype_omschrijving=[self.besluit.omschrijving])
            self.catalogus = neighbour.url("catalogi", "catalogussen", kind.catalogus)

    def change(self, neighbour, model, **changes) -> None:
        with neighbour.holding():
            model.objects.filter(zaaktype=self.row).update(**changes)


@pytest.fixture
def there(api, neighbour) -> There:
    return There(neighbour)


@pytest.fixture
def zaak(api, there) -> dict:
    made = api.post(ZAKEN, stage.body(there.zaaktype))
    assert made.status_code == 201, made.content
    return made.json()


def test_a_zaak_of_a_type_elsewhere_lives_like_any_other(api, neighbour, there, zaak):
    assert zaak["zaaktype"] == there.zaaktype
    asked = len(neighbour.calls)
    status = api.post(acts.STATUSSEN, {"zaak": zaak["url"], "statustype": there.statustypen[0], "datumStatusGezet": clock.now().isoformat()})
    assert status.status_code == 201 and status.json()["statustype"] == there.statustypen[0], status.content
    rol = api.post("/zaken/api/v1/rollen", {
        "zaak": zaak["url"], "roltype": there.roltype, "betrokkeneType": "natuurlijk_persoon", "roltoelichting": "x",
        "betrokkene": "https://personen.example/1"})
    assert rol.status_code == 201 and rol.json()["omschrijving"] == "Initiator", rol.content
    value = api.post(f"{zaak['url']}/zaakeigenschappen", {"zaak": zaak["url"], "eigenschap": there.eigenschap, "waarde": "rood"})
    assert value.status_code == 201 and value.json()["eigenschap"] == there.eigenschap, value.content
    result = api.post(acts.RESULTATEN, {"zaak": zaak["url"], "resultaattype": there.resultaattype})
    assert result.status_code == 201, result.content
    last = api.post(acts.STATUSSEN, {
        "zaak": zaak["url"], "statustype": there.statustypen[1], "datumStatusGezet": (clock.now() + timedelta(seconds=1)).isoformat()})
    assert last.status_code == 201, last.content
    closed = Zaak.objects.get()
    assert closed.einddatum and closed.archiefactiedatum.year == closed.einddatum.year + 5
    assert len(neighbour.calls) == asked  # everything came with the zaaktype


def test_it_was_asked_outside_the_transaction_and_once(api, neighbour, there):
    before = len(connection.savepoint_ids)
    for _ in range(2):
        assert api.post(ZAKEN, stage.body(there.zaaktype)).status_code == 201
    assert set(neighbour.within) == {before} and neighbour.calls.count(f"GET {there.zaaktype.removeprefix('http://waterrijk.localhost')}") == 1
    assert ZaakType.objects.filter(catalogus__elsewhere=True).count() == 1


def test_reading_costs_what_it_does_of_our_own(api, there, zaak):
    """And the expanded type is as it is there, word for word."""
    own = acts.make(api, stage.zaaktype()).json()
    took = {}
    for made in (own, zaak):
        api.get(made["url"])
        with CaptureQueriesContext(connection) as seen:
            assert api.get(made["url"]).status_code == 200
        took[made["url"]] = len(seen)
    assert took[own["url"]] == took[zaak["url"]]
    shown = api.get(zaak["url"], expand="zaaktype,zaaktype.statustypen").json()["_expand"]["zaaktype"]
    assert {each["url"] for each in shown.pop("_expand")["statustypen"]} == set(there.statustypen)
    assert shown["url"] == there.zaaktype and shown["catalogus"] == there.catalogus and shown["besluittypen"] == [there.besluittype]
    assert contract.conforms("zaken", "zaak_retrieve", 200, api.get(zaak["url"]).json()) == []


def test_it_is_found_by_its_address(api, there, zaak):
    acts.make(api, stage.zaaktype())
    headers = {"accept-crs": "EPSG:4326"}
    assert [each["url"] for each in api.get(ZAKEN, zaaktype=there.zaaktype, headers=headers).json()["results"]] == [zaak["url"]]
    assert api.get(ZAKEN, zaaktype=there.zaaktype[:-4] + "0000").json()["count"] == 0
    assert api.get(ZAKEN).json()["count"] == 2


def test_rights_name_it_by_its_address(api, there, zaak):
    own = acts.make(api, stage.zaaktype()).json()
    client = Api([("zrc", ["zaken.lezen", "zaken.aanmaken"], there.zaaktype, "openbaar")])
    assert [each["url"] for each in client.get(ZAKEN).json()["results"]] == [zaak["url"]]
    assert client.get(zaak["url"]).status_code == 200 and client.get(own["url"]).status_code == 403
    assert client.post(ZAKEN, stage.body(there.zaaktype)).status_code == 201
    other = Api([("zrc", ["zaken.lezen", "zaken.aanmaken"], own["zaaktype"], "openbaar")])
    assert other.get(zaak["url"]).status_code == 403 and other.post(ZAKEN, stage.body(there.zaaktype)).status_code == 403


def test_who_is_told_is_told_its_address(api, there, zaak):
    assert Wijziging.objects.get(resource="zaak").kenmerken["zaaktype"] == there.zaaktype
    assert not Wijziging.objects.filter(kanaal="zaaktypen").exists()


def test_our_catalogi_api_neither_lists_nor_gives_nor_changes_it(api, there, zaak):
    for path in LISTS:
        found = api.get(f"/catalogi/api/v1/{path}").json()
        assert (found["results"] if isinstance(found, dict) else found) == [], path
    kind = ZaakType.objects.get()
    own = f"{api.root}/catalogi/api/v1/zaaktypen/{kind.pk}"
    assert {api.get(own).status_code, api.delete(own).status_code, api.patch(own, {"eindeGeldigheid": "2027-01-01"}).status_code,
            api.post(f"{own}/publish").status_code} == {404}
    part = {"omschrijving": "Erbij", "zaaktype": there.zaaktype, "volgnummer": 9}
    assert codes(api.post("/catalogi/api/v1/statustypen", part)) == {"zaaktype": "bad-url"}
    assert giving.catalogi() == [] and ZaakType.objects.count() == 1
    stage.zaaktype()  # a control: ours is
    assert api.get("/catalogi/api/v1/zaaktypen").json()["count"] == 1 and len(giving.catalogi()) == 1


def test_a_catalogus_there_may_be_called_as_ours(api, neighbour, there, gemeente):
    with neighbour.holding():
        Catalogus.objects.filter(zaaktypen=there.row).update(domein="BALIE", rsin=gemeente.rsin)
    assert api.post(ZAKEN, stage.body(there.zaaktype)).status_code == 201
    assert not zaaktypes._catalogus().elsewhere and Catalogus.objects.count() == 2
    assert api.post("/catalogi/api/v1/catalogussen", {"domein": "BALIE", "rsin": gemeente.rsin, "contactpersoonBeheerNaam": "X"}).status_code == 400


def test_a_part_of_another_zaaktype_does_not_fit(api, neighbour, there, zaak):
    """zrc-016 … 020: it is there, and it is of something else."""
    other = There(neighbour)
    for path, name, url in ((acts.RESULTATEN, "resultaattype", other.resultaattype), (acts.STATUSSEN, "statustype", other.statustypen[0])):
        body = {"zaak": zaak["url"], name: url} | ({"datumStatusGezet": clock.now().isoformat()} if name == "statustype" else {})
        assert codes(api.post(path, body)) == {"nonFieldErrors": "zaaktype-mismatch"}
    assert ZaakType.objects.count() == 1  # what was refused leaves nothing


def test_a_part_that_came_later_is_read_when_it_is_named(api, neighbour, there, zaak):
    with neighbour.holding():
        StatusType.objects.filter(zaaktype=there.row, volgnummer=2).update(volgnummer=8)
        new = StatusType.objects.create(zaaktype=there.row, omschrijving="Tussenin", volgnummer=2, code="tussenin")
        url = neighbour.url("catalogi", "statustypen", new)
    answer = api.post(acts.STATUSSEN, {"zaak": zaak["url"], "statustype": url, "datumStatusGezet": clock.now().isoformat()})
    assert answer.status_code == 201, answer.content


def test_the_second_try_still_knows_what_was_sent(api, neighbour, there, zaak):
    """A BSN goes into the vault while the body is read: when that was undone, it is read again."""
    with neighbour.holding():
        url = neighbour.url("catalogi", "roltypen", RolType.objects.create(
            zaaktype=there.row, omschrijving="Later", omschrijving_generiek="belanghebbende"))
    asked = len(neighbour.calls)
    answer = api.post("/zaken/api/v1/rollen", {
        "zaak": zaak["url"], "roltype": url, "betrokkeneType": "natuurlijk_persoon", "roltoelichting": "x",
        "betrokkeneIdentificatie": {"inpBsn": "999993653"}})
    assert answer.status_code == 201 and answer.json()["betrokkeneIdentificatie"]["inpBsn"] == "999993653", answer.content
    assert len(neighbour.calls) > asked


def test_who_keeps_us_waiting_is_asked_no_further(api, neighbour, there, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 0.2)
    neighbour.spoil = lambda request: time.sleep(0.15)
    assert codes(api.post(ZAKEN, stage.body(there.zaaktype))) == {"zaaktype": "bad-url"} and len(neighbour.calls) < 5


@pytest.mark.parametrize("whose", ["ours", "of another provider", "no text"])
def test_nobody_says_what_others_have(api, neighbour, there, whose):
    """A part at an address of ours, or of somebody else, would overwrite what is there."""
    own = stage.zaaktype().statustypes.order_by("volgnummer").first()
    neighbour.connect(name="ander", **{each: f"http://elders.localhost/{each}/api/v1" for each in ("zaken", "catalogi", "documenten", "besluiten")})
    url = {"ours": f"{api.root}/catalogi/api/v1/statustypen/{own.pk}", "no text": 3,
           "of another provider": "http://elders.localhost/catalogi/api/v1/statustypen/1"}[whose]
    with neighbour.holding():
        part = neighbour.api.get(there.statustypen[0].removeprefix("http://waterrijk.localhost")).json() | {"url": url, "omschrijving": "Van ons nu"}
    neighbour.spoil = lambda request: (
        httpx2.Response(200, json={"count": 1, "next": None, "results": [part]}) if request.url.path.endswith("/statustypen") else None)
    assert codes(api.post(ZAKEN, stage.body(there.zaaktype))) == {"zaaktype": "invalid-resource"}
    own.refresh_from_db()
    assert own.omschrijving == "Ontvangen" and not Mirror.objects.exists()
    part["url"] = there.statustypen[0]  # a control: at an address of its own it is taken
    assert api.post(ZAKEN, stage.body(there.zaaktype)).status_code == 201


def test_a_text_that_is_none_is_refused(api, neighbour, there):
    part = {"url": there.zaaktype.replace("zaaktypen", "zaakobjecttypen"), "zaaktype": there.zaaktype, "anderObjecttype": False,
            "objecttype": "https://x.example/1", "relatieOmschrijving": "a\0b", "beginGeldigheid": "2026-01-01", "catalogus": there.catalogus}
    neighbour.spoil = lambda request: (
        httpx2.Response(200, json={"count": 1, "next": None, "results": [part]}) if request.url.path.endswith("zaakobjecttypen") else None)
    assert codes(api.post(ZAKEN, stage.body(there.zaaktype))) == {"zaaktype": "invalid-resource"} and not ZaakType.objects.exists()
    part["relatieOmschrijving"] = "Een tekst"
    assert api.post(ZAKEN, stage.body(there.zaaktype)).status_code == 201


def test_what_cannot_be_in_our_tables_is_refused_and_not_a_failure(api, neighbour, there):
    """Two statustypen with one number: the standard forbids it, and the other side may have it."""
    neighbour.spoil = lambda request: twice(neighbour) if request.url.path.endswith("/statustypen") else None

    def twice(neighbour):
        with neighbour.holding():
            found = neighbour.api.get("/catalogi/api/v1/statustypen").json()
        return httpx2.Response(200, json=found | {"results": [each | {"volgnummer": 1} for each in found["results"]]})

    assert codes(api.post(ZAKEN, stage.body(there.zaaktype))) == {"zaaktype": "invalid-resource"}
    assert not ZaakType.objects.exists() and not Mirror.objects.exists()


def test_a_concept_there_is_refused_until_it_is_published(api, neighbour, there):
    with neighbour.holding():
        ZaakType.objects.filter(pk=there.row.pk).update(concept=True)
    assert codes(api.post(ZAKEN, stage.body(there.zaaktype))) == {"zaaktype": "not-published"}
    assert not Mirror.objects.exists() and not ZaakType.objects.exists()
    with neighbour.holding():
        ZaakType.objects.filter(pk=there.row.pk).update(concept=False)
    assert api.post(ZAKEN, stage.body(there.zaaktype)).status_code == 201


@pytest.mark.parametrize(("path", "answer", "code"), [
    ("/zaaktypen/", httpx2.Response(503, json={}), "bad-url"), ("/zaaktypen/", httpx2.Response(404, json={}), "bad-url"),
    ("/statustypen", httpx2.Response(503, json={}), "bad-url"), ("/catalogussen/", httpx2.Response(403, json={}), "bad-url"),
    ("/statustypen", httpx2.Response(200, json={"results": [{"url": 3}]}), "invalid-resource"),
    ("/statustypen", httpx2.Response(200, json=[]), ""), ("/zaaktypen/", httpx2.Response(200, json={"url": "x"}), "invalid-resource"),
    ("/catalogussen/", httpx2.Response(200, json={"url": "x"}), "invalid-resource"),
])
def test_faults_there_leave_nothing_here(api, neighbour, there, path, answer, code):
    """A list without anything is no fault: the control."""
    neighbour.spoil = lambda request: answer if path in request.url.path else None
    made = api.post(ZAKEN, stage.body(there.zaaktype))
    assert codes(made) == ({"zaaktype": code} if code else {}) and Mirror.objects.exists() is not bool(code)


@pytest.mark.parametrize("change", [
    {"omschrijving": "x" * 81}, {"identificatie": 7}, {"beginGeldigheid": "morgen"}, {"omschrijving": "a\0b"}, {"concept": "nee"},
    {"besluittypeOmschrijving": "geen lijst"}, {"vertrouwelijkheidaanduiding": None}, {"url": "http://waterrijk.localhost/anders"},
    {"catalogus": "http://169.254.169.254/latest"},
])
def test_what_has_not_the_form_of_a_type_is_refused(api, neighbour, there, change):
    with neighbour.holding():
        right = neighbour.api.get(there.zaaktype.removeprefix("http://waterrijk.localhost")).json()
    one = there.zaaktype.removeprefix("http://waterrijk.localhost")
    neighbour.spoil = lambda request: httpx2.Response(200, json=right | change) if request.url.path == one else None
    made = api.post(ZAKEN, stage.body(there.zaaktype))
    assert made.status_code == 400 and codes(made)["zaaktype"] in ("invalid-resource", "bad-url"), made.content
    assert not ZaakType.objects.exists()


def test_an_address_of_something_else_there(api, there):
    assert codes(api.post(ZAKEN, stage.body(there.besluittype))) == {"zaaktype": "invalid-resource"}
    assert codes(api.post(ZAKEN, stage.body("https://kwaad.example/catalogi/api/v1/zaaktypen/1"))) == {"zaaktype": "bad-url"}
    assert codes(api.post(ZAKEN, stage.body(there.catalogus.replace("catalogi", "zaken", 1)))) == {"zaaktype": "invalid-resource"}


def test_documents_and_besluiten_of_types_elsewhere(api, there, zaak):
    paper = api.post("/documenten/api/v1/enkelvoudiginformatieobjecten", papers.body(there.document))
    assert paper.status_code == 201 and paper.json()["informatieobjecttype"] == there.document, paper.content
    relation = {"zaak": zaak["url"], "informatieobject": paper.json()["url"]}
    assert api.post("/zaken/api/v1/zaakinformatieobjecten", relation).status_code == 201
    besluit = {"besluittype": there.besluittype, "zaak": zaak["url"], "verantwoordelijkeOrganisatie": stage.RSIN,
               "datum": clock.today().isoformat(), "ingangsdatum": clock.today().isoformat()}
    made = api.post("/besluiten/api/v1/besluiten", besluit)
    assert made.status_code == 201 and made.json()["besluittype"] == there.besluittype, made.content
    assert Besluit.objects.get().besluittype.catalogus.elsewhere and BesluitType.objects.count() == 1
    own = stage.zaaktype()
    kind = InformatieObjectType.objects.get(catalogus=own.catalogus)
    paper = api.post("/documenten/api/v1/enkelvoudiginformatieobjecten", papers.body(f"{api.root}/catalogi/api/v1/informatieobjecttypen/{kind.pk}"))
    answer = api.post("/zaken/api/v1/zaakinformatieobjecten", relation | {"informatieobject": paper.json()["url"]})
    assert codes(answer) == {"nonFieldErrors": "missing-zaaktype-informatieobjecttype-relation"}


# -- kept up to date

def a_day_later() -> None:
    Mirror.objects.update(asked_at=clock.now() - timedelta(days=1, minutes=1))


def test_once_a_day_it_is_read_anew(api, neighbour, there, zaak):
    assert mirrors.due() == []
    a_day_later()
    (key,) = mirrors.due()
    with neighbour.holding():
        ZaakType.objects.filter(pk=there.row.pk).update(omschrijving="Nieuwe naam")
    there.change(neighbour, StatusType, statustekst="Nieuwe tekst")
    assert mirrors.read_anew(key) and mirrors.due() == []
    assert ZaakType.objects.get().omschrijving == "Nieuwe naam" and {each.statustekst for each in StatusType.objects.all()} == {"Nieuwe tekst"}
    assert api.get(zaak["url"], expand="zaaktype").json()["_expand"]["zaaktype"]["omschrijving"] == "Nieuwe naam"


@pytest.mark.parametrize("answer", [httpx2.Response(503, json={}), httpx2.Response(200, json={"url": "x"})])
def test_when_that_fails_it_stays_and_is_not_asked_again_that_day(neighbour, there, zaak, answer):
    neighbour.spoil = lambda request: answer
    a_day_later()
    (key,) = mirrors.due()
    assert not mirrors.read_anew(key) and mirrors.due() == []
    assert ZaakType.objects.count() == 1 and StatusType.objects.count() == 2


def test_a_new_version_ends_the_one_that_we_know(api, neighbour, there):
    """Of which we only hear tomorrow that it ended."""
    yesterday = clock.today() - timedelta(days=1)
    with neighbour.holding():
        ZaakType.objects.filter(pk=there.row.pk).update(begin_geldigheid=yesterday - timedelta(days=30))
    assert api.post(ZAKEN, stage.body(there.zaaktype)).status_code == 201
    with neighbour.holding():
        ZaakType.objects.filter(pk=there.row.pk).update(einde_geldigheid=yesterday)
        url = neighbour.url("catalogi", "zaaktypen", stage.zaaktype(catalogus=there.row.catalogus, identificatie=there.row.identificatie))
    made = api.post(ZAKEN, stage.body(url))
    assert made.status_code == 201, made.content
    assert set(ZaakType.objects.values_list("einde_geldigheid", flat=True)) == {None, yesterday}


def test_another_municipality_has_its_own_copies(api, neighbour, there, zaak, gemeente):
    with neighbour.holding():
        assert not Mirror.objects.exists() and not Catalogus.objects.filter(elsewhere=True).exists()
    assert tenancy.current_id() == gemeente.pk and Mirror.objects.count() == 8
