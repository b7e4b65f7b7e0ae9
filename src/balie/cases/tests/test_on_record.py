"""What Balie itself does to a zaak is in the audit trail of the APIs, so that subscribers hear of it."""
import json
from datetime import timedelta
from uuid import UUID

import pytest

from balie.cases import closing, public
from balie.cases.models import Ask, Besluit, Task, WorkItem, Zaak
from balie.cases.tests import factories
from balie.cases.zgw.tests import acts
from balie.kernel.web.roots import root
from balie.zgw.models import Abonnement, Wijziging
from balie.zgw.public import Links, of_kind, rows
from balie.zgw.tests.clients import Api

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def case(gemeente):
    zaak_id, resident, application = factories.zaak()
    with factories.submitted(application):
        yield Zaak.objects.get(pk=zaak_id), resident


def lines(main: UUID) -> list[tuple[str, str]]:
    return list(Wijziging.objects.filter(hoofd_id=main).order_by("volgnummer").values_list("resource", "actie"))


def test_a_zaak_made_at_the_counter(case):
    zaak, _ = case
    found = lines(zaak.pk)
    assert found[0] == ("zaak", "create") and set(found) >= {("rol", "create"), ("status", "create"), ("zaakinformatieobject", "create")}
    assert found.count(("status", "create")) == 1
    first = Wijziging.objects.filter(hoofd_id=zaak.pk).order_by("volgnummer")[0]
    assert first.nieuw["identificatie"] == zaak.identificatie and first.nieuw["url"].startswith(root())
    assert first.kenmerken["bronorganisatie"] == zaak.bronorganisatie and first.applicatie_weergave == "Balie"


def test_who_has_to_do_with_it_is_not_in_the_trail(case):
    zaak, resident = case
    for each in Wijziging.objects.filter(hoofd_id=zaak.pk):
        assert str(resident.person_id) not in json.dumps([each.oud, each.nieuw]) and (each.resource != "rol" or each.nieuw is None)


def test_what_officials_do(case):
    zaak, _ = case
    official, before = factories.official("behandelaar"), len(lines(zaak.pk))
    public.take(zaak_id=zaak.pk, official=official)
    assert lines(zaak.pk)[before:] == [("status", "create"), ("rol", "create")]
    last = Wijziging.objects.filter(hoofd_id=zaak.pk, resource="status").order_by("volgnummer").last()
    (shown,) = rows.shown(of_kind("zaken/statussen"), [last.resource_id], Links(root()))
    assert last.nieuw["statustype"] == shown["statustype"]
    public.extend_term(zaak_id=zaak.pk, official=official, term="2 weken", reason="Druk")
    assert lines(zaak.pk)[before + 2:] == [("zaak", "partial_update")]
    public.ask_resident(zaak_id=zaak.pk, official=official, question="Hoe hoog?")
    public.withdraw_ask(zaak_id=zaak.pk, official=official)
    assert lines(zaak.pk)[before + 3:] == [("zaak", "partial_update")] * 2


def test_a_decision(case):
    zaak, _ = case
    before = len(lines(zaak.pk))
    public.decide(zaak_id=zaak.pk, official=factories.official("teamleider"), outcome="weigeren", reason="Te hoog", letter="Helaas")
    assert [each for each in lines(zaak.pk)[before:] if each[0] in ("resultaat", "status")] == [("resultaat", "create"), ("status", "create")]
    assert ("besluit", "create") in lines(Besluit.objects.get().pk)


def test_a_subscriber_hears_of_it(gemeente, run_jobs):
    Abonnement.objects.create(
        callback_url="https://hoort.example/", auth=b"", kanaal_namen=["zaken"], kanalen=[{"naam": "zaken", "filters": {}}],
    )
    zaak_id, _, _ = factories.zaak()
    assert Wijziging.objects.filter(hoofd_id=zaak_id, resource="zaak", distributed=None).exists()


# -- closed and changed by another system, the work of officials says the same

def test_closed_by_another_system_nothing_is_left_to_do(case):
    zaak, _ = case
    official, api = factories.official("behandelaar"), Api()
    public.ask_resident(zaak_id=zaak.pk, official=official, question="Hoe hoog?")
    closed = acts.close(api, zaak)
    assert closed.einddatum and not WorkItem.objects.filter(zaak=zaak).exists() and not closed.opschorting_indicatie
    assert not Task.objects.filter(zaak=zaak, done_at=None).exists() and not Ask.objects.filter(zaak=zaak, answered_at=None).exists()
    with pytest.raises(public.Impossible):
        public.decide(zaak_id=zaak.pk, official=factories.official("teamleider"), outcome="weigeren", reason="Te hoog")


def test_opened_again_it_is_work_again(case):
    zaak, _ = case
    api = Api()
    acts.close(api, zaak)
    assert acts.set_status(api, zaak, 1, ago=-timedelta(seconds=1)).status_code == 201
    work = WorkItem.objects.get(zaak=zaak)
    assert work.kenmerk == zaak.identificatie and work.state == "in_behandeling" and work.status_name == "Ontvangen"
    public.decide(zaak_id=zaak.pk, official=factories.official("teamleider"), outcome="weigeren", reason="Te hoog")


def test_what_another_system_changes_is_seen_in_the_queue(case):
    zaak, _ = case
    api = Api()
    acts.set_status(api, zaak, 2, ago=-timedelta(seconds=1))
    api.patch(acts.url(api, zaak), {
        "omschrijving": "Een terras", "vertrouwelijkheidaanduiding": "vertrouwelijk", "uiterlijkeEinddatumAfdoening": "2027-01-01",
    })
    work = WorkItem.objects.get(zaak=zaak)
    assert (work.title, work.confidentiality, work.deadline.isoformat()) == ("Een terras", 4, "2027-01-01")
    assert work.status_name == "In behandeling"
    assert closing.close and Task.objects.get(zaak=zaak).deadline.isoformat() == "2027-01-01"
