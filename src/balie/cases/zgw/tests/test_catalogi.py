"""The Catalogi API: types are made, published, and stay as they are; one test for each rule of the standard."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from balie.cases.models import ZaakType
from balie.cases.zgw.tests import stage
from balie.kernel import clock
from balie.zgw import lists
from balie.zgw.contract import conforms
from balie.zgw.references import Links
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db
ROOT = "/catalogi/api/v1"
RESULT = "58af7a7b-30ff-44ba-bfd3-65689d1a4906"  # 5.1.1, procestype 07c3c06a…, nihil, vernietigen after seven years
PROCESS = "07c3c06a-2049-4e9e-82c5-7c1ff703c642"
OTHER_PROCESS = "035d5ce8-d4f8-4f23-a386-fe2ea136d9e3"
WAITING = "ingeschatte_bestaansduur_procesobject"


@pytest.fixture
def catalogus(api):
    made = api.post(f"{ROOT}/catalogussen", {"domein": "TEST", "rsin": "517439943", "contactpersoonBeheerNaam": "Beheer", "naam": "Test",
                                             "versie": "1"})
    assert made.status_code == 201, made.content
    assert conforms("catalogi", "catalogus_create", 201, made.json()) == []
    return made.json()["url"]


def zaaktype(catalogus: str, **changes: Any) -> dict[str, Any]:
    return {
        "identificatie": "ZT-A", "omschrijving": "Parkeren", "vertrouwelijkheidaanduiding": "openbaar", "doel": "Doel", "aanleiding": "Aanleiding",
        "indicatieInternOfExtern": "extern", "handelingInitiator": "aanvragen", "onderwerp": "Onderwerp", "handelingBehandelaar": "behandelen",
        "doorlooptijd": "P30D", "opschortingEnAanhoudingMogelijk": False, "verlengingMogelijk": True, "verlengingstermijn": "P30D",
        "publicatieIndicatie": False, "productenOfDiensten": [], "referentieproces": {"naam": "Proces"}, "verantwoordelijke": "Gemeente",
        "catalogus": catalogus, "besluittypen": [], "deelzaaktypen": [], "gerelateerdeZaaktypen": [],
        "selectielijstProcestype": f"{lists.ROOT}/procestypen/{PROCESS}", "beginGeldigheid": clock.today().isoformat(),
        "versiedatum": clock.today().isoformat(),
    } | changes


def made(api: Api, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = api.post(f"{ROOT}/{path}", body)
    assert answer.status_code == 201, answer.content
    assert api.get(answer.json()["url"]).json() == answer.json()
    return answer.json()


def document(catalogus: str, **changes: Any) -> dict[str, Any]:
    return {"catalogus": catalogus, "omschrijving": "Bijlage", "vertrouwelijkheidaanduiding": "openbaar", "informatieobjectcategorie": "Bijlage",
            "beginGeldigheid": clock.today().isoformat()} | changes


def besluit(catalogus: str, **changes: Any) -> dict[str, Any]:
    return {"catalogus": catalogus, "omschrijving": "Vergunning", "publicatieIndicatie": False, "informatieobjecttypen": [], "zaaktypen": [],
            "beginGeldigheid": clock.today().isoformat()} | changes


def result(kind: str, **changes: Any) -> dict[str, Any]:
    return {
        "zaaktype": kind, "omschrijving": "Verleend", "selectielijstklasse": f"{lists.ROOT}/resultaten/{RESULT}",
        "resultaattypeomschrijving": f"{lists.ROOT}/resultaattypeomschrijvingen/fb65d251-1518-4185-865f-b8bdcfad07b1",
        "brondatumArchiefprocedure": {"afleidingswijze": "afgehandeld", "einddatumBekend": False},
    } | changes


def parts(kind: str) -> dict[str, dict[str, Any]]:
    return {
        "statustypen": {"zaaktype": kind, "omschrijving": "Ontvangen", "volgnummer": 1},
        "roltypen": {"zaaktype": kind, "omschrijving": "Aanvrager", "omschrijvingGeneriek": "initiator"},
        "eigenschappen": {"zaaktype": kind, "naam": "kleur", "definitie": "Kleur",
                          "specificatie": {"formaat": "tekst", "lengte": "10", "kardinaliteit": "1"}},
        "resultaattypen": result(kind),
        "zaakobjecttypen": {"zaaktype": kind, "anderObjecttype": False, "objecttype": "https://example.nl/pand", "relatieOmschrijving": "gaat over",
                            "catalogus": ""},
    }


def test_a_whole_zaaktype_is_made_and_published(api, catalogus):
    kind = made(api, "zaaktypen", zaaktype(catalogus))
    assert conforms("catalogi", "zaaktype_create", 201, kind) == [] and kind["concept"] is True
    names = {"statustypen": "statustype", "roltypen": "roltype", "eigenschappen": "eigenschap", "resultaattypen": "resultaattype",
             "zaakobjecttypen": "zaakobjecttype"}
    for path, body in parts(kind["url"]).items():
        each = made(api, path, body | ({"catalogus": catalogus} if "catalogus" in body else {}))
        assert conforms("catalogi", f"{names[path]}_create", 201, each) == [], each
        assert each["zaaktypeIdentificatie"] == "ZT-A"
    sort = made(api, "informatieobjecttypen", document(catalogus))
    tie = made(api, "zaaktype-informatieobjecttypen", {
        "zaaktype": kind["url"], "informatieobjecttype": sort["url"], "volgnummer": 1, "richting": "inkomend"})
    assert conforms("catalogi", "zaakinformatieobjecttype_create", 201, tie) == []
    assert api.post(sort["url"] + "/publish").status_code == 200
    done = api.post(kind["url"] + "/publish")
    assert done.status_code == 200, done.content
    assert done.json()["concept"] is False and done.json()["informatieobjecttypen"] == [sort["url"]]
    assert len(done.json()["statustypen"]) == len(done.json()["resultaattypen"]) == 1
    assert api.get(f"{ROOT}/zaaktypen").json()["count"] == 1


def test_lists_show_what_is_published_unless_asked(api, catalogus):
    made(api, "zaaktypen", zaaktype(catalogus))
    assert api.get(f"{ROOT}/zaaktypen").json()["count"] == 0
    assert api.get(f"{ROOT}/zaaktypen", status="concept").json()["count"] == api.get(f"{ROOT}/zaaktypen", status="alles").json()["count"] == 1
    assert api.get(f"{ROOT}/zaaktypen", status="wat").status_code == 400


def test_a_type_by_a_name_that_is_too_long_is_refused(api, catalogus):
    """The standard sets no length to these, the types that they name do."""
    assert codes(api.post(f"{ROOT}/zaaktypen", zaaktype(catalogus, besluittypen=["x" * 81], deelzaaktypen=["x" * 51]))) == {
        "besluittypen.0": "max_length", "deelzaaktypen.0": "max_length"}
    assert api.post(f"{ROOT}/zaaktypen", zaaktype(catalogus, besluittypen=["x" * 80], deelzaaktypen=["x" * 50])).status_code == 201


def test_ztc_001_procestype_is_in_the_selectielijst(api, catalogus):
    for url, code in ((f"{lists.ROOT}/procestypen/00000000-0000-0000-0000-000000000000", "bad-url"),
                      (f"{lists.ROOT}/resultaten/{RESULT}", "invalid-resource")):
        assert codes(api.post(f"{ROOT}/zaaktypen", zaaktype(catalogus, selectielijstProcestype=url))) == {"selectielijstProcestype": code}


def test_ztc_002_selectielijstklasse_of_the_procestype(api, catalogus):
    other = made(api, "zaaktypen", zaaktype(catalogus, selectielijstProcestype=f"{lists.ROOT}/procestypen/{OTHER_PROCESS}"))["url"]
    assert codes(api.post(f"{ROOT}/resultaattypen", result(other))) == {"nonFieldErrors": "procestype-mismatch"}


def test_ztc_002_what_the_selectielijst_says_is_taken_over(api, catalogus):
    kind = made(api, "zaaktypen", zaaktype(catalogus))["url"]
    each = made(api, "resultaattypen", result(kind))
    assert (each["archiefnominatie"], each["archiefactietermijn"], each["omschrijvingGeneriek"]) == ("vernietigen", "P7Y", "Toegekend")
    wrong = result(kind, omschrijving="Anders", selectielijstklasse=f"{lists.ROOT}/procestypen/{PROCESS}", resultaattypeomschrijving="https://x.nl/1")
    assert codes(api.post(f"{ROOT}/resultaattypen", wrong)) == {"selectielijstklasse": "invalid-resource", "resultaattypeomschrijving": "bad-url"}


GROUP = "brondatumArchiefprocedure"


def _with_process(process: str) -> str:
    """A result whose class says so."""
    return next(key for key, each in lists._lists()["resultaten"].items() if each["procestermijn"] == process)


@pytest.mark.parametrize(("process", "way", "code"), [
    ("nihil", "hoofdzaak", "invalid-afleidingswijze-for-procestermijn"), (WAITING, "afgehandeld", "invalid-afleidingswijze-for-procestermijn"),
    ("nihil", "afgehandeld", None),
])
def test_ztc_003_afleidingswijze_follows_the_procestermijn(api, catalogus, process, way, code):
    key = _with_process(process)
    procestype = lists._lists()["resultaten"][key]["procestype"]
    kind = made(api, "zaaktypen", zaaktype(catalogus, selectielijstProcestype=f"{lists.ROOT}/procestypen/{procestype}"))["url"]
    answer = api.post(f"{ROOT}/resultaattypen", result(kind, selectielijstklasse=f"{lists.ROOT}/resultaten/{key}",
                                                       brondatumArchiefprocedure={"afleidingswijze": way}))
    assert codes(answer) == ({f"{GROUP}.afleidingswijze": code} if code else {})


@pytest.fixture
def free(api, catalogus):
    """A zaaktype and a class that leaves every afleidingswijze open."""
    key = _with_process("vast_te_leggen_datum")
    procestype = lists._lists()["resultaten"][key]["procestype"]
    kind = made(api, "zaaktypen", zaaktype(catalogus, selectielijstProcestype=f"{lists.ROOT}/procestypen/{procestype}"))["url"]
    return lambda **group: codes(api.post(f"{ROOT}/resultaattypen", result(
        kind, selectielijstklasse=f"{lists.ROOT}/resultaten/{key}", brondatumArchiefprocedure=group)))


FULL = {"datumkenmerk": "eind", "objecttype": "pand", "registratie": "BAG", "procestermijn": "P5Y"}


def given(way: str) -> dict[str, str]:
    """What this afleidingswijze needs, and no more."""
    needs = {"eigenschap": ("datumkenmerk",), "zaakobject": ("datumkenmerk", "objecttype"),
             "ander_datumkenmerk": ("datumkenmerk", "objecttype", "registratie"), "termijn": ("procestermijn",)}
    return {"afleidingswijze": way} | {name: FULL[name] for name in needs.get(way, ())}


@pytest.mark.parametrize(("rule", "name", "ways"), [
    ("ztc_004", "datumkenmerk", ("eigenschap", "zaakobject", "ander_datumkenmerk")), ("ztc_006", "objecttype", ("zaakobject", "ander_datumkenmerk")),
    ("ztc_007", "registratie", ("ander_datumkenmerk",)), ("ztc_008", "procestermijn", ("termijn",)),
])
def test_ztc_004_ztc_006_ztc_007_ztc_008_what_each_afleidingswijze_needs(free, rule, name, ways):
    for way in ways:
        assert free(**{key: value for key, value in given(way).items() if key != name}) == {f"{GROUP}.{name}": "required"}
    for way in {"hoofdzaak", "eigenschap", "termijn"} - set(ways):
        assert free(**given(way), **{name: FULL[name]}) == {f"{GROUP}.{name}": "must-be-empty"}


def test_ztc_005_einddatum_bekend_stays_empty(free):
    assert free(**given("termijn"), einddatumBekend=True) == {f"{GROUP}.einddatumBekend": "must-be-empty"}


@pytest.fixture
def published(api, catalogus):
    kind = made(api, "zaaktypen", zaaktype(catalogus))["url"]
    api.post(kind + "/publish")
    return kind


def limited(*scopes: str) -> Api:
    return Api([("ztc", ["catalogi.lezen", "catalogi.schrijven", *scopes], "", "")])


def test_ztc_009_what_is_published_stays_as_it_is(published, catalogus):
    writer = limited()
    assert codes(writer.put(published, zaaktype(catalogus))) == {"nonFieldErrors": "non-concept-object"}
    assert codes(writer.patch(published, {"doel": "Anders"})) == {"nonFieldErrors": "non-concept-object"}
    assert codes(writer.delete(published)) == {"nonFieldErrors": "non-concept-object"}
    assert writer.patch(published, {"eindeGeldigheid": clock.today().isoformat()}).status_code == 200


def test_ztc_009_a_correction_needs_its_own_scope(published):
    assert limited("catalogi.geforceerd-schrijven").patch(published, {"doel": "Anders"}).json()["doel"] == "Anders"
    assert limited("catalogi.geforceerd-verwijderen").delete(published).status_code == 204


@pytest.mark.parametrize("path", ["statustypen", "roltypen", "eigenschappen", "resultaattypen"])
def test_ztc_010_nothing_changes_below_a_published_zaaktype(api, catalogus, path):
    writer, kind = limited(), made(api, "zaaktypen", zaaktype(catalogus))["url"]
    body = parts(kind)[path]
    url = made(api, path, body)["url"]
    api.post(kind + "/publish")
    again = body | {"volgnummer": 2, "omschrijving": "Nog een", "naam": "nog een"}
    for answer in (writer.post(f"{ROOT}/{path}", again), writer.put(url, body), writer.patch(url, {"toelichting": "x"}), writer.delete(url)):
        assert codes(answer)["nonFieldErrors"] == "non-concept-zaaktype", answer.content


def test_ztc_010_no_document_type_for_a_zaaktype_when_both_are_published(published, api, catalogus):
    sort = made(api, "informatieobjecttypen", document(catalogus))["url"]
    body = {"zaaktype": published, "informatieobjecttype": "Bijlage", "volgnummer": 1, "richting": "inkomend"}
    assert limited().post(f"{ROOT}/zaaktype-informatieobjecttypen", body).status_code == 201
    api.post(sort + "/publish")
    assert codes(limited().post(f"{ROOT}/zaaktype-informatieobjecttypen", body | {"volgnummer": 2})) == {"nonFieldErrors": "non-concept-relation"}


def test_ztc_011_relations_go_by_name_whatever_the_version(api, catalogus):
    old = made(api, "besluittypen", besluit(catalogus))["url"]
    kind = made(api, "zaaktypen", zaaktype(catalogus, besluittypen=["Vergunning"]))
    assert kind["besluittypeOmschrijving"] == ["Vergunning"] and kind["besluittypen"] == []  # not published yet
    api.post(old + "/publish")
    assert api.get(kind["url"]).json()["besluittypen"] == [old]
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    assert api.patch(old, {"beginGeldigheid": yesterday, "eindeGeldigheid": yesterday}).status_code == 200
    new = made(api, "besluittypen", besluit(catalogus))["url"]
    api.post(new + "/publish")
    assert api.get(kind["url"]).json()["besluittypen"] == [new]


def test_ztc_012_publishing_needs_what_it_relates_to(api, catalogus):
    made(api, "besluittypen", besluit(catalogus))
    kind = made(api, "zaaktypen", zaaktype(catalogus, besluittypen=["Vergunning"]))["url"]
    assert codes(api.post(kind + "/publish")) == {"nonFieldErrors": "concept-relation"}


def test_ztc_013_no_relation_to_another_catalogus(api, catalogus):
    other = Links(api.root).to("catalogi/besluittypen", stage.besluittype().pk)
    assert codes(api.post(f"{ROOT}/zaaktypen", zaaktype(catalogus, besluittypen=[other]))) == {"nonFieldErrors": "relations-incorrect-catalogus"}


def test_ztc_014_who_reads_zaken_reads_their_types(published):
    assert Api([("zrc", ["zaken.lezen"], published, "openbaar")]).get(published).status_code == 200
    assert Api([("zrc", ["zaken.aanmaken"], published, "openbaar")]).get(published).status_code == 403


@pytest.mark.parametrize(("form", "length", "right"), [("datum", "8", True), ("datum", "10", False), ("datum_tijd", "14", True),
                                                       ("datum_tijd", "8", False)])
def test_ztc_015_length_of_dates(api, catalogus, form, length, right):
    kind = made(api, "zaaktypen", zaaktype(catalogus))["url"]
    body = parts(kind)["eigenschappen"] | {"specificatie": {"formaat": form, "lengte": length, "kardinaliteit": "1"}}
    assert codes(api.post(f"{ROOT}/eigenschappen", body)) == ({} if right else {"specificatie.lengte": "invalid-length"})


def test_ztc_016_of_two_published_versions_one_is_valid(published, api, catalogus):
    second = made(api, "zaaktypen", zaaktype(catalogus))["url"]
    assert codes(api.post(second + "/publish")) == {"beginGeldigheid": "overlap"}
    assert ZaakType.objects.filter(concept=False).count() == 1


def test_a_type_in_use_is_not_destroyed(api):
    zaak = stage.zaak()
    answer = api.delete(Links(api.root).to("catalogi/zaaktypen", zaak.zaaktype_id))
    assert answer.status_code == 400 and codes(answer) == {"nonFieldErrors": "in-use"}


def test_a_date_of_validity_filters(published, api):
    day = clock.today()
    assert api.get(f"{ROOT}/zaaktypen", datumGeldigheid=day.isoformat()).json()["count"] == 1
    assert api.get(f"{ROOT}/zaaktypen", datumGeldigheid=(day - timedelta(days=1)).isoformat()).json()["count"] == 0
    assert api.get(f"{ROOT}/zaaktypen", datumGeldigheid="gisteren").status_code == 400


@pytest.mark.parametrize("path", ["catalogussen", "zaaktypen", "statustypen", "resultaattypen", "roltypen", "eigenschappen", "zaakobjecttypen",
                                  "zaaktype-informatieobjecttypen", "informatieobjecttypen", "besluittypen"])
def test_a_list_costs_the_same_however_long(api, path, django_assert_max_num_queries):
    for _ in range(4):
        kind = stage.zaaktype()
        stage.besluittype(catalogus=kind.catalogus)
    api.get(f"{ROOT}/{path}")
    with django_assert_max_num_queries(6):
        api.get(f"{ROOT}/{path}")
