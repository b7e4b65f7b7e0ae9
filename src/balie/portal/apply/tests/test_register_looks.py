"""Looks in the BRP that nobody is asked to fill in: at the child that was chosen, and at where a cosigner lives."""
import pytest

from balie.applications import public as applications
from balie.applications.models import Cosigner
from balie.applications.tests import factories
from balie.applications.tests.test_signers import ADDRESS, ELSEWHERE, HOME, LIVES, PLACE, QUESTION, RULE, registered
from balie.identity import public as identity
from balie.kernel.models import AuditEntry
from balie.registers.tests.wire import CHILD, CHILD_RECORD

FACTS = ("  - {source: rdw,", "  - {source: brp_kind, fields: [gekozen_kind.nationaliteiten], purpose: Om te zien of uw kind Nederlander is.,"
                              " legal_basis: Paspoortwet artikel 9, required: false}\n  - {source: rdw,")
DUTCH = 'gekozen_kind.nationaliteiten is ingevuld en gekozen_kind.nationaliteiten bevat niet "Nederlandse"'


def polish(wire) -> None:
    nationality = {"type": "Nationaliteit", "nationaliteit": {"code": "0072", "omschrijving": "Poolse"}}
    wire.people[CHILD] = CHILD_RECORD | {"nationaliteiten": [nationality]}


@pytest.fixture
def draft(jo, wire):
    stop = f"    stops:\n      - {{als: '{DUTCH}', title: Alleen voor Nederlanders, text: Bel ons.}}\nvalues:"
    factories.publish(FACTS, ("values:", stop))
    view = applications.start(service="speelstraat", resident=jo.resident)
    child = {"person_id": str(identity.person_for_bsn(CHILD)), "naam": "Noor Bakker", "andere_ouder": None}
    for source, facts in (("brp", {"persoon": {"naam": "J. de Wit", "kinderen": [child]}}), ("rdw", None)):
        view = applications.keep_facts(application_id=view.id, resident=jo.resident, source=source, facts=facts)
    return factories.save(view, "plan", of=jo.resident, kinderen="30", muziek="nee").application


def choose(jo, draft, child: str = ""):
    """Save the page on which a child may be chosen, and go wherever that leads."""
    typed = {"revision": applications.get(draft.id, resident=jo.resident).revision, **({"kind": child} if child else {})}
    return jo.post(f"/aanvraag/{draft.id}/stap/wie/", typed, follow=True)


def test_the_chosen_child_is_looked_up_without_another_question(jo, draft):
    child = identity.person_for_bsn(CHILD)
    page = choose(jo, draft, str(child))
    assert page.status_code == 200 and "Klopt alles?" in page.text
    assert applications.get(draft.id, resident=jo.resident).facts["gekozen_kind"] == {"nationaliteiten": ["Nederlandse"]}
    assert AuditEntry.objects.filter(action="register.bevraagd", subject=child).count() == 1


def test_what_the_register_says_of_the_child_may_stop_it(jo, draft, wire):
    polish(wire)
    page = choose(jo, draft, str(identity.person_for_bsn(CHILD)))
    assert "Alleen voor Nederlanders" in page.text and "Klopt alles?" not in page.text
    refused = jo.post(f"/aanvraag/{draft.id}/controle/", {})
    assert refused.status_code == 422 and factories.row(draft).status == "concept"


def test_another_choice_forgets_the_child(jo, draft, wire):
    polish(wire)
    choose(jo, draft, str(identity.person_for_bsn(CHILD)))
    assert "Klopt alles?" in choose(jo, draft).text
    assert "gekozen_kind" not in applications.get(draft.id, resident=jo.resident).facts


def test_no_child_no_look(jo, draft, wire):
    assert "Klopt alles?" in choose(jo, draft).text and wire.asked == []


def test_a_register_that_is_down_stops_nobody(jo, draft, wire):
    wire.down = {"brp"}
    assert "Klopt alles?" in choose(jo, draft, str(identity.person_for_bsn(CHILD))).text


@pytest.fixture
def invitation(jo, wire):
    factories.publish((PLACE, QUESTION + PLACE), (RULE, RULE.replace("text:", LIVES + "text:")))
    saved = factories.save(factories.draft(jo.resident), "plan", of=jo.resident, kinderen="30", muziek="nee")
    saved = factories.save(saved.application, "wie", of=jo.resident, given={"waar": ADDRESS}, buur_email="buur@voorbeeld.example")
    applications.submit(application_id=saved.application.id, resident=jo.resident)
    return f"/akkoord/{Cosigner.objects.get().token}/"


def test_a_cosigner_reads_before_agreeing_what_we_look_up(bo, invitation):
    page = bo.get(invitation).text
    assert "op welk adres u staat ingeschreven" in page and "Om te zien of u daar woont." in page and "Wet BRP artikel 2.39" in page


def test_nobody_is_told_so_where_nothing_is_looked_up(jo, bo, gemeente):
    factories.publish()
    factories.sent(jo.resident, buur_email="buur@voorbeeld.example")
    assert "op welk adres" not in bo.get(f"/akkoord/{Cosigner.objects.get().token}/").text


@pytest.mark.parametrize(("bag_id", "told"), [(ELSEWHERE, True), (HOME, False)])
def test_who_lives_elsewhere_hears_that_an_official_looks(bo, invitation, wire, bag_id, told):
    wire.people[factories.OTHER_BSN] = registered(bag_id)
    page = bo.post(invitation, {"akkoord": "ja"}).text
    assert "Uw akkoord is binnen" in page and ("Daarom bekijkt een medewerker de aanvraag eerst." in page) is told


def test_the_page_is_there_in_english(bo, invitation):
    page = bo.get(invitation, headers={"accept-language": "en"}).text
    assert "at which address you are registered" in page and "op welk adres" not in page
