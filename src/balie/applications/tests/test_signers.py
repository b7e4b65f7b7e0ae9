"""Who agrees must live at the address of the application: looked up when they sign, on record for them, and never taken for granted."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.applications import public
from balie.applications.models import Cosigner
from balie.applications.tests import factories
from balie.kernel import egress
from balie.kernel.models import AuditEntry
from balie.registers import public as registers
from balie.registers.tests.wire import Registers, born

HOME, ELSEWHERE = "9991010000000007", "9991010000000099"
ADDRESS = {"straat": "Kerkstraat", "huisnummer": "7", "postcode": "1998AC", "woonplaats": "Zonnedam", "bag_id": HOME}
QUESTION = "      - {question: waar, type: address_nl, label: In welk huis woont uw buur?, required: false}\n"
PLACE = "      - {question: buur_email,"
LIVES = "lives_at: {address: waar, purpose: Om te zien of u daar woont., legal_basis: Wet BRP artikel 2.39}, "
RULE = "email: buur_email, text:"


def registered(bag_id: str, **more) -> dict:
    place = {"type": "Adres", "adresseerbaarObjectIdentificatie": bag_id, "functieAdres": {"code": "W"}, "verblijfadres": {"huisnummer": 7}}
    return {"burgerservicenummer": factories.OTHER_BSN, "geboorte": born("1980-01-01"), "verblijfplaats": place | more}


@pytest.fixture
def wire(monkeypatch):
    fake = Registers()
    monkeypatch.setattr(egress, "client", fake.client)
    return fake


@pytest.fixture
def waiting(gemeente, wire):
    """The neighbour is asked; nobody has signed."""
    factories.publish((PLACE, QUESTION + PLACE), (RULE, RULE.replace("text:", LIVES + "text:")))
    jo = factories.resident()
    saved = factories.save(factories.draft(jo), "plan", of=jo, kinderen="30", muziek="nee")
    saved = factories.save(saved.application, "wie", of=jo, given={"waar": ADDRESS}, buur_email="buur@voorbeeld.example")
    return public.submit(application_id=saved.application.id, resident=jo)


@pytest.fixture
def bo(waiting):
    return factories.resident(factories.OTHER_BSN)


def agree(view, who, *, agree: bool = True):
    return public.answer(token=Cosigner.objects.get(application_id=view.id).token, agree=agree, resident=who)


def outcome(view) -> str:
    return factories.row(view).outcome["decision"]["outcome"]


def looks(who) -> int:
    return AuditEntry.objects.filter(action="register.bevraagd", subject=who.person_id).count()


def test_who_lives_there_agrees_and_the_rule_decides(waiting, bo, wire, names):
    wire.people[factories.OTHER_BSN] = registered(HOME)
    assert outcome(waiting) == "medewerker", "before anybody signed"
    found = agree(waiting, bo)
    assert found.lives_there is True and found.look["legal_basis"] == "Wet BRP artikel 2.39"
    assert outcome(waiting) == "verlenen" and names()[-1] == "ApplicationSubmitted"
    assert public.submitted(waiting.id).decision["outcome"] == "verlenen"


@pytest.mark.parametrize(("person", "said"), [
    (registered(ELSEWHERE), False), (registered(HOME, functieAdres={"code": "B"}), False),
    (registered(HOME, indicatieVastgesteldVerblijftNietOpAdres=True), False),
    (registered(HOME, inOnderzoek={"type": True}), None), (None, None),
])
def test_anybody_else_counts_but_an_official_decides(waiting, bo, wire, person, said):
    if person:
        wire.people[factories.OTHER_BSN] = person
    else:
        wire.people.pop(factories.OTHER_BSN)
    found = agree(waiting, bo)
    assert (found.status, found.lives_there) == ("akkoord", said)
    assert factories.row(waiting).status == "ingediend" and outcome(waiting) == "medewerker"


def test_a_register_that_is_down_stops_nobody(waiting, bo, wire):
    wire.down = {"brp"}
    assert agree(waiting, bo).status == "akkoord" and outcome(waiting) == "medewerker"


def test_the_look_is_on_record_for_the_signer_with_their_agreement(waiting, bo, wire):
    wire.people[factories.OTHER_BSN] = registered(HOME)
    agree(waiting, bo)
    look = AuditEntry.objects.get(action="register.bevraagd", subject=bo.person_id)
    assert look.object_ref == waiting.owner and look.purpose == "Om te zien of u daar woont."
    assert [each.fields for each in registers.consents_of(bo.person_id)] == [("persoon.adres",)]


def test_the_applicant_learns_nothing_of_their_address(waiting, bo, wire):
    wire.people[factories.OTHER_BSN] = registered(ELSEWHERE)
    agree(waiting, bo)
    assert ELSEWHERE not in str(factories.row(waiting).facts)


def test_nobody_is_looked_up_who_does_not_agree_or_may_not(waiting, bo, wire):
    applicant = factories.resident()
    with pytest.raises(public.NotAllowed):
        agree(waiting, applicant)
    agree(waiting, bo, agree=False)
    assert looks(bo) == looks(applicant) == 0 and wire.asked == []


def test_the_same_answer_twice_is_one_look(waiting, bo, wire):
    wire.people[factories.OTHER_BSN] = registered(HOME)
    agree(waiting, bo)
    assert agree(waiting, bo).lives_there is True and looks(bo) == 1


def test_the_register_is_asked_before_a_row_is_locked(waiting, bo, wire, monkeypatch):
    """Somebody else can still write the application while a register thinks it over."""
    ask, locks = registers.fetch_facts, []

    def locked() -> int:
        return sum("FOR UPDATE" in each["sql"] and "applications_" in each["sql"] for each in asked.captured_queries)

    def slow(**about):
        locks.append(locked())
        return ask(**about)

    monkeypatch.setattr(registers, "fetch_facts", slow)
    with CaptureQueriesContext(connection) as asked:
        agree(waiting, bo)
    assert locks == [0] and locked() > 0  # control


def test_no_register_can_say_who_signed(waiting, gemeente):
    jo = factories.resident()
    kept = public.keep_facts(
        application_id=factories.draft(jo).id, resident=jo, source="rdw", facts={"ondertekening": {"buur": {"woont_er": True}}},
    )
    assert "ondertekening" not in kept.facts
