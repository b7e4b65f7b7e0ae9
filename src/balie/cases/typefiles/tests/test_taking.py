"""Taking over a file: everything in it, as concepts, once, by the rules of the API; and giving it again as it was."""
from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from balie.cases.models import BesluitType, Eigenschap, InformatieObjectType, ResultaatType, StatusType, ZaakType, ZaakTypeInformatieObjectType
from balie.cases.typefiles import archive, naming, public, taking
from balie.cases.typefiles.tests import sample
from balie.cases.zgw.tests import stage
from balie.catalogue import public as catalogue
from balie.forms import public as forms
from balie.kernel import tenancy
from balie.kernel.models import AuditEntry
from balie.zgw.models import Wijziging

pytestmark = pytest.mark.django_db
QUERIES = 25
KEPT = stage.KLASSE.facts["bewaartermijn"]  # of the selectielijst, where the file leaves it open
STATE = ("made", "there", "other", "refused")


@pytest.fixture
def catalogus(gemeente):
    return stage.catalogus(domein="HIER")


@pytest.fixture
def take(catalogus, tmp_path):
    def taken(content: Any = None, **options: Any) -> public.Report:
        path = sample.zipped(tmp_path / "in.zip", content or sample.entries())
        return public.take(path, **{"fill": sample.FILL, "catalogus": "HIER"} | options)

    return taken


def counts(report: public.Report) -> list[int]:
    return [report.counted()[status] for status in STATE]


def everything() -> list[int]:
    return [model.objects.count() for model in (ZaakType, StatusType, ResultaatType, InformatieObjectType, BesluitType)]


def test_a_file_of_open_zaak_comes_in_whole(take, catalogus):
    report = take()
    assert report.written and counts(report) == [3, 0, 0, 0] and report.left_out == [], report.of("refused")
    kind = ZaakType.objects.get()
    assert kind.concept and kind.catalogus == catalogus and kind.identificatie == "TERRAS" and kind.verantwoordelijke == "Gemeente"
    assert kind.besluittype_omschrijving == ["Vergunning"] and kind.gerelateerde_zaaktypen[0]["zaaktype"] == "TERRAS"
    first, last = kind.statustypes.order_by("volgnummer")
    assert (first.omschrijving, first.informeren, last.omschrijving) == ("Ontvangen", True, "Klaar")
    assert Eigenschap.objects.get().statustype == first
    tie = ZaakTypeInformatieObjectType.objects.get()
    assert (tie.informatieobjecttype, tie.statustype) == ("Tekening", first)
    assert BesluitType.objects.get().informatieobjecttype_omschrijving == ["Tekening"]
    assert InformatieObjectType.objects.get().concept and kind.roltypes.get().omschrijving_generiek == "initiator"
    assert set(ResultaatType.objects.values_list("omschrijving", "archiefactietermijn")) == {("Verleend", "P5Y"), ("Geweigerd", KEPT)}


def test_it_is_on_record(take, catalogus):
    take()
    assert AuditEntry.objects.filter(action="zaaktypen.ingelezen", object_ref=f"catalogus:{catalogus.pk}").count() == 1
    assert set(Wijziging.objects.values_list("toelichting", flat=True)) == {"Ingelezen uit een bestand"}


def test_a_second_time_changes_nothing(take):
    take()
    before, records = everything(), Wijziging.objects.count()
    assert counts(take()) == [0, 3, 0, 0]
    assert everything() == before and Wijziging.objects.count() == records


def test_control_without_looking_for_the_same_it_would_be_there_twice(take, monkeypatch):
    take()
    looks = iter(range(100))
    monkeypatch.setattr(naming, "whole", lambda entries: next(looks))
    take()
    assert ZaakType.objects.count() == 2


def test_a_zaaktype_in_another_form_comes_beside_what_is_there(take):
    take()
    changed = sample.entries()
    changed["StatusType"][1]["omschrijving"] = "Afgerond"
    report = take(changed)
    assert counts(report) == [1, 2, 0, 0] and "naast wat er is" in report.of("made")[0].notes[0]
    assert ZaakType.objects.count() == 2 and set(StatusType.objects.values_list("omschrijving", flat=True)) == {"Ontvangen", "Klaar", "Afgerond"}
    assert counts(take(changed)) == [0, 3, 0, 0]


def test_a_document_type_in_another_form_stays_as_it_is_and_is_named(take):
    take()
    changed = sample.entries()
    changed["InformatieObjectType"][0]["vertrouwelijkheidaanduiding"] = "geheim"
    report = take(changed)
    [line] = report.of("other")
    assert (line.what, line.name) == ("InformatieObjectType", "Tekening") and "vertrouwelijkheidaanduiding" in line.notes[0]
    assert InformatieObjectType.objects.get().vertrouwelijkheidaanduiding == "intern"


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(take):
    content = sample.entries()
    content["InformatieObjectType"][0]["vertrouwelijkheidaanduiding"] = "heel geheim"
    content["Eigenschap"][0]["specificatie"]["formaat"] = "vierkant"
    content["ResultaatType"][0]["selectielijstklasse"] = "https://example.nl/nergens"
    content["RolType"][0]["zaaktype"] = "https://example.nl/nergens"
    report = take(content)
    assert not report.written and everything() == [0, 0, 0, 0, 0] and not AuditEntry.objects.exists() and not Wijziging.objects.exists()
    assert {each.what: each.notes[0].partition(":")[0] for each in report.of("refused")} == {
        "InformatieObjectType": "vertrouwelijkheidaanduiding", "Eigenschap": "specificatie.formaat", "ResultaatType": "selectielijstklasse",
        "RolType": "Dit hoort bij een zaaktype dat niet in het bestand staat.",
    }


def test_of_a_refused_zaaktype_its_parts_are_looked_at_too(take):
    content = sample.entries()
    content["StatusType"][1]["volgnummer"] = "twee"
    report = take(content, fill={})
    assert {(each.what, each.notes[0].partition(":")[0]) for each in report.of("refused")} == {
        ("ZaakType", "verantwoordelijke"), ("StatusType", "volgnummer")}


ODD = (None, 1, [], {}, [[{}]], "\x00", "x" * 2000)


@pytest.mark.parametrize(("schema", "wire"), [
    ("ZaakType", "identificatie"), ("ZaakType", "catalogus"), ("ZaakType", "besluittypen"), ("ZaakType", "besluittypeOmschrijving"),
    ("ZaakType", "deelzaaktypen"), ("ZaakType", "gerelateerdeZaaktypen"), ("ZaakType", "referentieproces"), ("StatusType", "zaaktype"),
    ("InformatieObjectType", "omschrijving"), ("BesluitType", "informatieobjecttypen"), ("BesluitType", "omschrijving"), ("Eigenschap", "statustype"),
    ("ZaakTypeInformatieObjectType", "informatieobjecttype"), ("ResultaatType", "brondatumArchiefprocedure"),
])
def test_whatever_stands_in_it_is_taken_or_refused(take, schema, wire):
    for value in ODD:
        content = sample.entries()
        content[schema][0][wire] = value
        report = take(content, dry_run=True)
        assert report.lines and (not report.refused or all(each.notes for each in report.of("refused")))


def test_a_dry_run_says_the_same_and_writes_nothing(take):
    report = take(dry_run=True)
    assert counts(report) == [3, 0, 0, 0] and not report.written and everything() == [0, 0, 0, 0, 0]


def test_related_types_that_nobody_knows_are_left_out_and_named(take):
    content = sample.entries()
    content["ZaakType"][0]["besluittypen"].append("https://open-zaak.example.nl/elders")
    assert take(content).left_out == ["https://open-zaak.example.nl/elders"]
    assert ZaakType.objects.get().besluittype_omschrijving == ["Vergunning"]


def test_the_catalogus_of_the_file_is_found_or_made(take, catalogus):
    content = sample.entries() | {"Catalogus": [{
        "url": sample.CATALOGUS, "domein": "DAAR", "rsin": stage.RSIN, "contactpersoonBeheerNaam": "Beheer", "zaaktypen": [], "besluittypen": [],
        "informatieobjecttypen": []}]}
    assert take(content, catalogus="").catalogus == f"DAAR/{stage.RSIN}"
    assert counts(take(content, catalogus="")) == [0, 3, 0, 0]
    assert ZaakType.objects.get().catalogus.domein == "DAAR"
    content["Catalogus"][0] |= {"domein": "NIEUW", "rsin": "12345678901"}
    assert [each.what for each in take(content, catalogus="").of("refused")] == ["Catalogus"]


def test_which_catalogus_is_asked_when_it_is_not_clear(take):
    stage.catalogus(domein="OOK")
    for wanted in ("", "NIET", "HIER/000000000"):
        with pytest.raises(public.Unreadable, match="HIER/"):
            take(catalogus=wanted)


# -- out and in again

def plain(content: archive.Entries) -> Any:
    """Without what a place adds: addresses and whether it is published."""
    return naming.whole({schema: listed for schema, listed in content.items() if schema != "Catalogus"})


def given(path: Any, **options: Any) -> archive.Entries:
    public.write(path, public.entries(**options))
    return archive.read(path).entries


def test_out_and_in_at_another_municipality_and_out_is_the_same(take, other_gemeente, tmp_path):
    take()
    ours = given(tmp_path / "ours.zip", identificatie="TERRAS")
    with tenancy.scope(other_gemeente):
        report = public.take(tmp_path / "ours.zip")
        assert counts(report) == [4, 0, 0, 0], report.as_json()
        theirs = given(tmp_path / "theirs.zip", identificatie="TERRAS")
    assert set(ours) == set(theirs) == set(sample.entries()) | {"Catalogus"}
    assert plain(theirs) == plain(ours) and theirs["ZaakType"][0]["url"] != ours["ZaakType"][0]["url"]


@pytest.mark.parametrize(("schema", "wire", "value"), [
    ("ZaakType", "doel", "Iets anders"), ("StatusType", "statustekst", "Hallo"), ("Eigenschap", "statustype", sample.LAST),
    ("ResultaatType", "toelichting", "Uitleg"), ("BesluitType", "reactietermijn", "P1D"), ("ZaakTypeInformatieObjectType", "richting", "intern"),
])
def test_control_a_difference_would_be_seen(schema, wire, value):
    changed = sample.entries()
    changed[schema][0][wire] = value
    assert plain(changed) != plain(sample.entries())


SERVICES = ("afvalpas", "collectevergunning", "parkeervergunning", "paspoort")


def test_what_balie_makes_of_its_services_is_at_home_elsewhere(gemeente, other_gemeente, run_jobs, tmp_path):
    for name in SERVICES:
        catalogue.publish(definition=forms.load_folder(settings.ROOT / "services" / name))
    run_jobs()
    ours = given(tmp_path / "ours.zip", domein="BALIE")
    assert [each["identificatie"] for each in ours["ZaakType"]] == list(SERVICES)
    with tenancy.scope(other_gemeente):
        report = public.take(tmp_path / "ours.zip")
        assert not report.refused, report.of("refused")
        assert plain(given(tmp_path / "theirs.zip", domein="BALIE", concept=True)) == plain(ours)


def test_within_a_file_urls_lead_to_its_own_entries(take, tmp_path):
    """Also of concepts, which the API does not show as related: Open Zaak follows URLs."""
    take()
    found = given(tmp_path / "out.zip", identificatie="TERRAS")
    document, decision = found["InformatieObjectType"][0]["url"], found["BesluitType"][0]["url"]
    assert found["ZaakType"][0]["besluittypen"] == [decision] and found["BesluitType"][0]["informatieobjecttypen"] == [document]
    assert found["ZaakTypeInformatieObjectType"][0]["informatieobjecttype"] == document
    assert found["ZaakType"][0]["gerelateerdeZaaktypen"][0]["zaaktype"] == found["ZaakType"][0]["url"]


def test_a_related_zaaktype_outside_the_file_keeps_its_url_and_its_name(gemeente):
    other = stage.zaaktype(identificatie="ANDER")
    stage.zaaktype(identificatie="EEN", catalogus=other.catalogus, gerelateerde_zaaktypen=[
        {"zaaktype": "ANDER", "aardRelatie": "vervolg", "toelichting": ""}])
    [one] = public.entries(identificatie="EEN")["ZaakType"][0]["gerelateerdeZaaktypen"]
    assert one["zaaktype"].endswith(f"/catalogi/api/v1/zaaktypen/{other.pk}") and one["zaaktypeIdentificatie"] == "ANDER"


def test_one_version_of_each_is_given(gemeente):
    kept = stage.zaaktype(identificatie="TWEE", omschrijving="Gepubliceerd")
    stage.zaaktype(identificatie="TWEE", omschrijving="Concept", concept=True, catalogus=kept.catalogus)
    for concept, name in ((False, "Gepubliceerd"), (True, "Concept")):
        assert [each["omschrijving"] for each in public.entries(identificatie="TWEE", concept=concept)["ZaakType"]] == [name]
    stage.zaaktype(identificatie="TWEE")
    with pytest.raises(public.Unreadable, match="catalogus"):
        public.entries(identificatie="TWEE")
    with pytest.raises(public.Unreadable, match="geen zaaktype"):
        public.entries(identificatie="NERGENS")
    found = public.entries(domein=kept.catalogus.domein)
    assert len(found["ZaakType"]) == 1 and len(found["InformatieObjectType"]) == 2


def test_giving_a_whole_catalogus_asks_as_much_as_one_zaaktype(gemeente, django_assert_num_queries):
    related = [{"zaaktype": "ANDER", "aardRelatie": "vervolg", "toelichting": ""}]
    one = stage.zaaktype(gerelateerde_zaaktypen=related)
    with django_assert_num_queries(QUERIES):
        public.entries(domein=one.catalogus.domein)
    for _ in range(4):
        stage.zaaktype(catalogus=one.catalogus, gerelateerde_zaaktypen=related)
    with django_assert_num_queries(QUERIES):
        assert len(public.entries(domein=one.catalogus.domein)["ZaakType"]) == 5


def test_control_a_refusal_takes_back_what_was_made_before_it(take, monkeypatch):
    """Without the end of the transaction the good half would stay."""
    content = sample.entries()
    content["RolType"][0]["zaaktype"] = "https://example.nl/nergens"
    monkeypatch.setattr(taking.Report, "written", True)
    take(content)
    assert everything() != [0, 0, 0, 0, 0]
