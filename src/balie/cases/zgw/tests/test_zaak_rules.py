"""The numbered rules of the Zaken API about a zaak, each with what breaks it and what keeps it."""
from datetime import timedelta

import pytest

from balie.cases.models import Zaak, ZaakInformatieObject
from balie.cases.zgw.tests import acts, stage
from balie.cases.zgw.tests.acts import ZAKEN
from balie.documents import public as documents
from balie.kernel import clock
from balie.zgw.contract import conforms
from balie.zgw.tests.clients import codes

pytestmark = pytest.mark.django_db
TOMORROW = (clock.now() + timedelta(days=1)).isoformat()


def refused(answer, name, code):
    assert answer.status_code == 400, answer.content
    assert codes(answer).get(name) == code, answer.json()


def test_zrc_001_a_zaaktype_that_is_there_and_is_one_and_no_concept(api):
    kind, other = stage.zaaktype(), stage.zaak()
    refused(acts.make(api, kind, zaaktype=f"{api.root}/catalogi/api/v1/zaaktypen/{other.pk}"), "zaaktype", "bad-url")
    refused(acts.make(api, kind, zaaktype=acts.url(api, other)), "zaaktype", "invalid-resource")
    refused(acts.make(api, stage.zaaktype(concept=True)), "zaaktype", "not-published")
    answer = acts.make(api, kind)
    assert answer.status_code == 201 and not conforms("zaken", "zaak_create", 201, answer.json())


def test_zrc_001_a_zaaktype_stays(api):
    zaak = stage.zaak()
    refused(api.patch(f"{ZAKEN}/{zaak.pk}", {"zaaktype": acts.url(api, stage.zaaktype())}), "zaaktype", "wijzigen-niet-toegelaten")
    assert api.patch(f"{ZAKEN}/{zaak.pk}", {"zaaktype": acts.url(api, zaak.zaaktype)}).status_code == 200


def test_zrc_002_a_number_once_for_each_organisation(api):
    kind = stage.zaaktype()
    assert acts.make(api, kind, identificatie="A-1").status_code == 201
    refused(acts.make(api, kind, identificatie="A-1"), "identificatie", "identificatie-niet-uniek")
    assert acts.make(api, kind, identificatie="A-1", bronorganisatie="296648875").status_code == 201
    numbers = {acts.make(api, kind).json()["identificatie"] for _ in range(5)}
    assert len(numbers) == 5 and all(number.startswith("ZAAK-") for number in numbers)


def test_zrc_002_a_number_stays(api):
    zaak = stage.zaak()
    refused(api.patch(f"{ZAKEN}/{zaak.pk}", {"identificatie": "anders"}), "identificatie", "wijzigen-niet-toegelaten")
    put = api.put(f"{ZAKEN}/{zaak.pk}", stage.body(acts.url(api, zaak.zaaktype)))
    assert put.status_code == 200 and put.json()["identificatie"] == zaak.identificatie
    assert put.json()["registratiedatum"] == zaak.registratiedatum.isoformat()


@pytest.mark.parametrize(("scopes", "level", "right"), [
    (["zaken.aanmaken"], "zeer_geheim", True), (["zaken.lezen"], "zeer_geheim", False), (["zaken.aanmaken"], "openbaar", False),
])
def test_zrc_006_made_only_within_what_was_allowed(gemeente, scopes, level, right):
    kind = stage.zaaktype(vertrouwelijkheidaanduiding="intern")
    assert acts.make(acts.may(kind, *scopes, level=level), kind).status_code == (201 if right else 403)
    assert Zaak.objects.count() == right


def test_zrc_006_seen_only_within_what_was_allowed(gemeente):
    kind, other = stage.zaaktype(), stage.zaaktype()
    open_, secret, elsewhere = stage.zaak(kind), stage.zaak(kind, vertrouwelijkheidaanduiding="geheim"), stage.zaak(other)
    api = acts.may(kind, "zaken.lezen", level="intern")
    seen = api.get(ZAKEN).json()
    assert seen["count"] == 1 and [each["uuid"] for each in seen["results"]] == [str(open_.pk)]
    assert api.get(f"{ZAKEN}/{open_.pk}").status_code == 200
    for hidden in (secret, elsewhere):
        assert api.get(f"{ZAKEN}/{hidden.pk}").status_code == 403
        assert api.head(f"{ZAKEN}/{hidden.pk}").status_code == 403
        assert api.patch(f"{ZAKEN}/{hidden.pk}", {"omschrijving": "x"}).status_code == 403


def test_zrc_006_a_client_without_the_scope_changes_nothing(gemeente):
    zaak = stage.zaak()
    api = acts.may(zaak.zaaktype, "zaken.lezen", "zaken.aanmaken")
    assert api.patch(f"{ZAKEN}/{zaak.pk}", {"omschrijving": "x"}).status_code == 403
    assert api.delete(f"{ZAKEN}/{zaak.pk}").status_code == 403
    assert acts.may(zaak.zaaktype, "zaken.bijwerken").patch(f"{ZAKEN}/{zaak.pk}", {"omschrijving": "x"}).status_code == 200


def test_zrc_009_how_confidential_comes_from_the_zaaktype_unless_it_is_said(api):
    kind = stage.zaaktype(vertrouwelijkheidaanduiding="vertrouwelijk")
    assert acts.make(api, kind).json()["vertrouwelijkheidaanduiding"] == "vertrouwelijk"
    made = acts.make(api, kind, vertrouwelijkheidaanduiding="openbaar").json()
    assert made["vertrouwelijkheidaanduiding"] == "openbaar"
    assert api.patch(made["url"], {"omschrijving": "x"}).json()["vertrouwelijkheidaanduiding"] == "openbaar"
    assert api.put(made["url"], stage.body(made["zaaktype"])).json()["vertrouwelijkheidaanduiding"] == "vertrouwelijk"


def test_zrc_010_a_way_of_contact_is_of_the_list(api):
    kind, host = stage.zaaktype(), "https://referentielijsten-api.vng.cloud/api/v1"
    right = f"{host}/communicatiekanalen/a6c4f2b7-5a8e-4c66-8f6c-3a3d5f2b1c11"
    assert acts.make(api, kind, communicatiekanaal=right).json()["communicatiekanaal"] == right
    refused(acts.make(api, kind, communicatiekanaal="https://elders.example/telefoon"), "communicatiekanaal", "bad-url")
    wrong = f"{host}/resultaten/6711baff-798b-4c7f-9133-8ad02c8b7c6f"
    refused(acts.make(api, kind, communicatiekanaal=wrong), "communicatiekanaal", "invalid-resource")
    assert acts.make(api, kind, selectielijstklasse=wrong).json()["selectielijstklasse"] == wrong
    refused(acts.make(api, kind, selectielijstklasse=f"{host}/resultaten/{kind.pk}"), "selectielijstklasse", "bad-url")
    old = stage.zaak(communicatiekanaal="https://elders.example/telefoon")
    assert api.patch(f"{ZAKEN}/{old.pk}", {"communicatiekanaal": old.communicatiekanaal}).status_code == 200


def test_zrc_011_other_zaken_are_there(api):
    kind, other = stage.zaaktype(), stage.zaak()
    right = {"url": acts.url(api, other), "aardRelatie": "vervolg"}
    wrong = {"url": f"{api.root}{ZAKEN}/{kind.pk}", "aardRelatie": "vervolg"}
    refused(acts.make(api, kind, relevanteAndereZaken=[right, wrong]), "relevanteAndereZaken.1", "bad-url")
    refused(acts.make(api, kind, relevanteAndereZaken=[{**wrong, "url": acts.url(api, kind)}]), "relevanteAndereZaken.0", "invalid-resource")
    assert acts.make(api, kind, relevanteAndereZaken=[right]).json()["relevanteAndereZaken"] == [right]


def test_zrc_012_groups_may_be_null_and_are_always_shown(api):
    made = acts.make(api, stage.zaaktype(), verlenging=None, opschorting=None, processobject=None).json()
    assert made["verlenging"] == {"reden": "", "duur": ""} and made["opschorting"] == {"indicatie": False, "reden": ""}
    assert made["processobject"] == {"datumkenmerk": "", "identificatie": "", "objecttype": "", "registratie": ""}
    assert made == acts.make(api, stage.zaaktype()).json() | {name: made[name] for name in ("url", "uuid", "identificatie", "zaaktype")}
    refused(api.patch(made["url"], {"verlenging": {"reden": "druk", "duur": "drie dagen"}}), "verlenging.duur", "invalid")
    refused(api.patch(made["url"], {"opschorting": {"reden": "druk"}}), "opschorting.indicatie", "required")
    refused(api.patch(made["url"], {"verlenging": {"reden": "druk", "duur": ""}}), "verlenging.duur", "invalid")
    assert api.put(made["url"], made).json() == made  # what was read may be sent back
    groups = {
        "verlenging": {"reden": "druk", "duur": "P3D"}, "opschorting": {"indicatie": True, "reden": "wacht"},
        "processobject": {"datumkenmerk": "einde", "identificatie": "1", "objecttype": "pand", "registratie": "BAG"},
    }
    assert groups.items() <= api.patch(made["url"], groups).json().items()


def test_zrc_013_a_hoofdzaak_is_no_deelzaak_and_not_itself(api):
    kind, main = stage.zaaktype(), stage.zaak()
    part = acts.make(api, kind, hoofdzaak=acts.url(api, main)).json()
    assert part["hoofdzaak"] == acts.url(api, main) and api.get(acts.url(api, main)).json()["deelzaken"] == [part["url"]]
    refused(acts.make(api, kind, hoofdzaak=part["url"]), "hoofdzaak", "deelzaak-als-hoofdzaak")
    refused(api.patch(acts.url(api, main), {"hoofdzaak": acts.url(api, main)}), "hoofdzaak", "self-forbidden")
    refused(api.patch(acts.url(api, main), {"hoofdzaak": acts.url(api, stage.zaak())}), "hoofdzaak", "deelzaak-als-hoofdzaak")
    refused(acts.make(api, kind, hoofdzaak=acts.url(api, kind)), "hoofdzaak", "invalid-resource")


def test_zrc_014_what_costs_nothing_was_not_paid(api):
    kind, paid = stage.zaaktype(), "2026-01-31T10:00:00Z"
    refused(acts.make(api, kind, betalingsindicatie="nvt", laatsteBetaaldatum=paid), "laatsteBetaaldatum", "betaling-nvt")
    made = acts.make(api, kind, betalingsindicatie="geheel", laatsteBetaaldatum=paid).json()
    assert made["laatsteBetaaldatum"].startswith("2026-01-31") and made["betalingsindicatieWeergave"]
    assert api.patch(made["url"], {"betalingsindicatie": "nvt"}).json()["laatsteBetaaldatum"] is None
    refused(acts.make(api, kind, betalingsindicatie="geheel", laatsteBetaaldatum=TOMORROW), "laatsteBetaaldatum", "future_not_allowed")


def test_zrc_015_products_are_those_of_the_zaaktype(api):
    products = ["https://producten.example/1", "https://producten.example/2"]
    kind = stage.zaaktype(producten_of_diensten=products)
    assert acts.make(api, kind, productenOfDiensten=products[:1]).json()["productenOfDiensten"] == products[:1]
    refused(
        acts.make(api, kind, productenOfDiensten=["https://producten.example/3"]), "productenOfDiensten", "invalid-products-services",
    )


def test_zrc_022_archived_with_a_nomination_a_date_and_archived_documents(api):
    zaak = stage.zaak()
    address, ready = f"{ZAKEN}/{zaak.pk}", {"archiefnominatie": "vernietigen", "archiefactiedatum": "2030-01-01", "archiefstatus": "gearchiveerd"}
    answer = api.patch(address, {"archiefstatus": "gearchiveerd"})
    assert {"archiefnominatie": "archiefnominatie-not-set", "archiefactiedatum": "archiefactiedatum-not-set"}.items() <= codes(answer).items()
    document = documents.store(content=acts.PDF, title="Brief", owner=f"zaak:{zaak.pk}")
    ZaakInformatieObject.objects.create(zaak=zaak, informatieobject_id=document, registratiedatum=clock.now())
    refused(api.patch(address, ready), "archiefstatus", "documents-not-archived")
    ZaakInformatieObject.objects.get(zaak=zaak).informatieobject.versies.update(status="gearchiveerd")
    assert api.patch(address, ready).json()["archiefstatus"] == "gearchiveerd"


@pytest.mark.parametrize(("number", "code"), [("123456789", "invalid"), ("12345678", "invalid-length"), ("12345678a", "only-digits")])
def test_a_rsin_adds_up(api, number, code):
    for wire in ("bronorganisatie", "verantwoordelijkeOrganisatie", "opdrachtgevendeOrganisatie"):
        refused(acts.make(api, stage.zaaktype(), **{wire: number}), wire, code)
    assert acts.make(api, stage.zaaktype(), bronorganisatie="000000000").status_code == 201  # with this, clients try things out


@pytest.mark.parametrize("geometry", [
    {"type": "Point", "coordinates": [4.9, 52.3]}, {"type": "LineString", "coordinates": [[4.9, 52.3], [5, 52.4]]},
    {"type": "Polygon", "coordinates": [[[4.9, 52.3], [5, 52.3], [5, 52.4], [4.9, 52.3]]]},
    {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [4.9, 52.3]}]},
])
def test_a_geometry_comes_back_as_it_was_sent(api, geometry):
    made = acts.make(api, stage.zaaktype(), zaakgeometrie=geometry)
    assert made.status_code == 201, made.content
    assert made.json()["zaakgeometrie"] == geometry


@pytest.mark.parametrize("geometry", [
    {"type": "Point", "coordinates": [200, 52.3]}, {"type": "Point", "coordinates": [120000, 480000]},
    {"type": "Polygon", "coordinates": [[[4.9, 52.3], [5, 52.3], [5, 52.4], [4.9, 52.31]]]}, {"type": "Polygon", "coordinates": [[[4.9, 52.3]]]},
    {"type": "LineString", "coordinates": [[4.9, 52.3]]}, {"type": "Polygon", "coordinates": []}, {"type": "Punt"}, {}, "x", [],
    {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [[[1, 1], [2, 2], [3, 3], [4, 4]]]}]},
    {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": 5}, {"type": "Point"}, {"type": "Kat", "x": [1]}]},
])
def test_what_is_no_geometry_on_earth_is_refused(api, geometry):
    answer = acts.make(api, stage.zaaktype(), zaakgeometrie=geometry)
    assert answer.status_code == 400 and any(name.startswith("zaakgeometrie") for name in codes(answer)), answer.content


@pytest.mark.parametrize("body", [
    {"omschrijving": "\x00"}, {"omschrijving": "x" * 81}, {"omschrijving": 3}, {"startdatum": "2026-02-30"}, {"startdatum": None},
    {"laatsteBetaaldatum": "0001-01-01T00:00:00+23:00"}, {"laatsteBetaaldatum": "morgen"}, {"kenmerken": {}}, {"kenmerken": [{"kenmerk": "x"}]},
    {"archiefactiedatum": "99999-01-01"}, {"hoofdzaak": "x"}, {"hoofdzaak": ""}, {"identificatie": "x" * 41}, {"relevanteAndereZaken": [{"url": 1}]},
])
def test_what_has_no_form_is_a_sentence_and_never_a_failure(api, body):
    assert acts.make(api, stage.zaaktype(), **body).status_code == 400
    assert api.patch(f"{ZAKEN}/{stage.zaak().pk}", body).status_code == 400


@pytest.mark.parametrize("moment", ["2026-01-31t10:00:00z", "2026-01-31", "2026-01-31T10:00:00.123456789Z", "2026-01-31T10:00:00"])
def test_every_way_to_write_a_moment_is_read(api, moment):
    answer = acts.make(api, stage.zaaktype(), laatsteBetaaldatum=moment)
    assert answer.status_code == 201 and answer.json()["laatsteBetaaldatum"].startswith("2026-01-3")


def test_a_zaak_conforms_however_it_is_read(api):
    zaak = stage.zaak()
    assert not conforms("zaken", "zaak_retrieve", 200, api.get(f"{ZAKEN}/{zaak.pk}").json())
    assert not conforms("zaken", "zaak_list", 200, api.get(ZAKEN).json())
    assert not conforms("zaken", "zaak_partial_update", 200, api.patch(f"{ZAKEN}/{zaak.pk}", {"omschrijving": "x"}).json())
    assert not conforms("zaken", "zaak_update", 200, api.put(f"{ZAKEN}/{zaak.pk}", stage.body(acts.url(api, zaak.zaaktype))).json())


def test_head_gives_the_headers_alone(gemeente):
    zaak = stage.zaak()
    api = acts.may(zaak.zaaktype, "zaken.lezen")
    read, head = api.get(f"{ZAKEN}/{zaak.pk}"), api.head(f"{ZAKEN}/{zaak.pk}")
    assert head.status_code == 200 and head.content == b"" and head.headers["ETag"] == read.headers["ETag"]


def test_an_official_finds_what_another_system_made(api):
    made = acts.make(api, stage.zaaktype(), identificatie="OZ-77").json()
    zaak = Zaak.objects.get(pk=made["uuid"])
    assert "oz-77" in zaak.search_words.values_list("word", flat=True)
