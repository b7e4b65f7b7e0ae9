"""After sending: who must still agree, by the name that the service gives them, and the page on which they do."""
import pytest

from balie.applications import public as applications
from balie.applications.models import Cosigner
from balie.applications.tests import factories
from balie.identity.public import Loa, Proof
from balie.portal.tests.browser import OTHER_BSN, browser, sign_in


@pytest.fixture
def waiting(jo, speelstraat):
    return factories.sent(jo.resident, buur_email="buur@voorbeeld.example")


@pytest.fixture
def invitation(waiting):
    return f"/akkoord/{Cosigner.objects.get().token}/"


def test_who_must_agree_is_called_as_in_the_service(jo, waiting):
    page = jo.get(f"/aanvraag/{waiting.id}/klaar/").text
    assert "Bijna klaar. Wij wachten op een handtekening." in page and "Uw buur" in page and "Gevraagd" in page
    assert "buur@voorbeeld.example" not in page and Cosigner.objects.get().token not in page


def test_nobody_to_wait_for_no_such_list(jo, speelstraat):
    page = jo.get(f"/aanvraag/{factories.sent(jo.resident).id}/klaar/").text
    assert "Gelukt. Uw aanvraag is binnen." in page and "Uw buur" not in page


@pytest.mark.parametrize("number", [1, 2])
def test_the_page_costs_the_same_with_two_cosigners(jo, speelstraat, django_assert_max_num_queries, number):
    more = {"kind": "kind-1", "parent": factories.resident(factories.PARENT_BSN).person_id} if number == 2 else {}
    sent = factories.sent(jo.resident, buur_email="buur@voorbeeld.example", **more)
    jo.get(f"/aanvraag/{sent.id}/klaar/")
    with django_assert_max_num_queries(6):
        jo.get(f"/aanvraag/{sent.id}/klaar/")


def test_agreeing(bo, invitation, waiting):
    assert "Er komen 30 kinderen." in bo.get(invitation).text
    assert bo.post(invitation, {}).status_code == 422
    assert "Uw akkoord is binnen" in bo.post(invitation, {"akkoord": "ja"}).text
    assert "Uw akkoord is binnen" in bo.post(invitation, {"akkoord": "ja"}).text
    assert bo.post(invitation, {"akkoord": "nee"}).status_code == 403
    assert factories.row(waiting).status == "ingediend"


def test_refusing_stops_it(bo, invitation, waiting):
    assert "De aanvraag stopt." in bo.post(invitation, {"akkoord": "nee"}).text
    assert factories.row(waiting).status == "ingetrokken"


def test_the_applicant_is_refused(jo, invitation, waiting):
    assert jo.post(invitation, {"akkoord": "ja"}).status_code == 403 and factories.row(waiting).status == "ondertekenen"


def test_one_logs_in_before_one_reads(visitor, invitation):
    for send in (visitor.get, visitor.post):
        assert send(invitation)["Location"].startswith("/inloggen/?next=%2Fakkoord")


def test_one_logs_in_to_agree_also_when_applying_needs_no_login(gemeente, visitor):
    factories.publish_open()
    view = applications.start(service="speelstraat", resident=None, token=factories.TOKEN)
    view = factories.fill(view, token=factories.TOKEN, buur_email="buur@voorbeeld.example")
    applications.submit(application_id=view.id, resident=None, token=factories.TOKEN)
    invitation = f"/akkoord/{Cosigner.objects.get().token}/"
    assert visitor.get(invitation)["Location"].startswith("/inloggen/")
    assert "Uw akkoord is binnen" in browser(OTHER_BSN).post(invitation, {"akkoord": "ja"}).text


def test_an_organisation_is_asked_for_a_person(gemeente, visitor):
    factories.publish(("login: {digid: midden}", "login: {digid: midden, eherkenning: eh3}"))
    factories.sent(factories.resident(), buur_email="buur@voorbeeld.example")
    sign_in(visitor, Proof(via="eherkenning", loa=Loa.EH3, kvk_nummer="69599084", name="Bakkerij Test"))
    page = visitor.post(f"/akkoord/{Cosigner.objects.get().token}/", {"akkoord": "ja"})
    assert page.status_code == 403 and "uw eigen DigiD" in page.text


def test_what_was_stopped_asks_nothing_any_more(jo, bo, invitation, waiting):
    applications.withdraw(application_id=waiting.id, resident=jo.resident)
    page = bo.get(invitation).text
    assert "U hoeft niets meer te doen." in page and "Niet meer nodig" in page and 'name="akkoord"' not in page
    assert bo.post(invitation, {"akkoord": "ja"}).status_code == 403


def test_a_made_up_invitation_is_not_found(bo):
    assert bo.get("/akkoord/bestaat-niet/").status_code == 404


def test_the_receipt_is_there_from_the_moment_it_was_sent(jo, speelstraat):
    sent = factories.sent(jo.resident)
    paper = jo.get(f"/aanvraag/{sent.id}/bevestiging.pdf")
    assert paper.content.startswith(b"%PDF") and sent.kenmerk in paper["Content-Disposition"]
