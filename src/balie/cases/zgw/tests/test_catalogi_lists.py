"""Every way to find a type, and what is shown beside it when a client asks for that."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from balie.cases.models import BesluitType, Eigenschap, InformatieObjectType, ZaakObjectType, ZaakType
from balie.cases.zgw.tests import stage
from balie.kernel import clock
from balie.zgw.contract import conforms, load
from balie.zgw.filters import ABOUT_THE_ANSWER
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db
ROOT = "/catalogi/api/v1"
PARTS = ("statustypen", "resultaattypen", "roltypen", "eigenschappen", "zaakobjecttypen")


@pytest.fixture
def kind(api):
    """With one of every part, beside another zaaktype that has them all too and is no longer valid."""
    ended = {"begin_geldigheid": clock.today() - timedelta(days=20), "einde_geldigheid": clock.today() - timedelta(days=10)}
    for each in (made := stage.zaaktype(trefwoorden=["parkeren", "straat"])), stage.zaaktype(**ended):
        sort = InformatieObjectType.objects.get(catalogus=each.catalogus)
        besluit = stage.besluittype(catalogus=each.catalogus, informatieobjecttype_omschrijving=[sort.omschrijving])
        ZaakType.objects.filter(pk=each.pk).update(besluittype_omschrijving=[besluit.omschrijving])
        Eigenschap.objects.create(zaaktype=each, naam="kleur", definitie="x", formaat="tekst", lengte="9", kardinaliteit="1")
        ZaakObjectType.objects.create(zaaktype=each, ander_objecttype=each is made, objecttype=f"https://elders.example.nl/{each.identificatie}",
                                      relatie_omschrijving=each.identificatie, begin_geldigheid=each.begin_geldigheid,
                                      einde_geldigheid=each.einde_geldigheid)
    return made


def found(api: Api, path: str, **query: Any) -> set[str]:
    answer = api.get(f"{ROOT}/{path}", **query)
    assert answer.status_code == 200, (path, query, answer.content)
    return {each["url"] for each in answer.json()["results"]}


def test_parts_are_found_by_their_zaaktype(api, kind):
    own = api.get(f"{ROOT}/zaaktypen/{kind.pk}").json()
    today = clock.today().isoformat()
    for path in PARTS:
        mine = set(own[path])
        assert mine and mine < found(api, path), path
        for query in ({"zaaktype": own["url"]}, {"zaaktypeIdentificatie": kind.identificatie}, {"datumGeldigheid": today}):
            assert found(api, path, **query) == mine, (path, query)
        assert found(api, path, zaaktype=own["catalogus"]) == found(api, path, datumGeldigheid="1999-01-01") == set()
        if path != "zaakobjecttypen":
            assert found(api, path, status="concept", zaaktype=own["url"]) == set()
            assert found(api, path, status="alles", zaaktype=own["url"]) == mine
            assert codes(api.get(f"{ROOT}/{path}", status="anders")) == {"status": "invalid"}
    for name, value in (("zaaktype_identificatie", kind.identificatie), ("datum_geldigheid", today)):
        assert found(api, "resultaattypen", **{name: value}) == set(own["resultaattypen"])
    assert found(api, "roltypen", omschrijvingGeneriek="initiator", zaaktype=own["url"]) == set(own["roltypen"])
    assert found(api, "roltypen", omschrijvingGeneriek="beslisser") == set()


def test_zaakobjecttypen_are_found_by_what_they_are(api, kind):
    own, today = api.get(f"{ROOT}/zaaktypen/{kind.pk}").json(), clock.today().isoformat()
    for query in ({"anderObjecttype": "true"}, {"catalogus": own["catalogus"]}, {"datumBeginGeldigheid": today},
                  {"objecttype": f"https://elders.example.nl/{kind.identificatie}"}, {"relatieOmschrijving": kind.identificatie}):
        assert found(api, "zaakobjecttypen", **query) == set(own["zaakobjecttypen"]), query
    ended = (clock.today() - timedelta(days=10)).isoformat()
    assert len(found(api, "zaakobjecttypen", datumEindeGeldigheid=ended)) == 1
    assert api.get(f"{ROOT}/zaakobjecttypen", anderObjecttype="misschien").status_code == 400


def test_types_are_found_by_what_they_relate_to(api, kind):
    own = api.get(f"{ROOT}/zaaktypen/{kind.pk}").json()
    (besluit,), (sort,) = own["besluittypen"], own["informatieobjecttypen"]
    catalogus = own["catalogus"]
    for query in ({"catalogus": catalogus}, {"zaaktypen": own["url"]}, {"informatieobjecttypen": sort},
                  {"omschrijving": BesluitType.objects.get(catalogus=kind.catalogus).omschrijving}):
        assert found(api, "besluittypen", **query) == {besluit}, query
    for query in ({"catalogus": catalogus}, {"omschrijving": api.get(sort).json()["omschrijving"]}):
        assert found(api, "informatieobjecttypen", **query) == {sort}, query
    for query in ({"catalogus": catalogus}, {"identificatie": kind.identificatie}, {"trefwoorden": "straat,lantaarn"},
                  {"datumGeldigheid": clock.today().isoformat()}):
        assert found(api, "zaaktypen", **query) == {own["url"]}, query
    domein, rsin = kind.catalogus.domein, kind.catalogus.rsin
    for query in ({"domein": domein}, {"domein__in": f"{domein},ANDER"}, {"domein": domein, "rsin__in": f"{rsin},1"},
                  {"domein": domein, "rsin": rsin}):
        assert found(api, "catalogussen", **query) == {catalogus}, query
    tie = f"{ROOT}/zaaktype-informatieobjecttypen"
    for query in ({"zaaktype": own["url"]}, {"informatieobjecttype": sort}, {"zaaktype": own["url"], "richting": "inkomend"}):
        (one,) = api.get(tie, **query).json()["results"]
        assert one["zaaktype"] == own["url"] and one["informatieobjecttype"] == sort
    assert api.get(tie, richting="uitgaand").json()["count"] == 0


@pytest.mark.parametrize("operation", [each for each in load("catalogi").operations.values() if each.many], ids=lambda each: each.id)
def test_every_parameter_filters_or_says_what_is_wrong(api, kind, operation):
    for name in operation.query:
        answer = api.get(f"/catalogi/api/v1{operation.template}", **{name: "\u00e9\u00e9n"})
        assert answer.status_code in (200, 400, 404), (name, answer.content)
        known = api.get(f"/catalogi/api/v1{operation.template}", **{name: ""})
        assert known.status_code == 200 and conforms("catalogi", operation.id, 200, known.json()) == [], name
        if answer.status_code == 200 and name not in ABOUT_THE_ANSWER:
            assert answer.json()["count"] == 0, name


@pytest.mark.parametrize(("path", "names"), [
    ("zaaktypen", "catalogus,statustypen,resultaattypen,roltypen,eigenschappen,informatieobjecttypen,besluittypen,zaakobjecttypen,deelzaaktypen"),
    ("besluittypen", "catalogus,zaaktypen,informatieobjecttypen,resultaattypen"), ("informatieobjecttypen", "catalogus,zaaktypen,besluittypen"),
    ("catalogussen", "zaaktypen,besluittypen,informatieobjecttypen"), *((path, "zaaktype") for path in PARTS),
    ("zaaktype-informatieobjecttypen", "zaaktype,statustype"),
])
def test_what_may_be_shown_beside_a_type(api, kind, path, names):
    for each in api.get(f"{ROOT}/{path}", expand=names).json()["results"]:
        assert set(each["_expand"]) == {name for name in names.split(",") if each[name] is not None}
        for name, beside in each["_expand"].items():
            pointed, shown = (one if isinstance(one, list) else [one] for one in (each[name], beside))
            assert [one["url"] for one in shown] == pointed, name
    assert api.get(f"{ROOT}/{path}", expand="concept").status_code == 404


@pytest.mark.parametrize("path", ["statustypen", "roltypen", "eigenschappen", "resultaattypen", "zaakobjecttypen"])
def test_a_patch_changes_what_it_names_and_a_put_the_rest_as_well(api, gemeente, path):
    """Of a concept; what is published is in the tests of ztc-009 and ztc-010."""
    concept = stage.zaaktype(concept=True)
    Eigenschap.objects.create(zaaktype=concept, naam="kleur", definitie="x", formaat="tekst", lengte="9", kardinaliteit="1", toelichting="Uitleg")
    ZaakObjectType.objects.create(zaaktype=concept, ander_objecttype=False, objecttype="https://elders.example.nl/1", relatie_omschrijving="x",
                                  begin_geldigheid=clock.today())
    concept.statustypes.update(toelichting="Uitleg")
    concept.resultaattypes.update(toelichting="Uitleg")
    (url, *_rest) = api.get(f"{ROOT}/zaaktypen/{concept.pk}").json()[path]
    was = api.get(url).json()
    name = {"eigenschappen": "definitie", "zaakobjecttypen": "relatieOmschrijving"}.get(path, "omschrijving")
    patched = api.patch(url, {name: "Anders"})
    assert patched.status_code == 200, patched.content
    assert patched.json() == was | {name: "Anders"}
    required = load("catalogi").schemas[{"statustypen": "StatusType", "roltypen": "RolType", "eigenschappen": "Eigenschap",
                                         "resultaattypen": "ResultaatTypeCreate", "zaakobjecttypen": "ZaakObjectType"}[path]]["required"]
    put = api.put(url, {each: was[each] for each in required if each in was} | {name: "Weer anders"})
    assert put.status_code == 200, put.content
    assert put.json()[name] == "Weer anders" and put.json()["zaaktype"] == was["zaaktype"]
    if "toelichting" in was:
        assert was["toelichting"] == "Uitleg" and not put.json()["toelichting"]


def test_a_part_may_move_to_another_zaaktype_without_what_is_ours(api):
    """Balie knows a status of its own service by a code, once per zaaktype."""
    one, other = stage.zaaktype(concept=True), stage.zaaktype(concept=True)
    url = api.get(f"{ROOT}/zaaktypen/{one.pk}").json()["statustypen"][0]
    answer = api.patch(url, {"zaaktype": f"{api.root}{ROOT}/zaaktypen/{other.pk}", "volgnummer": 9})
    assert answer.status_code == 200, answer.content
    assert other.statustypes.get(volgnummer=9).code == ""


def test_ztc_016_a_published_type_takes_no_name_of_another(api):
    """Also not by a correction."""
    for path, name, make in (("zaaktypen", "identificatie", stage.zaaktype), ("besluittypen", "omschrijving", stage.besluittype)):
        one = make()
        other = make(catalogus=one.catalogus)
        assert codes(api.patch(f"{ROOT}/{path}/{other.pk}", {name: getattr(one, name)})) == {"beginGeldigheid": "overlap"}
        apart = make()
        type(apart).objects.filter(pk=apart.pk).update(**{name: getattr(one, name)})
        moved = api.patch(f"{ROOT}/{path}/{apart.pk}", {"catalogus": f"{api.root}{ROOT}/catalogussen/{one.catalogus_id}"})
        assert codes(moved) == {"beginGeldigheid": "overlap"}
