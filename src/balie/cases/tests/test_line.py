"""The whole line without a browser: answers, submission, outbox, zaak, decision, papers. Nothing is stood in for."""
import pytest
from django.utils.datastructures import MultiValueDict

from balie.applications import public as applications
from balie.cases import public
from balie.cases.models import Zaak
from balie.cases.tests import factories
from balie.identity import public as identity
from balie.identity.models import Person
from balie.kernel import tenancy


@pytest.fixture
def resident(gemeente):
    return factories.resident(identity.person_for_bsn("999993653"))


def submit(resident, hoogte: str):
    factories.publish()
    view = applications.start(service="dakterras", resident=resident)
    view = applications.keep_facts(
        application_id=view.id, resident=resident, source="brp", facts={"persoon": {"naam": "J. de Wit"}}
    )
    posted = MultiValueDict({"hoogte": [hoogte], "waarom_wilt_u_een_terras": ["Voor de zon"], "bsn_buur": [""]})
    saved = applications.save_page(application_id=view.id, page="terras", posted=posted, revision=view.revision, resident=resident)
    assert saved.ok
    return applications.submit(application_id=view.id, resident=resident)


@pytest.mark.parametrize("hoogte, state, titles", [
    ("2", "klaar", {"Vergunning dakterras"}), ("30", "klaar", {"Wij kunnen u niet geven wat u hebt gevraagd"}),
    ("5", "wij_zijn_bezig", set()), ("7", "wachtlijst", set()),
])
def test_from_answers_to_papers(resident, run_jobs, hoogte, state, titles):
    view = submit(resident, hoogte)
    run_jobs()
    zaak = Zaak.objects.get()
    assert zaak.identificatie == view.kenmerk and zaak.person_id == resident.person_id
    page = public.zaak_of_resident(resident, public.zaak_id_of_application(resident, view.id))
    assert page.line.state == state
    assert {document.title for document in page.documents} == {"Bevestiging van uw aanvraag"} | titles


def test_submitting_twice_is_one_zaak(resident, run_jobs):
    view = submit(resident, "5")
    assert applications.submit(application_id=view.id, resident=resident).kenmerk == view.kenmerk
    run_jobs()
    run_jobs()
    assert Zaak.objects.count() == 1


def test_official_decides_on_a_real_application(resident, run_jobs):
    submit(resident, "5")
    run_jobs()
    factories.grant(Zaak.objects.get().id, factories.official("behandelaar"), reason="Het is veilig.")
    run_jobs()
    mine = public.mijn_balie(resident)
    assert mine.finished[0].result == "Verleend" and mine.products[0].name == "Dakterras van 5 meter" and not mine.running


def test_nobody_else_gets_any_of_it(resident, run_jobs, other_gemeente):
    submit(resident, "2")
    run_jobs()
    assert Person.objects.filter(id=resident.person_id).exists()
    with tenancy.scope(other_gemeente):
        assert public.mijn_balie(resident).finished == () and not Zaak.objects.exists()
