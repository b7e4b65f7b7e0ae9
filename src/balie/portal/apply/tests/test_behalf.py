"""For whom: the question at the start, whose facts are fetched, and what a parent may do for a child."""
from datetime import timedelta

import pytest

from balie.applications import public as applications
from balie.applications.models import Application
from balie.applications.tests import factories
from balie.applications.tests.test_representing import mandate
from balie.identity import public as identity
from balie.kernel import clock
from balie.kernel.models import AuditEntry
from balie.portal.tests.browser import browser, hidden
from balie.registers.tests.wire import APPLICANT, CHILD

START, LOGIN = "/aanvragen/speelstraat/", "login: {digid: midden}\n"


@pytest.fixture
def service(gemeente):
    return factories.publish((LOGIN, f"{LOGIN}represent: [mandate, parent]\n"))


def test_who_has_a_mandate_is_asked_for_whom(service, jo, bo):
    by = mandate(jo.resident, bo.resident)
    page = bo.get(START)
    assert "Voor wie vraagt u dit aan?" in page.text and str(by.id) in page.text and not Application.objects.exists()
    bo.post(START, {"voor": str(by.id)})
    draft = Application.objects.get()
    assert (draft.person_id, draft.mandate_id) == (jo.resident.person_id, by.id)
    bo.post(START, {"voor": "zelf"})
    assert Application.objects.filter(person_id=bo.resident.person_id, mandate_id=None).count() == 1


@pytest.mark.parametrize("voor", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_another_answer_is_refused(service, jo, bo, voor):
    mandate(jo.resident, bo.resident)
    page = bo.post(START, {"voor": voor})
    assert page.status_code == 422 and "Kies voor wie u dit aanvraagt." in page.text and not Application.objects.exists()


def test_a_mandate_of_somebody_else_or_that_ended_is_no_answer(service, jo, bo):
    by = mandate(jo.resident, bo.resident)
    assert jo.post(START, {"voor": str(by.id)}).status_code == 422
    identity.end_mandate(mandate_id=by.id, resident=jo.resident)
    assert bo.post(START, {"voor": str(by.id)}).status_code == 422 and not Application.objects.exists()


def test_control_where_the_service_does_not_allow_it_nothing_is_asked(gemeente, jo, bo):
    factories.publish()
    mandate(jo.resident, bo.resident)
    assert bo.get(START).status_code == 302 and Application.objects.get().person_id == bo.resident.person_id


def test_what_registers_say_is_about_who_gave_it_without_asking_again(service, wire, bo):
    giver = factories.resident(APPLICANT)
    by = mandate(giver, bo.resident)
    bo.post(START, {"voor": str(by.id)}, follow=True)
    draft = Application.objects.get()
    assert draft.facts["persoon"]["naam"] and "brp" in draft.fact_sources
    looked = set(AuditEntry.objects.filter(action="register.bevraagd").values_list("subject", flat=True))
    assert looked == {giver.person_id} and identity.name_of(bo.resident.person_id) != identity.name_of(giver.person_id)


def test_the_pages_say_for_whom_and_keep_the_contact_of_the_other(service, jo, bo):
    identity.update_contact(person_id=jo.resident.person_id, email="jo@voorbeeld.nl")
    by = mandate(jo.resident, bo.resident)
    view = applications.start(service="speelstraat", resident=bo.resident, mandate_id=by.id)
    for source in ("brp", "rdw"):
        facts = {"persoon": {"naam": "J. de Wit", "kinderen": []}} if source == "brp" else None
        applications.keep_facts(application_id=view.id, resident=bo.resident, source=source, facts=facts)
    told = "U vraagt dit aan voor Jo."
    assert told in bo.get(f"/aanvraag/{view.id}/stap/plan/").text and told not in jo.get(f"/aanvraag/{view.id}/stap/plan/").text
    assert "Speelstraat, voor Jo" in bo.get("/mijn/").text and "voor Jo" not in jo.get("/mijn/").text
    factories.fill(applications.get(view.id, resident=bo.resident), of=bo.resident)
    check = bo.get(f"/aanvraag/{view.id}/controle/")
    assert told in check.text and "jo@voorbeeld.nl" not in check.text
    bo.post(f"/aanvraag/{view.id}/controle/", hidden(check.text) | {"email": "bo@voorbeeld.nl"})
    assert factories.row(view).status != "concept" and identity.contact_of(jo.resident.person_id).email == "jo@voorbeeld.nl"
    assert bo.get(f"/aanvraag/{view.id}/").status_code == 302
    identity.end_mandate(mandate_id=by.id, resident=jo.resident)
    assert bo.get(f"/aanvraag/{view.id}/").status_code == 404 and jo.get(f"/aanvraag/{view.id}/").status_code == 302


def test_a_parent_asks_for_a_child_over_which_they_have_authority(service, wire):
    parent = browser(APPLICANT, name="A. Bakker")
    assert parent.post(START, {"voor": "kind"})["Location"] == f"{START}kind/"
    assert "Kruis aan" in parent.post(f"{START}kind/", {}).text
    page = parent.post(f"{START}kind/", {"akkoord": "ja"})
    child = identity.person_for_bsn(CHILD)
    assert str(child) in page.text and not Application.objects.exists()
    assert parent.post(f"{START}kind/", {"akkoord": "ja", "kind": str(child)}).status_code == 302
    draft = Application.objects.get()
    assert draft.person_id == child and applications.get(draft.pk, resident=parent.resident)
    with clock.frozen(clock.now() + timedelta(days=100)), pytest.raises(applications.NotFound):
        applications.get(draft.pk, resident=parent.resident)


def test_somebody_elses_child_is_refused_whatever_the_browser_sends(service, wire):
    child = identity.person_for_bsn(CHILD)
    parent = browser(APPLICANT)
    assert "Kies uw kind." in parent.post(f"{START}kind/", {"akkoord": "ja", "kind": str(identity.person_for_bsn(factories.PARENT_BSN))}).text
    wire.people[APPLICANT] = {**wire.people[APPLICANT], "gezag": [{"type": "GezagNietTeBepalen", "minderjarige": {"burgerservicenummer": CHILD}}]}
    page = parent.post(f"{START}kind/", {"akkoord": "ja", "kind": str(child)})
    assert "Wij vinden geen kind over wie u het gezag hebt." in page.text and not Application.objects.exists()


def test_a_service_without_it_has_no_page_for_a_child(gemeente, jo):
    factories.publish((LOGIN, f"{LOGIN}represent: [mandate]\n"))
    assert jo.get(f"{START}kind/").status_code == 404
