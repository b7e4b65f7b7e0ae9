"""Everything of the other municipality comes over as it was there: a client of the APIs sees the same, officials and residents find it."""
from __future__ import annotations

import pytest

from balie.cases import public as cases
from balie.cases.models import Rol, Status, WorkItem, Zaak, ZaakObject
from balie.cases.moving_in import public, zaken
from balie.cases.moving_in.tests import compare, world
from balie.cases.tests import factories
from balie.identity import public as identity
from balie.zgw.models import Bezorging, Wijziging
from balie.zgw.notificaties.tests import world as subscribers
from balie.zgw.tests.clients import Api

pytestmark = pytest.mark.django_db


def test_a_client_sees_the_same_here_as_there(there):
    report = public.move_in(world.NAME)
    assert report.complete, report.as_json()
    assert compare.differences(there) == {}
    assert {kind for kind, each in report.counts.items() if not each.source} == {"verzendingen"}
    assert all(each.source == each.here == each.copied for each in report.counts.values())


def test_control_one_attribute_that_differs_is_seen(there):
    public.move_in(world.NAME)
    Status.objects.filter(zaak=there.main["uuid"]).update(statustoelichting="Anders")
    assert list(compare.differences(there).values()) == [{"statustoelichting": ("", "Anders")}]


def test_a_zaak_that_closed_long_ago_keeps_its_archive_attributes_and_is_no_work(there):
    public.move_in(world.NAME)
    zaak = Zaak.objects.get(pk=there.closed["uuid"])
    kept = (str(zaak.einddatum), str(zaak.archiefactiedatum), zaak.archiefnominatie, str(zaak.startdatum_bewaartermijn), str(zaak.registratiedatum))
    assert kept == ("2020-06-01", "2031-01-01", "blijvend_bewaren", "2020-12-31", "2020-01-09")
    assert set(WorkItem.objects.values_list("zaak_id", flat=True)) == {each.pk for each in Zaak.objects.filter(einddatum=None)}
    assert WorkItem.objects.count() == 2


def test_officials_find_an_open_zaak_with_who_asks_and_who_handles_it(there):
    public.move_in(world.NAME)
    work = WorkItem.objects.get(zaak=there.main["uuid"])
    assert (work.kenmerk, work.status_name, work.official_name) == ("Z-HOOFD", "Ontvangen", "B Smit")
    assert "Jansen" in work.applicant


def test_the_bsn_lies_in_the_vault_and_the_resident_sees_the_zaak(there):
    public.move_in(world.NAME)
    person = identity.known_person(world.BSN)
    assert person and Rol.objects.filter(person_id=person).count() == 3
    assert not Rol.objects.filter(betrokkene_identificatie__has_key="inpBsn").exists()
    assert {each.object_identificatie["inpBsn"] for each in ZaakObject.objects.all()} == {f"person:{person}"}
    lines = cases.mijn_balie(factories.resident(person))
    assert {line.kenmerk for line in lines.running} == {"Z-HOOFD", "Z-DEEL"} and [line.kenmerk for line in lines.finished] == ["Z-KLAAR"]
    assert world.BSN not in str(list(Wijziging.objects.values_list("nieuw", flat=True)))


def test_it_is_on_record_as_taken_over_and_no_subscriber_or_resident_hears_of_it(there, run_jobs):
    subscribers.abonnement("zaken", "documenten", "besluiten", "zaaktypen")
    report = public.move_in(world.NAME)
    notes = set(Wijziging.objects.values_list("toelichting", "actie"))
    assert notes == {(f"Overgenomen uit {world.LABEL}", "create"), (f"Overgenomen uit {world.LABEL}", "update")}, "a deelzaak finds its hoofdzaak"
    assert Wijziging.objects.filter(hoofd_id=there.main["uuid"], resource="zaak").exists()
    assert report.complete and run_jobs() == [] and not Bezorging.objects.exists() and not Wijziging.objects.filter(distributed=None).exists()


def test_control_what_a_client_makes_here_is_told(there, run_jobs):
    subscribers.abonnement("zaken", "documenten", "besluiten", "zaaktypen")
    public.move_in(world.NAME)
    api = Api()
    kind = Zaak.objects.first().zaaktype
    world.acts.make(api, kind)
    assert Wijziging.objects.filter(distributed=None).exists()


def test_a_deelzaak_that_comes_first_finds_its_hoofdzaak(there, monkeypatch):
    """The newest are listed first, so it always does."""
    taken = []
    take = zaken._take_one
    monkeypatch.setattr(zaken, "_take_one", lambda move, key, *more: (taken.append(str(key)), take(move, key, *more))[1])
    public.move_in(world.NAME)
    assert taken.index(there.part["uuid"]) < taken.index(there.main["uuid"])
    part = Zaak.objects.get(pk=there.part["uuid"])
    assert str(part.hoofdzaak_id) == there.main["uuid"] and part.relevante_andere_zaken[0]["url"].endswith(there.main["uuid"])


def test_only_a_part_and_only_a_look(there):
    report = public.move_in(world.NAME, dry_run=True)
    assert not Zaak.objects.exists() and not Wijziging.objects.exists()
    assert report.of("zaken").missing == report.of("zaken").source == 3 and report.of("documentversies").missing == 4 and not report.complete
    report = public.move_in(world.NAME, only=["catalogi"])
    assert report.complete and report.of("zaaktypen").here == 2 and not Zaak.objects.exists()


def test_types_go_into_a_catalogus_that_is_here_already(there):
    ours = world.stage.catalogus(domein="VERG")
    report = public.move_in(world.NAME)
    assert report.complete and len(report.notes) == 1 and "VERG" in report.notes[0]
    assert {each.zaaktype.catalogus_id for each in Zaak.objects.select_related("zaaktype")} == {ours.pk}
    assert public.move_in(world.NAME).of("zaaktypen").updated == 0


def test_the_other_side_is_only_read(there):
    before = {model: there.holds(model) for model in (Zaak, Rol, Status)}
    with world.inside(there.gemeente):
        count = Wijziging.objects.count()
    public.move_in(world.NAME)
    assert before == {model: there.holds(model) for model in before}
    with world.inside(there.gemeente):
        assert Wijziging.objects.count() == count
