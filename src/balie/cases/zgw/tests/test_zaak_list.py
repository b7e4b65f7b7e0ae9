"""The list of zaken and `_zoek`: every parameter of the contract, pages, order, and only what the client may see."""
from datetime import date, timedelta

import pytest

from balie.cases.models import Rol, RolType, Zaak
from balie.cases.zgw.tests import acts, stage
from balie.cases.zgw.tests.acts import ZAKEN
from balie.cases.zgw.zaken.zaak import ZAAK
from balie.identity import public as identity
from balie.kernel import clock
from balie.zgw.contract import conforms, load
from balie.zgw.public import filters
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db
BSN, OTHER_BSN = "999993653", "999990019"
OF_ROL = "rol__betrokkeneIdentificatie__"


def found(api, **query):
    answer = api.get(ZAKEN, **query)
    assert answer.status_code == 200, answer.content
    return [each["identificatie"] for each in answer.json()["results"]]


def sought(api, **body):
    answer = api.post(f"{ZAKEN}/_zoek", body)
    assert answer.status_code == 200, answer.content
    return [each["identificatie"] for each in answer.json()["results"]]


def test_every_parameter_of_the_standard_is_a_filter(gemeente):
    names = [name for name in load("zaken").by_id["zaak_list"].query if name not in filters.ABOUT_THE_ANSWER]
    assert len(names) > 40
    for name in names:
        assert name in ZAAK.filters or filters.attribute(ZAAK, name)[0] is not None, name


@pytest.mark.parametrize(("query", "names"), [
    ({"identificatie": "A"}, "A"), ({"identificatie": "C"}, ""),
    ({"bronorganisatie": "296648875"}, "B"), ({"bronorganisatie__in": "296648875,517439943"}, "BA"), ({"bronorganisatie__in": "000000000"}, ""),
    ({"archiefnominatie": "vernietigen"}, "A"), ({"archiefnominatie__in": "vernietigen,blijvend_bewaren"}, "BA"),
    ({"archiefactiedatum": "2030-01-01"}, "A"), ({"archiefactiedatum__isnull": "true"}, "B"), ({"archiefactiedatum__isnull": "false"}, "A"),
    ({"archiefactiedatum__lt": "2030-01-02"}, "A"), ({"archiefactiedatum__gt": "2030-01-01"}, ""),
    ({"archiefstatus": "gearchiveerd"}, "A"), ({"archiefstatus__in": "overgedragen,nog_te_archiveren"}, "B"),
    ({"startdatum": "2026-01-01"}, "A"), ({"startdatum__gt": "2026-01-01"}, "B"), ({"startdatum__gte": "2026-01-01"}, "BA"),
    ({"startdatum__lt": "2026-02-01"}, "A"), ({"startdatum__lte": "2026-02-01"}, "BA"),
    ({"registratiedatum": "2026-01-03"}, "A"), ({"registratiedatum__gt": "2026-01-03"}, "B"), ({"registratiedatum__lt": "2026-01-03"}, ""),
    ({"einddatum": "2026-03-01"}, "A"), ({"einddatum__isnull": "true"}, "B"), ({"einddatum__gt": "2026-02-01"}, "A"),
    ({"einddatum__lt": "2026-02-01"}, ""),
    ({"einddatumGepland": "2026-04-01"}, "A"), ({"einddatumGepland__gt": "2026-04-01"}, "B"), ({"einddatumGepland__lt": "2026-04-02"}, "A"),
    ({"uiterlijkeEinddatumAfdoening": "2026-05-01"}, "A"), ({"uiterlijkeEinddatumAfdoening__gt": "2026-05-01"}, "B"),
    ({"uiterlijkeEinddatumAfdoening__lt": "2026-05-02"}, "A"),
    ({"maximaleVertrouwelijkheidaanduiding": "intern"}, "A"), ({"maximaleVertrouwelijkheidaanduiding": "geheim"}, "BA"),
    ({"ordering": "startdatum"}, "AB"), ({"ordering": "-startdatum"}, "BA"), ({"ordering": "identificatie"}, "AB"),
    ({"ordering": "-archiefactiedatum,identificatie"}, "BA"), ({"ordering": "einddatum"}, "AB"), ({"ordering": "publicatiedatum"}, "BA"),
])
def test_a_filter_finds_what_it_says(api, query, names):
    first = {
        "identificatie": "A", "archiefnominatie": "vernietigen", "archiefactiedatum": date(2030, 1, 1), "archiefstatus": "gearchiveerd",
        "startdatum": date(2026, 1, 1), "registratiedatum": date(2026, 1, 3), "einddatum": date(2026, 3, 1),
        "einddatum_gepland": date(2026, 4, 1), "uiterlijke_einddatum_afdoening": date(2026, 5, 1), "vertrouwelijkheidaanduiding": "intern",
    }
    second = {
        "identificatie": "B", "bronorganisatie": "296648875", "archiefnominatie": "blijvend_bewaren", "startdatum": date(2026, 2, 1),
        "registratiedatum": date(2026, 2, 3), "einddatum_gepland": date(2026, 6, 1), "uiterlijke_einddatum_afdoening": date(2026, 7, 1),
        "vertrouwelijkheidaanduiding": "geheim",
    }
    for each in (first, second):
        stage.zaak(**each)
    assert found(api, **query) == list(names)
    typed = {name: value.split(",") if name.endswith("__in") else value == "true" if name.endswith("__isnull") else value
             for name, value in query.items()}
    if "," not in str(typed.get("ordering", "")):
        assert sought(api, **typed) == list(names)


def test_by_zaaktype(api):
    one, other = stage.zaak(), stage.zaak()
    assert found(api, zaaktype=acts.url(api, one.zaaktype)) == [one.identificatie]
    assert found(api, zaaktype=acts.url(api, one)) == []
    assert sought(api, zaaktype__in=[acts.url(api, other.zaaktype), "https://elders.example/zaaktypen/1"]) == [other.identificatie]


def rol(zaak, generic="initiator", **about):
    kind, _ = RolType.objects.get_or_create(zaaktype=zaak.zaaktype, omschrijving_generiek=generic, defaults={"omschrijving": generic})
    return Rol.objects.create(zaak=zaak, roltype=kind, registratiedatum=clock.now(), **({"betrokkene_type": "natuurlijk_persoon"} | about))


@pytest.mark.parametrize(("name", "about", "value"), [
    ("rol__betrokkeneType", {"betrokkene_type": "vestiging"}, "vestiging"),
    ("rol__betrokkene", {"betrokkene": "https://personen.example/1"}, "https://personen.example/1"),
    (f"{OF_ROL}natuurlijkPersoon__anpIdentificatie", {"betrokkene_identificatie": {"anpIdentificatie": "7"}}, "7"),
    (f"{OF_ROL}natuurlijkPersoon__inpA_nummer", {"betrokkene_identificatie": {"inpA_nummer": "1234567890"}}, "1234567890"),
    (f"{OF_ROL}nietNatuurlijkPersoon__innNnpId",
     {"betrokkene_type": "niet_natuurlijk_persoon", "betrokkene_identificatie": {"innNnpId": "296648875"}}, "296648875"),
    (f"{OF_ROL}nietNatuurlijkPersoon__annIdentificatie",
     {"betrokkene_type": "niet_natuurlijk_persoon", "betrokkene_identificatie": {"annIdentificatie": "8"}}, "8"),
    (f"{OF_ROL}vestiging__vestigingsNummer",
     {"betrokkene_type": "vestiging", "betrokkene_identificatie": {"vestigingsNummer": "000012345678"}}, "000012345678"),
    (f"{OF_ROL}medewerker__identificatie", {"betrokkene_type": "medewerker", "betrokkene_identificatie": {"identificatie": "jan"}}, "jan"),
    (f"{OF_ROL}medewerker__identificatie", {"betrokkene_type": "medewerker", "official_id": "77"}, "77"),
    (f"{OF_ROL}organisatorischeEenheid__identificatie",
     {"betrokkene_type": "organisatorische_eenheid", "betrokkene_identificatie": {"identificatie": "BZ"}}, "BZ"),
])
def test_by_who_has_to_do_with_it(api, name, about, value):
    mine, other = stage.zaak(), stage.zaak()
    rol(mine, **about)
    rol(other, betrokkene_type="natuurlijk_persoon")
    assert found(api, **{name: value}) == [mine.identificatie] == sought(api, **{name: value})
    assert found(api, **{name: "https://nergens.example" if name == "rol__betrokkene" else "medewerker" if "Type" in name else "9"}) == []


def test_by_bsn_which_lies_in_the_vault(api):
    mine, other = stage.zaak(), stage.zaak()
    rol(mine, person_id=identity.person_for_bsn(BSN))
    rol(other, person_id=identity.person_for_bsn(OTHER_BSN))
    name = f"{OF_ROL}natuurlijkPersoon__inpBsn"
    assert found(api, **{name: BSN}) == [mine.identificatie] and sought(api, **{name: OTHER_BSN}) == [other.identificatie]
    assert found(api, **{name: "123456782"}) == [] and found(api, **{name: "geen"}) == []


def test_parameters_about_a_rol_are_about_the_same_rol(api):
    mine, other = stage.zaak(), stage.zaak()
    person, name = identity.person_for_bsn(BSN), f"{OF_ROL}natuurlijkPersoon__inpBsn"
    rol(mine, person_id=person)
    rol(other, person_id=person, generic="belanghebbende")
    rol(other, person_id=identity.person_for_bsn(OTHER_BSN))
    assert set(found(api, **{name: BSN})) == {mine.identificatie, other.identificatie}
    assert found(api, **{name: BSN, "rol__omschrijvingGeneriek": "initiator"}) == [mine.identificatie]


@pytest.mark.parametrize("query", [
    {"startdatum": "gisteren"}, {"archiefnominatie": "weg"}, {"maximaleVertrouwelijkheidaanduiding": "x"}, {"ordering": "omschrijving"},
    {"page": "x"}, {"onbekend": "1"}, {"einddatum__isnull": "misschien"}, {"identificatie": "\x00"}, {"zaaktype": "geen url"},
])
def test_a_value_that_is_none_is_refused(api, query):
    assert api.get(ZAKEN, **query).status_code == 400


def test_pages_and_what_stands_beside_them(api):
    kind = stage.zaaktype()
    names = [stage.zaak(kind).identificatie for _ in range(102)][::-1]
    first = api.get(ZAKEN, ordering="-identificatie").json()
    assert first["count"] == 102 and "ordering=-identificatie" in first["next"] and "page=2" in first["next"]
    assert found(api) == names[:100] and found(api, page=2) == names[100:]
    for page in ("0", "-1", "4", "999999999999"):
        assert api.get(ZAKEN, page=page).status_code == 404
    answer = api.post(f"{ZAKEN}/_zoek?page=2", {})
    assert answer.json()["previous"] == f"{api.root}{ZAKEN}/_zoek?page=1" and len(answer.json()["results"]) == 2


def test_what_is_sought_conforms_and_keeps_to_what_may_be_seen(gemeente):
    zaak, hidden = stage.zaak(), stage.zaak()
    api = acts.may(zaak.zaaktype, "zaken.lezen")
    answer = api.post(f"{ZAKEN}/_zoek", {"uuid__in": [str(zaak.pk), str(hidden.pk)]})
    assert answer.json()["count"] == 1 and not conforms("zaken", "zaak__zoek", 200, answer.json())
    assert acts.may(zaak.zaaktype, "zaken.aanmaken").post(f"{ZAKEN}/_zoek", {}).status_code == 403


SQUARE = {"type": "Polygon", "coordinates": [[[4, 52], [5, 52], [5, 53], [4, 53], [4, 52]]]}
TRIANGLE = {"type": "Polygon", "coordinates": [[[4, 52], [5, 52], [4, 53], [4, 52]]]}


def test_within_an_area(api):
    inside = stage.zaak(zaakgeometrie={"type": "Point", "coordinates": [4.2, 52.2]})
    corner = stage.zaak(zaakgeometrie={"type": "Point", "coordinates": [4.9, 52.9]})
    stage.zaak(zaakgeometrie={"type": "LineString", "coordinates": [[4.5, 52.5], [6, 52.5]]})
    stage.zaak()
    assert sought(api, zaakgeometrie={"within": SQUARE}) == [corner.identificatie, inside.identificatie]
    assert sought(api, zaakgeometrie={"within": TRIANGLE}) == [inside.identificatie]
    assert sought(api, zaakgeometrie={"within": TRIANGLE}, identificatie=corner.identificatie) == []
    Zaak.objects.filter(pk=inside.pk).update(zaakgeometrie={"type": "Point", "coordinates": [0, 0]})
    assert sought(api, zaakgeometrie={"within": TRIANGLE}) == []


@pytest.mark.parametrize("area", [
    {"type": "Polygon", "coordinates": [[[4, 52], [5, 52]]]}, {"type": "Point", "coordinates": [999, 0]}, {"type": "x"},
    {"type": "Polygon", "coordinates": [[[4, 52], [5, 53], [5, 52], [4, 53], [4, 52]]]},
])
def test_an_area_that_is_none_is_refused(api, area):
    stage.zaak()
    assert api.post(f"{ZAKEN}/_zoek", {"zaakgeometrie": {"within": area}}).status_code == 400


@pytest.mark.parametrize("body", [
    {"uuid__in": ["x"]}, {"uuid__in": "x"}, {"fields": "url"}, {"fields": [1]}, {"fields": ["url"], "expand": "zaaktype"},
    {"startdatum": "gisteren"}, {"archiefstatus": "weg"}, {"ordering": "x"}, {"fields": [{"zaaktype": "x"}]},
])
def test_a_search_that_has_no_form_is_refused(api, body):
    assert api.post(f"{ZAKEN}/_zoek", body).status_code == 400


# -- inlining (zrc-025 … 028) and choosing (zrc-029)

def test_zrc_026_inlined_to_any_depth(api):
    main, kind = stage.zaak(), stage.zaaktype()
    parts = [stage.zaak(kind, hoofdzaak=main) for _ in range(2)]
    acts.set_status(api, parts[0])
    path = "deelzaken.status.statustype,deelzaken.hoofdzaak.zaaktype.catalogus,zaaktype,status,resultaat"
    read = api.get(f"{ZAKEN}/{main.pk}", expand=path)
    assert read.status_code == 200, read.content
    inlined = read.json()["_expand"]
    by_id = {each["uuid"]: each["_expand"] for each in inlined["deelzaken"]}
    assert by_id[str(parts[0].pk)]["status"]["_expand"]["statustype"]["omschrijving"] == "Ontvangen"
    assert "status" not in by_id[str(parts[1].pk)]
    assert by_id[str(parts[1].pk)]["hoofdzaak"]["_expand"]["zaaktype"]["_expand"]["catalogus"]["rsin"] == stage.RSIN
    assert inlined["zaaktype"]["url"] == read.json()["zaaktype"] and not {"status", "resultaat"} & set(inlined)


def test_other_zaken_are_inlined_too(api):
    other = stage.zaak()
    made = acts.make(api, stage.zaaktype(), relevanteAndereZaken=[{"url": acts.url(api, other), "aardRelatie": "vervolg"}]).json()
    inlined = api.get(made["url"], expand="relevanteAndereZaken.zaaktype").json()["_expand"]["relevanteAndereZaken"]
    assert [each["identificatie"] for each in inlined] == [other.identificatie] and inlined[0]["_expand"]["zaaktype"]["url"]


def test_zrc_006_what_the_client_may_not_see_is_not_inlined(gemeente):
    main, part = stage.zaak(), stage.zaaktype()
    stage.zaak(part, hoofdzaak=main)
    api = acts.may(main.zaaktype, "zaken.lezen")
    assert api.get(f"{ZAKEN}/{main.pk}", expand="deelzaken").json()["_expand"]["deelzaken"] == []
    assert len(Api().get(f"{ZAKEN}/{main.pk}", expand="deelzaken").json()["_expand"]["deelzaken"]) == 1


@pytest.mark.parametrize("path", ["onbekend", "omschrijving", "status.onbekend", "zaaktype.", "", " ,", ".".join(["hoofdzaak"] * 61)])
def test_zrc_027_what_is_no_relation_is_not_found(api, path):
    zaak = stage.zaak()
    acts.set_status(api, zaak)
    assert api.get(f"{ZAKEN}/{zaak.pk}", expand=path).status_code == (200 if not path else 404)


def test_zrc_028_what_is_not_there_any_more_is_told(api):
    """What the client may not see is left out (the matrix in tests/security); what was destroyed cannot be given at all."""
    zaak, other = stage.zaak(), stage.zaak()
    url = f"{api.root}{ZAKEN}/{other.pk}"
    Zaak.objects.filter(pk=zaak.pk).update(relevante_andere_zaken=[{"url": url, "aardRelatie": "vervolg"}])
    path = f"{ZAKEN}/{zaak.pk}"
    assert [each["url"] for each in api.get(path, expand="relevanteAndereZaken").json()["_expand"]["relevanteAndereZaken"]] == [url]
    other.delete()
    assert api.get(path, expand="relevanteAndereZaken").status_code == api.get(ZAKEN, expand="relevanteAndereZaken").status_code == 404
    assert api.get(path).status_code == 200  # control


def test_an_answer_stays_within_bounds(api):
    main, kind = stage.zaak(), stage.zaaktype()
    Zaak.objects.bulk_create([
        Zaak(identificatie=f"D{n}", bronorganisatie=stage.RSIN, verantwoordelijke_organisatie=stage.RSIN, zaaktype=kind, hoofdzaak=main,
             registratiedatum=clock.today(), startdatum=clock.today(), vertrouwelijkheidaanduiding="openbaar") for n in range(150)
    ])
    assert api.get(f"{ZAKEN}/{main.pk}", expand="deelzaken.hoofdzaak").status_code == 200
    assert api.get(f"{ZAKEN}/{main.pk}", expand="deelzaken.hoofdzaak.deelzaken").status_code == 404


def test_inlining_takes_a_query_for_each_relation(api, django_assert_num_queries):
    kind = stage.zaaktype()
    for each in [stage.zaak(kind) for _ in range(20)]:
        acts.set_status(api, each, ago=timedelta(hours=1))
    api.get(ZAKEN, expand="zaaktype,status.statustype")
    with django_assert_num_queries(8):  # a savepoint, the count, the ids, the rows, and three relations
        api.get(ZAKEN, expand="zaaktype,status.statustype")


def test_zrc_029_chosen_attributes(api):
    zaak = stage.zaak()
    acts.set_status(api, zaak)
    fields = ["url", "identificatie", {
        "zaaktype": ["omschrijving", {"catalogus": ["domein"]}], "status": ["*"], "resultaat": ["*"], "processobject": ["identificatie"],
    }]
    answer = api.post(f"{ZAKEN}/_zoek", {"fields": fields})
    (one,) = answer.json()["results"]
    assert set(one) == {"url", "identificatie", "zaaktype", "status", "resultaat", "processobject", "_expand"}
    assert one["processobject"] == {"identificatie": ""} and set(one["_expand"]) == {"zaaktype", "status"}
    kind = one["_expand"]["zaaktype"]
    assert set(kind) == {"omschrijving", "catalogus", "_expand"} and set(kind["_expand"]["catalogus"]) == {"domein"}
    assert one["_expand"]["status"]["datumStatusGezet"] and "resultaat" not in one["_expand"]
    assert api.post(f"{ZAKEN}/_zoek", {"fields": ["*"]}).json()["results"] == api.get(ZAKEN).json()["results"]
    lower = api.post(f"{ZAKEN}/_zoek", {"fields": [{"status": ["datumstatusgezet"]}]}).json()["results"][0]
    assert set(lower["_expand"]["status"]) == {"datumStatusGezet"}
    assert api.post(f"{ZAKEN}/_zoek", {"fields": ["bestaatniet"]}).status_code == 404


def test_mistakes_are_named(api):
    assert codes(api.get(ZAKEN, startdatum="x", archiefstatus="y")) == {"startdatum": "invalid", "archiefstatus": "invalid_choice"}
