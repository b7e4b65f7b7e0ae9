"""What the Zaken API asks of the parts of a zaak beyond their form, and every way to find them."""
from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from balie.cases.models import Eigenschap, Zaak, ZaakNotitie, ZaakObject, ZaakObjectType
from balie.cases.zgw.tests import acts, stage
from balie.cases.zgw.tests.test_documents import document
from balie.cases.zgw.zaken.specificatie import fits
from balie.kernel import clock
from balie.zgw.contract import conforms
from balie.zgw.references import Links
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db
ROOT = "/zaken/api/v1"
ELSEWHERE = "https://elders.example.nl"
OTHER = {"objectType": "overige", "objectTypeOverige": "boom", "objectIdentificatie": {"overigeData": {"soort": "eik"}}}
DEFINITION = {"url": f"{ELSEWHERE}/boom", "schema": ".jsonSchema", "objectData": ".record.data"}


def at(api: Api, zaak: Zaak) -> str:
    return Links(api.root).to("zaken/zaken", zaak.pk)


def made(api: Api, path: str, zaak: Zaak, body: dict[str, Any], name: str = "zaak") -> dict[str, Any]:
    answer = api.post(f"{ROOT}/{path}", {name: at(api, zaak)} | body)
    assert answer.status_code == 201, answer.content
    return answer.json()


def found(api: Api, path: str, **query: Any) -> list[str]:
    answer = api.get(f"{ROOT}/{path}", **query)
    assert answer.status_code == 200, answer.content
    listed = answer.json()
    return [each["url"] for each in (listed["results"] if isinstance(listed, dict) else listed)]


# -- zaakeigenschappen

def test_a_value_outside_its_specificatie_is_kept_with_a_warning(api, zaak):
    kinds = [Eigenschap.objects.create(zaaktype=zaak.zaaktype, naam=name, definitie="x", formaat="getal", lengte="3", kardinaliteit="1")
             for name in ("hoog", "breed")]
    path = f"zaken/{zaak.pk}/zaakeigenschappen"
    for kind, value, warned in zip(kinds, ("175", "veel"), (False, True), strict=True):
        answer = api.post(f"{ROOT}/{path}", {"zaak": at(api, zaak), "waarde": value,
                                             "eigenschap": Links(api.root).to("catalogi/eigenschappen", kind.pk)})
        assert (answer.status_code, "X-Warning" in answer.headers) == (201, warned)
        assert answer.headers["Location"] == answer.json()["url"] and answer.json()["waarde"] == value
        assert conforms("zaken", "zaakeigenschap_create", 201, answer.json()) == []


@pytest.mark.parametrize(("formaat", "lengte", "value", "right"), [
    ("tekst", "4", "vier", True), ("tekst", "4", "langer", False), ("tekst", "veel", "x" * 500, True),
    ("getal", "6,2", "123456,78", True), ("getal", "6,2", "-1.5", True), ("getal", "6,2", "1,234", False), ("getal", "2", "1,2", False),
    ("getal", "2", "123", False), ("getal", "2", "x", False),
    ("datum", "8", "20260131", True), ("datum", "8", "20260231", False), ("datum", "8", "2026-01-31", False),
    ("datum_tijd", "14", "20260131235959", True), ("datum_tijd", "14", "20260131", False),
])
def test_what_fits_a_specificatie(formaat, lengte, value, right):
    assert fits(SimpleNamespace(formaat=formaat, lengte=lengte, waardenverzameling=[]), value) is right


def test_a_value_is_one_of_its_set():
    kind = SimpleNamespace(formaat="tekst", lengte="10", waardenverzameling=["rood", "groen"])
    assert fits(kind, "rood") and not fits(kind, "blauw")


def test_a_property_stands_under_its_own_zaak(api, zaak):
    kind = Eigenschap.objects.create(zaaktype=zaak.zaaktype, naam="kleur", definitie="x", formaat="tekst", lengte="9", kardinaliteit="1")
    body = {"eigenschap": Links(api.root).to("catalogi/eigenschappen", kind.pk), "waarde": "rood"}
    other = stage.zaak(zaak.zaaktype)
    own = made(api, f"zaken/{zaak.pk}/zaakeigenschappen", zaak, body)
    elsewhere = own["url"].replace(str(zaak.pk), str(other.pk))
    assert api.get(elsewhere).status_code == api.patch(elsewhere, {"waarde": "x"}).status_code == api.delete(elsewhere).status_code == 404
    assert codes(api.post(f"{ROOT}/zaken/{other.pk}/zaakeigenschappen", body | {"zaak": at(api, zaak)}))["zaak"] == "invalid"
    assert api.post(f"{ROOT}/zaken/{kind.pk}/zaakeigenschappen", body | {"zaak": at(api, zaak)}).status_code == 404
    assert codes(api.post(f"{ROOT}/zaken/{zaak.pk}/zaakeigenschappen", body | {"zaak": at(api, zaak)})) == {"nonFieldErrors": "unique"}


# -- zaakobjecten

def test_an_object_keeps_its_zaak_its_address_and_its_kind(api, zaak):
    own = made(api, "zaakobjecten", zaak, {"objectType": "pand", "object": f"{ELSEWHERE}/panden/1"})
    changes = {"zaak": at(api, stage.zaak(zaak.zaaktype)), "object": f"{ELSEWHERE}/panden/2", "objectType": "adres"}
    assert codes(api.patch(own["url"], changes)) == dict.fromkeys(changes, "wijzigen-niet-toegelaten")
    for body in ({"relatieomschrijving": "Anders"}, {"zaak": own["zaak"], "objectType": "pand", "relatieomschrijving": "Weer anders"}):
        answer = (api.put if "zaak" in body else api.patch)(own["url"], body)
        assert answer.status_code == 200, answer.content
        assert answer.json() == own | body
        assert conforms("zaken", "zaakobject_update", 200, answer.json()) == []


def test_a_patch_that_names_no_kind_is_held_against_the_kind_it_has(api, zaak):
    own = made(api, "zaakobjecten", zaak, {"objectType": "adres", "objectIdentificatie": {
        "identificatie": "1", "wplWoonplaatsNaam": "Zonnedam", "gorOpenbareRuimteNaam": "Kade", "huisnummer": 1}})
    moved = own["objectIdentificatie"] | {"huisnummer": 2}
    assert api.patch(own["url"], {"objectIdentificatie": moved}).json()["objectIdentificatie"]["huisnummer"] == 2
    assert set(codes(api.patch(own["url"], {"objectIdentificatie": moved | {"huisnummer": "x"}}))) == {"objectIdentificatie.huisnummer"}
    assert ZaakObject.objects.get().object_identificatie["huisnummer"] == 2


@pytest.mark.parametrize(("body", "wrong"), [
    ({"objectType": "pand"}, {"nonFieldErrors": "invalid-zaakobject"}),
    ({"objectType": "overige", "object": ELSEWHERE}, {"objectTypeOverige": "missing-object-type-overige"}),
    ({"objectType": "pand", "object": ELSEWHERE, "objectTypeOverige": "boom"}, {"objectTypeOverige": "invalid-object-type-overige-usage"}),
    ({"objectType": "pand", "object": ELSEWHERE, "objectTypeOverigeDefinitie": DEFINITION},
     {"objectTypeOverigeDefinitie": "invalid-object-type-overige-usage"}),
    ({"objectType": "overige", "objectTypeOverigeDefinitie": DEFINITION, "objectIdentificatie": {"overigeData": {"a": 1}}},
     {"object": "required", "objectIdentificatie": "must-be-empty"}),
])
def test_what_a_zaakobject_needs(api, zaak, body, wrong):
    assert codes(api.post(f"{ROOT}/zaakobjecten", {"zaak": at(api, zaak)} | body)) == wrong


def test_a_zaakobject_shows_what_its_kind_has(api, zaak):
    for body, shown in (
        (OTHER, {"objectIdentificatie"}), ({"objectType": "besluit", "object": ELSEWHERE}, set()),
        ({"objectType": "medewerker", "betrokkeneIdentificatie": {"identificatie": "m1"}}, {"betrokkeneIdentificatie"}),
        ({"objectType": "overige", "object": ELSEWHERE, "objectTypeOverigeDefinitie": DEFINITION}, set()),
    ):
        one = made(api, "zaakobjecten", zaak, body)
        assert {"objectIdentificatie", "betrokkeneIdentificatie"} & set(one) == shown
        assert conforms("zaken", "zaakobject_create", 201, one) == []


def test_a_zaakobjecttype_is_of_the_zaaktype(api, zaak):
    for kind, right in ((zaak.zaaktype, True), (stage.zaaktype(), False)):
        of = ZaakObjectType.objects.create(zaaktype=kind, ander_objecttype=False, objecttype=ELSEWHERE, relatie_omschrijving="x",
                                           begin_geldigheid=clock.today())
        body = {"zaak": at(api, zaak), **OTHER, "zaakobjecttype": Links(api.root).to("catalogi/zaakobjecttypen", of.pk)}
        answer = api.post(f"{ROOT}/zaakobjecten", body)
        assert answer.status_code == 201 if right else codes(answer) == {"nonFieldErrors": "zaaktype-mismatch"}
        if right:
            expanded = api.get(answer.json()["url"], expand="zaakobjecttype,zaak.zaaktype").json()["_expand"]
            assert expanded["zaakobjecttype"]["url"] == body["zaakobjecttype"]


# -- documents

def test_an_archived_zaak_gets_no_more_documents(api, zaak):
    paper = Links(api.root).to("documenten/enkelvoudiginformatieobjecten", document(zaak.zaaktype).pk)
    Zaak.objects.filter(pk=zaak.pk).update(archiefstatus="gearchiveerd")
    assert codes(api.post(f"{ROOT}/zaakinformatieobjecten", {"zaak": at(api, zaak), "informatieobject": paper})) == {"zaak": "zaak-gearchiveerd"}


def test_the_status_of_a_document_is_one_of_its_zaak(api, zaak):
    paper = Links(api.root).to("documenten/enkelvoudiginformatieobjecten", document(zaak.zaaktype).pk)
    own = made(api, "zaakinformatieobjecten", zaak, {"informatieobject": paper})
    for of, right in ((zaak, True), (stage.zaak(zaak.zaaktype), False)):
        status = acts.set_status(api, of).json()["url"]
        answer = api.patch(own["url"], {"status": status})
        assert answer.json()["status"] == status if right else codes(answer) == {"nonFieldErrors": "zaak-mismatch"}
        if right:  # and the status knows the document
            assert api.get(status).json()["zaakinformatieobjecten"] == [own["url"]]


# -- notes and contacts

def test_a_note_is_what_its_writer_left_unsaid(api, zaak):
    own = made(api, "zaaknotities", zaak, {"onderwerp": "Bellen", "tekst": "Morgen"}, "gerelateerdAan")
    assert (own["aangemaaktDoor"], own["notitieType"], own["status"]) == ("Test", "intern", "concept")
    assert own["aanmaakdatum"] == own["wijzigingsdatum"] and conforms("zaken", "zaaknotitie_create", 201, own) == []
    changed = api.put(own["url"], {"gerelateerdAan": at(api, zaak), "onderwerp": "Bellen", "tekst": "Nu"}).json()
    assert changed["tekst"] == "Nu" and changed["aanmaakdatum"] == own["aanmaakdatum"] < changed["wijzigingsdatum"]
    other = at(api, stage.zaak(zaak.zaaktype))
    assert codes(api.patch(own["url"], {"gerelateerdAan": other})) == {"gerelateerdAan": "wijzigen-niet-toegelaten"}
    assert api.delete(own["url"]).status_code == 204


def test_a_klantcontact_has_a_number_and_is_of_the_past(api, zaak):
    first, second = (made(api, "klantcontacten", zaak, {"datumtijd": clock.now()}) for _ in range(2))
    assert first["identificatie"] and first["identificatie"] != second["identificatie"]
    later = {"zaak": at(api, zaak), "datumtijd": clock.now() + timedelta(hours=1)}
    assert codes(api.post(f"{ROOT}/klantcontacten", later)) == {"datumtijd": "date-in-future"}
    assert conforms("zaken", "klantcontact_create", 201, first) == []


# -- finding

def test_every_filter_of_zaakobjecten(api, zaak):
    own = made(api, "zaakobjecten", zaak, {"objectType": "pand", "object": f"{ELSEWHERE}/panden/1"})
    made(api, "zaakobjecten", stage.zaak(zaak.zaaktype), OTHER)
    for name in ("zaak", "object", "objectType"):
        assert found(api, "zaakobjecten", **{name: own[name]}) == [own["url"]], name
    assert codes(api.get(f"{ROOT}/zaakobjecten", objectType="huis")) == {"objectType": "invalid_choice"}


def test_every_filter_of_notes(api, zaak):
    own = made(api, "zaaknotities", zaak, {"onderwerp": "Bellen", "tekst": "Morgen", "notitieType": "extern", "aangemaaktDoor": "Bo",
                                        "status": "concept"},
               "gerelateerdAan")
    later = clock.now() + timedelta(days=2)
    other = made(api, "zaaknotities", stage.zaak(zaak.zaaktype), {"onderwerp": "Mailen", "tekst": "Nu", "status": "definitief"}, "gerelateerdAan")
    ZaakNotitie.objects.filter(onderwerp="Mailen").update(aanmaakdatum=later, wijzigingsdatum=later)
    for query in ({"gerelateerdAan": own["gerelateerdAan"]}, {"onderwerp": "Bellen"}, {"onderwerp__icontains": "BEL"}, {"tekst": "Morgen"},
                  {"tekst__icontains": "orge"}, {"notitieType": "extern"}, {"status": "concept"}, {"aangemaaktDoor": "Bo"},
                  {"aangemaaktDoor__icontains": "b"}):
        assert found(api, "zaaknotities", **query) == [own["url"]], query
    for name in ("aanmaakdatum", "wijzigingsdatum"):
        middle = (clock.now() + timedelta(days=1)).isoformat()
        for lookup in ("lt", "lte"):
            assert found(api, "zaaknotities", **{f"{name}__{lookup}": middle}) == [own["url"]]
        for lookup in ("gt", "gte"):
            assert found(api, "zaaknotities", **{f"{name}__{lookup}": middle}) == [other["url"]]
        assert found(api, "zaaknotities", **{name: own[name]}) == [own["url"]]


@pytest.mark.parametrize(("size", "shown"), [("1", 1), ("2", 2), ("0", 3), ("-5", 3), ("100000", 3)])
def test_pages_of_notes_are_as_large_as_asked_within_reason(api, zaak, size, shown):
    for number in range(3):
        made(api, "zaaknotities", zaak, {"onderwerp": str(number), "tekst": "x"}, "gerelateerdAan")
    page = api.get(f"{ROOT}/zaaknotities", pageSize=size)
    assert (page.status_code, page.json()["count"], len(page.json()["results"])) == (200, 3, shown)


def test_every_filter_and_expand_of_rollen(api, zaak):
    kind = zaak.zaaktype.roltypes.first()
    body = {"roltype": Links(api.root).to("catalogi/roltypen", kind.pk), "roltoelichting": "x"}
    own = made(api, "rollen", zaak, body | {"betrokkeneType": "medewerker", "betrokkene": f"{ELSEWHERE}/m/1",
                                            "betrokkeneIdentificatie": {"identificatie": "m1"}})
    other = stage.zaak()
    made(api, "rollen", other, body | {"roltype": Links(api.root).to("catalogi/roltypen", other.zaaktype.roltypes.first().pk),
                                       "betrokkeneType": "vestiging", "betrokkeneIdentificatie": {"vestigingsNummer": "1"}})
    for name in ("zaak", "betrokkene", "betrokkeneType", "roltype"):
        assert found(api, "rollen", **{name: own[name]}) == [own["url"]], name
    assert len(found(api, "rollen", omschrijvingGeneriek="initiator")) == len(found(api, "rollen", omschrijving="Initiator")) == 2
    assert found(api, "rollen", omschrijving="Anders") == []
    expanded = api.get(own["url"], expand="roltype,zaak.zaaktype,statussen").json()["_expand"]
    assert expanded["roltype"]["url"] == own["roltype"] and expanded["zaak"]["_expand"]["zaaktype"]["url"] and expanded["statussen"] == []
    assert api.head(own["url"]).status_code == 200


# -- closed

def test_zrc_007_nothing_is_added_to_a_closed_zaak_without_the_scope(api, zaak):
    paper = Links(api.root).to("documenten/enkelvoudiginformatieobjecten", document(zaak.zaaktype).pk)
    acts.close(api, zaak)
    of = {"zaak": at(api, zaak)}
    bodies = {
        "zaakobjecten": of | OTHER, "klantcontacten": of | {"datumtijd": clock.now()},
        "zaakinformatieobjecten": of | {"informatieobject": paper},
        "rollen": of | {"betrokkeneType": "medewerker", "betrokkeneIdentificatie": {"identificatie": "m1"}, "roltoelichting": "x",
                        "roltype": Links(api.root).to("catalogi/roltypen", zaak.zaaktype.roltypes.first().pk)},
    }
    plain = {"zaaknotities": {"gerelateerdAan": at(api, zaak), "onderwerp": "a", "tekst": "b"}, "zaakverzoeken": of | {"verzoek": ELSEWHERE},
             "zaakcontactmomenten": of | {"contactmoment": ELSEWHERE}}
    changes, corrects = acts.may(zaak.zaaktype, "zaken.bijwerken"), acts.may(zaak.zaaktype, "zaken.bijwerken", "zaken.geforceerd-bijwerken")
    for path, body in (bodies | plain).items():
        assert changes.post(f"{ROOT}/{path}", body).status_code == 403, path
        assert corrects.post(f"{ROOT}/{path}", body).status_code == 201, path
