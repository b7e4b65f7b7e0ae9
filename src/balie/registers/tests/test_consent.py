"""No facts without agreement; each look on record; a register that is down stops nobody."""
from datetime import timedelta

import pytest

from balie.identity import public as identity
from balie.kernel import clock, tenancy
from balie.kernel.models import AuditEntry
from balie.registers import public as registers
from balie.registers.models import Toestemming
from balie.registers.public import Ask
from balie.registers.tests.wire import APPLICANT, CHILD, GROWN_UP_CHILD, HOUSEMATE

pytestmark = pytest.mark.django_db
OWNER = "application:0192"
BRP = Ask(source="brp", fields=("persoon.naam", "persoon.adres"), purpose="Om te zien waar u woont", legal_basis="Artikel 3.5 Wet BRP")
HOUSEHOLD = Ask(source="brp_household", fields=("persoon.huishouden",), purpose="Om te zien wie er meeverhuist", required=False)
RDW = Ask(source="rdw", fields=("voertuig",), purpose="Om uw auto te vinden", required=False)
PAPERS = Ask(source="reisdocumenten", fields=("documenten",), purpose="Om uw oude paspoort te vinden")


@pytest.fixture
def person_id(gemeente):
    return identity.person_for_bsn(APPLICANT)


def agree(person_id, *asks):
    registers.give(person_id=person_id, owner=OWNER, asks=asks)
    return registers.fetch_facts(person_id=person_id, sources=[one.source for one in asks], owner=OWNER,
                                 parameters={"rdw": {"kenteken": "ab-123-c"}})


def test_without_agreement_it_says_what_is_still_to_be_asked(person_id):
    with pytest.raises(registers.ConsentNeeded) as needed:
        registers.fetch_facts(person_id=person_id, sources=["brp", "rdw"], owner=OWNER)
    assert needed.value.sources == ("brp", "rdw")


def test_nothing_leaves_without_agreement(person_id, wire):
    with pytest.raises(registers.ConsentNeeded):
        registers.fetch_facts(person_id=person_id, sources=["brp"], owner=OWNER)
    assert wire.asked == []
    assert not AuditEntry.objects.filter(action="bsn.gebruikt").exists()


def test_control_after_agreement_the_facts_come(person_id, wire):
    facts = agree(person_id, BRP)
    assert facts.values["persoon"]["naam"] == "Johanna Maria de Wit"
    assert set(facts.values["persoon"]) == {"naam", "adres", "person_id"}
    assert facts.words_for("persoon.adres.straat").startswith("uit de BRP, vandaag om ")
    assert facts.words_for("persoon.partner") == ""
    assert identity.name_of(person_id) == "Johanna Maria de Wit"


def test_only_the_agreed_fields_are_asked(person_id, wire):
    agree(person_id, BRP)
    service, method, path, body, _ = wire.asked[0]
    assert (service, method, path) == ("brp", "POST", "/personen")
    assert body["fields"] == ["burgerservicenummer", "naam.volledigeNaam", "verblijfplaats"]


def test_each_look_is_on_record_with_purpose_and_legal_basis(person_id, wire):
    agree(person_id, BRP)
    look = AuditEntry.objects.get(action="register.bevraagd")
    assert (look.subject, look.object_ref, look.purpose, look.legal_basis) == (person_id, OWNER, BRP.purpose, BRP.legal_basis)
    assert look.details == {"bron": "brp", "gegevens": ["persoon.naam", "persoon.adres"]}


def test_agreement_is_for_one_application_and_one_person(person_id, wire):
    agree(person_id, BRP)
    with pytest.raises(registers.ConsentNeeded):
        registers.fetch_facts(person_id=person_id, sources=["brp"], owner="application:other")
    with pytest.raises(registers.ConsentNeeded):
        registers.fetch_facts(person_id=identity.person_for_bsn(CHILD), sources=["brp"], owner=OWNER)


def test_more_fields_are_asked_anew(person_id, gemeente):
    registers.give(person_id=person_id, owner=OWNER, asks=[BRP])
    assert registers.ask(person_id=person_id, owner=OWNER, asks=[BRP, RDW]) == [RDW]
    more = Ask(source="brp", fields=(*BRP.fields, "persoon.partner"), purpose=BRP.purpose)
    assert registers.ask(person_id=person_id, owner=OWNER, asks=[more]) == [more]
    registers.give(person_id=person_id, owner=OWNER, asks=[more])
    assert Toestemming.objects.filter(ended=None).count() == 1 and Toestemming.objects.count() == 2


def test_the_same_answer_twice_is_one_answer(person_id):
    registers.give(person_id=person_id, owner=OWNER, asks=[BRP])
    registers.give(person_id=person_id, owner=OWNER, asks=[BRP])
    assert Toestemming.objects.count() == 1


def test_refusing(person_id, wire):
    registers.refuse(person_id=person_id, owner=OWNER, asks=[RDW])
    facts = registers.fetch_facts(person_id=person_id, sources=["rdw"], owner=OWNER)
    assert facts.refused == ("rdw",) and facts.values == {} and wire.asked == []
    with pytest.raises(ValueError):
        registers.refuse(person_id=person_id, owner=OWNER, asks=[BRP])


def test_withdrawing(person_id, wire):
    agree(person_id, BRP)
    assert registers.withdraw(person_id=person_id, owner=OWNER) == 1
    with pytest.raises(registers.ConsentNeeded):
        registers.fetch_facts(person_id=person_id, sources=["brp"], owner=OWNER)
    assert [one.active for one in registers.consents_of(person_id)] == [False]


def test_consent_of_another_municipality_does_not_count(person_id, other_gemeente, wire):
    registers.give(person_id=person_id, owner=OWNER, asks=[BRP])
    with tenancy.scope(other_gemeente), pytest.raises(registers.ConsentNeeded):
        registers.fetch_facts(person_id=person_id, sources=["brp"], owner=OWNER)


def test_a_register_that_is_down_is_told_in_a_sentence_and_the_others_answer(person_id, wire):
    wire.down = {"brp"}
    facts = agree(person_id, BRP, PAPERS)
    assert "Probeer het later opnieuw" in facts.unavailable["brp"]
    assert [one["status"] for one in facts.values["documenten"]] == ["geldig", "verlopen"]
    assert len([one for one in wire.asked if one[0] == "brp"]) == 2, "tried twice"


@pytest.mark.parametrize("status", [400, 401, 500, 503])
def test_a_register_that_answers_with_an_error_is_unavailable(person_id, wire, status):
    wire.fail_with = status
    assert "brp" in agree(person_id, BRP).unavailable


def test_somebody_the_brp_does_not_know(person_id, wire):
    wire.people = {}
    assert "niet vinden" in agree(person_id, BRP).unavailable["brp"]


def test_the_household_holds_relatives_only(person_id, wire):
    household = agree(person_id, HOUSEHOLD).values["persoon"]["huishouden"]
    assert [(one["naam"], one["relatie"]) for one in household] == [("Noor Bakker", "kind"), ("Sam Bakker", "partner")]
    assert str(identity.person_for_bsn(HOUSEMATE)) not in str(household)


def test_whether_a_car_is_in_your_name(person_id, wire):
    facts = agree(person_id, RDW)
    assert facts.values["voertuig"] == {
        "kenteken": "AB123C", "merk": "Volvo", "handelsbenaming": "V40", "soort": "Personenauto", "op_naam": True,
    }


def test_an_organisation(gemeente, wire):
    organisation = identity.organisation_for(kvk_nummer="90001234")
    facts = agree(organisation, Ask(source="kvk", fields=("organisatie",), purpose="Om uw bedrijf te kennen"))
    assert facts.values["organisatie"]["naam"] == "Bakkerij Zon"
    assert facts.values["organisatie"]["adres"]["straat"] == "Marktstraat"


def test_no_bsn_in_facts_nor_in_addresses(person_id, wire):
    everything = Ask(source="brp", fields=tuple(f"persoon.{name}" for name in ("naam", "kinderen", "ouders", "partner", "gezag")), purpose="x")
    facts = agree(person_id, everything, HOUSEHOLD, RDW, PAPERS)
    assert not any(bsn in str(facts) for bsn in (APPLICANT, CHILD, GROWN_UP_CHILD))
    assert not any(APPLICANT in path or APPLICANT in str(params) for _, _, path, _, params in wire.asked)


def test_a_field_that_a_source_does_not_have_is_refused_at_once(person_id):
    with pytest.raises(ValueError):
        registers.give(person_id=person_id, owner=OWNER, asks=[Ask(source="rdw", fields=("persoon.naam",), purpose="x")])


def ask_about(person_id, child) -> registers.FactSet:
    fields = ("gekozen_kind.naam", "gekozen_kind.nationaliteiten")
    registers.give(person_id=person_id, owner=OWNER, asks=[Ask(source="brp_kind", fields=fields, purpose="Om te zien of uw kind Nederlander is")])
    parameters = {"brp_kind": {"person_id": str(child)}}
    return registers.fetch_facts(person_id=person_id, sources=["brp_kind"], owner=OWNER, parameters=parameters)


def test_a_parent_gets_facts_of_their_own_minor_child_only(person_id, wire):
    child, grown_up, stranger = (identity.person_for_bsn(bsn) for bsn in (CHILD, GROWN_UP_CHILD, HOUSEMATE))
    assert ask_about(person_id, child).values["gekozen_kind"] == {"naam": "Noor Bakker", "nationaliteiten": ["Nederlandse"]}
    for other in (grown_up, stranger, person_id):
        found = ask_about(person_id, other)
        assert found.values == {} and "niet bij u" in found.unavailable["brp_kind"]
    assert ask_about(person_id, "").values == {"gekozen_kind": None}


def test_a_look_at_a_child_is_on_record_for_the_child_too(person_id, wire):
    child = identity.person_for_bsn(CHILD)
    ask_about(person_id, child)
    assert AuditEntry.objects.filter(action="register.bevraagd", subject=child).exists()
    assert not AuditEntry.objects.filter(action="register.bevraagd", subject=identity.person_for_bsn(GROWN_UP_CHILD)).exists()  # control


def test_addresses(gemeente, wire):
    found = registers.find_address(postcode="1998 sb", huisnummer="12 a")
    assert wire.asked[0][4] == {"postcode": "1998SB", "huisnummer": "12", "huisletter": "A"}
    assert found[0].line == "Kerkstraat 12A, 1998 SB Zonnedam" and found[0].as_answer()["bag_id"] == "9991010000000001"
    assert registers.find_address(postcode="geen", huisnummer="1") == []
    assert registers.find_address(postcode="1998SB", huisnummer="twaalf") == []
    assert registers.residents_at(found[0].bag_id) == 4
    assert wire.asked[-1][3]["fields"] == ["burgerservicenummer"]


def test_an_address_that_does_not_exist(gemeente, wire, monkeypatch):
    wire.down = {"bag"}
    with pytest.raises(registers.RegisterUnavailable) as problem:
        registers.find_address(postcode="1998SB", huisnummer=1)
    assert "BAG" in str(problem.value)


def test_officials_look_up_with_permission_and_reason_only(person_id, wire):
    allowed = identity.OfficialView(id=person_id, name="Roos", email="r@z.example", roles=("balie",))
    not_allowed = identity.OfficialView(id=person_id, name="Ilse", email="i@z.example", roles=("beheerder",))
    why = {"purpose": "Behandelen van uw aanvraag", "legal_basis": "Artikel 3.5 Wet BRP"}
    facts = registers.look_up(official=allowed, person_id=person_id, fields=["persoon.naam"], owner="zaak:1", **why)
    assert facts.values["persoon"]["naam"] == "Johanna Maria de Wit"
    with pytest.raises(PermissionError):
        registers.look_up(official=not_allowed, person_id=person_id, fields=["persoon.naam"], **why)
    with pytest.raises(ValueError):
        registers.look_up(official=allowed, person_id=person_id, fields=["persoon.naam"], purpose="", legal_basis="x")


def test_a_search_records_everybody_found_and_hides_secret_addresses(person_id, wire):
    wire.at_the_address = [
        {**wire.at_the_address[0], "adressering": {"adresregel1": "Kerkstraat 12"}},
        {**wire.at_the_address[1], "geheimhoudingPersoonsgegevens": True, "adressering": {"adresregel1": "Kerkstraat 12"}},
    ]
    official = identity.OfficialView(id=person_id, name="Roos", email="r@z.example", roles=("balie",))
    found = registers.search(official=official, postcode="1998SB", huisnummer=12, purpose="Hulp aan de balie", legal_basis="Wet BRP")
    assert [one.adres for one in found] == ["Kerkstraat 12", ""]
    assert AuditEntry.objects.filter(action="register.gezocht").count() == 2


def test_access_request_and_erasure(person_id):
    registers.give(person_id=person_id, owner=OWNER, asks=[BRP])
    assert registers.export_for(person_id)["toestemmingen"][0]["gegeven"] is True
    registers.erase(person_id)
    assert registers.export_for(person_id)["toestemmingen"] == []


def test_words_of_an_older_look(gemeente):
    from balie.registers.fetching import look_words

    moment = clock.now()
    with clock.frozen(moment + timedelta(days=3)):
        assert look_words("brp", moment).startswith("uit de BRP, op ")
