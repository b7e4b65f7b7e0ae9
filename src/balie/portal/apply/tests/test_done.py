"""After sending: who must still agree, by the name that the service gives them, the page on which they do, and what comes next and when."""
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from balie.applications import public as applications
from balie.applications.models import Cosigner
from balie.applications.tests import factories
from balie.identity.public import Loa, Proof
from balie.portal.apply.done import track
from balie.portal.tests.browser import OTHER_BSN, browser, hidden, sign_in


@pytest.fixture
def waiting(jo, speelstraat):
    return factories.sent(jo.resident, buur_email="buur@voorbeeld.example")


@pytest.fixture
def invitation(waiting):
    return f"/akkoord/{Cosigner.objects.get().token}/"


def test_who_must_agree_is_called_as_in_the_service(jo, waiting):
    page = jo.get(f"/aanvraag/{waiting.id}/klaar/").text
    assert "Bijna klaar. Wij wachten op een handtekening." in page and "Uw buur" in page and "Gevraagd" in page
    assert "Zo gaat het verder" not in page  # nothing goes on before they agreed
    assert "buur@voorbeeld.example" not in page and Cosigner.objects.get().token not in page


def test_nobody_to_wait_for_no_such_list(jo, speelstraat):
    page = jo.get(f"/aanvraag/{factories.sent(jo.resident).id}/klaar/").text
    assert "Gelukt. Uw aanvraag is binnen." in page and "Zo gaat het verder" in page and "Uw buur" not in page


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


def test_the_reader_reads_it_in_their_own_language(bo, jo, monkeypatch):
    """The applicant wrote in Dutch; who must agree reads English."""
    monkeypatch.setitem(factories.FILES, "translations/en.yaml", "Speelstraat aanvragen: Ask for a play street\ntexts/akkoord.md: |\n  "
                        "Do you agree?\n\n  There will be {{ kinderen }} children.\n")
    factories.publish()
    factories.sent(jo.resident, buur_email="buur@voorbeeld.example")
    address = f"/akkoord/{Cosigner.objects.get().token}/"
    assert "Er komen 30 kinderen." in bo.get(address).text  # control
    bo.cookies["django_language"] = "en"
    assert "There will be 30 children." in bo.get(address).text


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


FRIDAY, NEXT_THURSDAY = datetime(2026, 11, 27, 9, tzinfo=UTC), datetime(2026, 12, 3, 9, tzinfo=UTC)


def sent_application(*, visit: bool, hand_out: bool):
    names = ("Ontvangen", "Wordt gemaakt", "Ligt klaar", "Opgehaald")
    zaak = SimpleNamespace(statuses=[SimpleNamespace(name=name, text=f"{name}.") for name in names])
    service = SimpleNamespace(zaak=zaak, messages=SimpleNamespace(ready="texts/klaar.md" if hand_out else None))
    outcome = {"term": "5 werkdagen", "appointment": {"product": "paspoort", "when": "submit"} if visit else {}}
    return SimpleNamespace(plan=SimpleNamespace(service=service), outcome=outcome, submitted=FRIDAY)


def steps(booked=None, **what):
    return [(step["state"], step["text"]) for step in track(sent_application(**what), booked)]


def test_what_is_made_after_a_visit_waits_for_it(gemeente):
    assert steps(visit=True, hand_out=True) == [
        ("now", "vrijdag 27 november om 10.00 uur"), ("later", "Wordt gemaakt."), ("later", "Ligt klaar. Binnen 5 werkdagen na uw afspraak."),
        ("later", "Opgehaald."),
    ]
    booked = SimpleNamespace(start=NEXT_THURSDAY)
    assert steps(booked, visit=True, hand_out=True)[2] == ("later", "Ligt klaar. Uiterlijk donderdag 10 december.")


def test_without_a_visit_the_work_has_begun(gemeente):
    assert steps(visit=False, hand_out=False) == [
        ("done", "vrijdag 27 november om 10.00 uur"), ("now", "Wordt gemaakt."), ("later", "Ligt klaar."),
        ("later", "Opgehaald. Uiterlijk vrijdag 4 december."),
    ]


def at_once(outcome: str, stand=None, *, hand_out: bool = False, after: bool = False):
    application = sent_application(visit=False, hand_out=hand_out)
    application.plan.service.zaak.tasks = [SimpleNamespace(task="afdrukken", when="granted" if after else "open")]
    application.outcome |= {"decision": {"outcome": outcome}, "tasks": ["afdrukken"]}
    return [(step["state"], step["title"], step["text"]) for step in track(application, None, stand)]


@pytest.mark.parametrize("outcome", ["verlenen", "weigeren"])
def test_what_the_rules_decide_is_there_in_a_moment_and_promises_no_day(gemeente, outcome):
    sent = ("done", "Ontvangen.", "vrijdag 27 november om 10.00 uur")
    assert at_once(outcome) == [sent, ("now", "Opgehaald", "U krijgt hierover binnen een paar minuten bericht.")]
    ended = {"verlenen": "Opgehaald.", "weigeren": "Ons besluit staat in Mijn Balie."}[outcome]
    stand = SimpleNamespace(exists=True, ended=True, undecided=False, deadline=None)
    assert at_once(outcome, stand) == [sent, ("done", "Opgehaald", ended)]


@pytest.mark.parametrize("more", [{"hand_out": True}, {"after": True}])
def test_what_is_made_or_sent_afterwards_has_a_day(gemeente, more):
    assert "Uiterlijk" in str(at_once("verlenen", **more))


def test_what_turned_out_to_wait_has_a_day(gemeente):
    """Granted by the rules when it was sent, but there was no place left."""
    stand = SimpleNamespace(exists=True, ended=False, undecided=True, deadline=None)
    assert "Uiterlijk vrijdag 4 december" in str(at_once("verlenen", stand))


def test_who_did_not_log_in_is_not_sent_to_mijn_balie(gemeente):
    factories.publish_open()
    visitor = browser()
    at = visitor.get("/aanvragen/speelstraat/")["Location"]
    for typed in ({"kinderen": "30", "muziek": "nee"}, {}, {}):
        at = visitor.post(at, hidden(visitor.get(at).text) | typed)["Location"]
    page = visitor.get(at).text
    assert "Naar Mijn Balie" not in page and "Bewaar het bewijs goed." in page


def test_control_who_did_log_in_is(jo, speelstraat):
    page = jo.get(f"/aanvraag/{factories.sent(jo.resident, buur_email='').id}/klaar/").text
    assert "Naar Mijn Balie" in page and "De bevestiging staat in Mijn Balie." in page
