"""A second run: nothing changes when nothing changed, what changed there follows, and what was changed here as well is left alone."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from balie.cases.models import Besluit, Rol, Status, StatusType, WorkItem, Zaak, ZaakType
from balie.cases.moving_in import public
from balie.cases.moving_in.tests import compare, world
from balie.cases.zgw.tests import acts
from balie.documents.models import EnkelvoudigInformatieObject
from balie.kernel import tenancy
from balie.zgw.tests.clients import Api

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of this municipality, but the record of runs."""
    made = {}
    for model in apps.get_models():
        if hasattr(model, "gemeente_id") and model._meta.app_label in ("cases", "documents", "zgw", "identity"):
            made[model._meta.label] = list(model.objects.order_by("pk").values())
    return made


def test_twice_is_once(there):
    public.move_in(world.NAME)
    before = everything()
    assert sum(map(len, before.values())) > 60
    report = public.move_in(world.NAME)
    assert report.complete and report.lines == [] and report.bytes == 0
    assert not any(each.copied or each.updated or each.differs for each in report.counts.values())
    assert everything() == before


def test_what_is_read_again_is_little(there):
    public.move_in(world.NAME)
    there.calls.clear()
    public.move_in(world.NAME)
    assert not [call for call in there.calls if "download" in call.path or call.query.startswith("zaak=")]


def test_what_changed_there_since_follows(there):
    public.move_in(world.NAME)
    with world.inside(there.gemeente):
        there.api.patch(there.main["url"], {"omschrijving": "Een groter terras", "uiterlijkeEinddatumAfdoening": "2030-01-01"})
        acts.close(there.api, Zaak.objects.get(pk=there.part["uuid"]))
        there.api.patch(there.closed["besluit"], {"toelichting": "Nog iets"})
        world.second_version(there, there.part["paper"])
        StatusType.objects.filter(zaaktype__identificatie="TERRAS", volgnummer=1).update(statustekst="Wij hebben het")
        world.zaak(there, ZaakType.objects.get(identificatie="TERRAS"), "Z-NIEUW")
    report = public.move_in(world.NAME)
    assert report.complete and report.lines == [], report.as_json()
    assert compare.differences(there) == {}
    assert (report.of("zaken").copied, report.of("zaken").updated, report.of("statussen").copied) == (1, 2, 2)
    assert (report.of("documentversies").copied, report.of("statustypen").updated, report.of("besluiten").updated) == (2, 1, 1)
    work = {item.kenmerk: item for item in WorkItem.objects.all()}
    assert set(work) == {"Z-HOOFD", "Z-NIEUW"} and (work["Z-HOOFD"].title, work["Z-HOOFD"].deadline) == ("Een groter terras", date(2030, 1, 1))
    assert not any(each.copied or each.updated for each in public.move_in(world.NAME).counts.values())


def test_what_was_changed_here_as_well_is_named_and_left_alone(there):
    public.move_in(world.NAME)
    here = Api()
    url = f"{here.root}/zaken/api/v1/zaken/{there.main['uuid']}"
    assert here.patch(url, {"toelichting": "Van ons"}).status_code == 200
    with world.inside(there.gemeente):
        there.api.patch(there.main["url"], {"toelichting": "Van hen", "omschrijving": "Anders"})
    report = public.move_in(world.NAME)
    zaak = Zaak.objects.get(pk=there.main["uuid"])
    assert (zaak.toelichting, zaak.omschrijving) == ("Van ons", "Terras Z-HOOFD")
    (line,) = report.lines
    assert line.status == "differs" and line.url == there.main["url"] and "omschrijving, toelichting" in line.reasons[0]
    assert report.complete and report.of("zaken").differs == 1


def test_what_was_removed_here_does_not_come_back_by_itself(there):
    public.move_in(world.NAME)
    here, rol = Api(), Rol.objects.filter(zaak=there.main["uuid"], roltype__omschrijving="Behandelaar").get()
    assert here.delete(f"{here.root}/zaken/api/v1/rollen/{rol.pk}").status_code == 204
    report = public.move_in(world.NAME)
    assert not Rol.objects.filter(pk=rol.pk).exists() and not report.complete and report.of("rollen").missing == 1
    assert [(line.status, line.url) for line in report.lines] == [("differs", there.main["url"])]


def test_control_what_was_lost_here_without_anybody_doing_it_comes_back(there):
    public.move_in(world.NAME)
    Rol.objects.filter(zaak=there.main["uuid"], roltype__omschrijving="Behandelaar").delete()
    report = public.move_in(world.NAME)
    assert report.complete and report.of("rollen").copied == 1 and compare.differences(there) == {}


def test_a_new_version_here_is_not_covered_by_theirs(there):
    public.move_in(world.NAME)
    here = world.There(tenancy.current())
    world.second_version(here, there.part["paper"].replace(f"http://{world.HOST}", here.api.root))
    with world.inside(there.gemeente):
        world.second_version(there, there.part["paper"])
        world.second_version(there, there.part["paper"])
    report = public.move_in(world.NAME)
    assert [(line.kind, line.status) for line in report.lines] == [("enkelvoudiginformatieobjecten", "differs")]
    key = there.part["paper"].rsplit("/", 1)[1]
    assert EnkelvoudigInformatieObject.objects.filter(canonical=key).count() == 2 and report.of("documentversies").missing == 1
    assert Besluit.objects.count() == 3


def test_a_part_that_changed_there_follows_when_asked_to_be_thorough(there):
    public.move_in(world.NAME)
    with world.inside(there.gemeente):
        world.age(Rol, Rol.objects.filter(zaak=there.main["uuid"]).first().pk, roltoelichting="Anders geworden")
    assert not public.move_in(world.NAME).of("rollen").updated and len(compare.differences(there)) == 1
    report = public.move_in(world.NAME, thorough=True)
    assert report.of("rollen").updated == 1 and compare.differences(there) == {} and report.lines == []
    assert sum(each.updated + each.copied for each in public.move_in(world.NAME, thorough=True).counts.values()) == 0


def test_a_part_that_was_refused_once_is_tried_again_when_thorough(there):
    public.move_in(world.NAME)
    Status.objects.filter(zaak=there.closed["uuid"]).order_by("datum_status_gezet").first().delete()
    report = public.move_in(world.NAME)
    assert report.of("statussen").missing == 1 and not report.complete
    assert public.move_in(world.NAME, thorough=True).complete and compare.differences(there) == {}


def test_a_zaak_that_was_opened_again_there_is_work_again(there):
    public.move_in(world.NAME)
    with world.inside(there.gemeente):
        assert acts.set_status(there.api, Zaak.objects.get(pk=there.closed["uuid"]), 1).status_code == 201
    assert public.move_in(world.NAME).complete and compare.differences(there) == {}
    work = WorkItem.objects.get(zaak=there.closed["uuid"])
    assert (work.kenmerk, work.official_name, work.status_name) == ("Z-KLAAR", "B Smit", "Ontvangen")
