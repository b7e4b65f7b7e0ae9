"""Seeing one's own data in the BRP: on request only, in plain words, on record, and kept nowhere."""
import re
from copy import deepcopy

import pytest

from balie.identity.models import Person
from balie.identity.public import Loa, Proof
from balie.kernel import audit, egress
from balie.kernel.models import AuditEntry
from balie.portal.tests.browser import browser, sign_in
from balie.registers.models import Toestemming
from balie.registers.tests import wire as registers

DATA, BRP = "/mijn/gegevens/", "/mijn/gegevens/brp/"
NUMBERS = (registers.APPLICANT, registers.CHILD, registers.GROWN_UP_CHILD, registers.PARTNER, registers.FORMER)


@pytest.fixture
def wire(monkeypatch):
    fake = registers.Registers()
    fake.people = deepcopy(fake.people)
    monkeypatch.setattr(egress, "client", fake.client)
    return fake


def words(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2]).split())


def test_it_is_shown_in_plain_words(jo, wire):
    page = jo.post(BRP)
    text = words(page)
    assert page.status_code == 200
    for told in ("Johanna Maria de Wit", "12 april 1986", "Zonnedam", "Nederlandse, staatloos", "Kerkstraat 12A-2 1998 SB Zonnedam",
                 "U woont hier sinds 1 mei 2010", "Getrouwd met Sam Bakker Geboren op: 1 juli 1985.", "Noor Bakker", "Tim Oud",
                 "Paspoort Nummer NX1 Geldig tot en met 1 januari 2030.", "Identiteitskaart Nummer IX1 Verlopen op 1 januari 2020."):
        assert told in text, told
    assert "Bas Oud" not in text  # a former partner is not the partner
    assert "Klopt er iets niet?" in text and 'href="/contact/"' in page.text


def test_no_number_stands_on_the_page(jo, wire):
    page = jo.post(BRP).text
    assert not [number for number in NUMBERS if number in page] and "9991010000000001" not in page


def test_nothing_is_asked_before_the_button(jo, wire):
    assert "Haal mijn gegevens op" in words(jo.get(DATA)) and "Haal mijn gegevens op" in words(jo.get(BRP))
    assert wire.asked == [] and not AuditEntry.objects.filter(action="register.bevraagd").exists()


def test_the_look_is_on_record_and_the_resident_finds_it(jo, wire):
    jo.post(BRP)
    looks = AuditEntry.objects.filter(action="register.bevraagd", subject=jo.resident.person_id).order_by("at")
    assert [(each.purpose, each.legal_basis, each.details["bron"]) for each in looks] == [
        ("Inzage in uw eigen gegevens", "Artikel 2.55 Wet BRP", "brp_inzage"), ("Inzage in uw eigen gegevens", "Artikel 15 AVG", "reisdocumenten"),
    ]
    assert {each.actor_id for each in looks} == {str(jo.resident.person_id)}
    assert "U haalde gegevens op Inzage in uw eigen gegevens" in words(jo.get("/mijn/gegevens/gezien/"))


def test_nothing_of_it_is_kept(jo, wire):
    before, session = Person.objects.count(), dict(jo.session)
    jo.post(BRP)
    assert Person.objects.count() == before and not Toestemming.objects.exists()
    assert set(jo.session.keys()) == set(session) and "Noor" not in str(dict(jo.session))
    assert "Noor Bakker" not in words(jo.get(BRP))
    assert "no-store" in jo.post(BRP)["Cache-Control"]


def test_no_relatives_number_is_asked_for(jo, wire):
    jo.post(BRP)
    asked = next(body["fields"] for service, _method, _path, body, _ in wire.asked if service == "brp")
    assert "partners.naam" in asked and not [field for field in asked if field in ("partners", "kinderen") or field.endswith(".burgerservicenummer")]


def test_a_register_that_is_down_is_told_and_can_be_asked_again(jo, wire):
    wire.down = {"brp"}
    page = jo.post(BRP)
    assert page.status_code == 503 and "Wij kunnen nu geen gegevens ophalen uit de Basisregistratie Personen (BRP)." in words(page)
    assert "Haal mijn gegevens op" in words(page) and "Johanna" not in words(page)
    wire.down = {"reisdocumenten"}
    page = jo.post(BRP)
    assert page.status_code == 200 and "Johanna Maria de Wit" in words(page) and "het Basisregister Reisdocumenten" in words(page)


def test_somebody_the_brp_does_not_know_hears_what_to_do(jo, wire):
    wire.people = {}
    page = jo.post(BRP)
    assert page.status_code == 503 and "Neem contact met ons op." in words(page)


def test_what_is_unsure_or_out_of_the_ordinary_is_said(jo, wire):
    person = wire.people[registers.APPLICANT]
    person["geboorte"]["datum"] = {"type": "JaarMaandDatum", "jaar": 1986, "maand": 4}
    person["verblijfplaats"] |= {"functieAdres": {"code": "B"}, "inOnderzoek": {"type": True}}
    person["partners"], person["kinderen"], person["geheimhoudingPersoonsgegevens"] = [], [], True
    text = words(jo.post(BRP))
    assert "Geboren op april 1986" in text and "Dit is een briefadres. U krijgt hier uw post. Wij onderzoeken of dit klopt." in text
    assert "Partner Geen" in text and "Kinderen Geen" in text and "Geheim Ja." in text


@pytest.mark.parametrize(("place", "told"), [
    ({"type": "VerblijfplaatsBuitenland", "verblijfadres": {"regel1": "Rue 1", "land": {"omschrijving": "België"}}}, "Adres Rue 1, België"),
    ({"type": "VerblijfplaatsOnbekend"}, "Adres Onbekend"), (None, "Adres Onbekend"),
])
def test_an_address_that_is_none(jo, wire, place, told):
    wire.people[registers.APPLICANT]["verblijfplaats"] = place
    assert told in words(jo.post(BRP))


def test_in_english(jo, wire):
    text = words(jo.post(BRP, headers={"accept-language": "en"}))
    assert "Married to Sam Bakker Born on: 1 July 1985." in text and "Valid up to and including 1 January 2030." in text
    assert not re.findall(r"\b(het|een|uw|wij|niet|voor|van|naar)\b", text.partition("Is something wrong?")[0])


def test_an_organisation_has_no_such_page(gemeente, wire):
    company = browser()
    sign_in(company, Proof(via="eherkenning", loa=Loa.EH3, kvk_nummer="90001234", name="Bakkerij Zon"))
    assert "Haal mijn gegevens op" not in words(company.get(DATA))
    assert company.post(BRP)["Location"] == DATA and wire.asked == []


def test_an_installation_without_the_brp_does_not_offer_it(jo, settings):
    settings.BALIE = settings.BALIE.model_copy(update={"brp_url": "off"})
    assert "Haal mijn gegevens op" not in words(jo.get(DATA)) and jo.get(BRP)["Location"] == DATA


def test_asking_on_and_on_is_stopped(jo, bo, wire):
    answers = [jo.post(BRP).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    assert "Probeer het over een uur opnieuw." in words(jo.post(BRP)) and bo.post(BRP).status_code != 429


def test_who_helps_at_the_desk_is_named_in_the_trail(jo, wire):
    """The audit trail names who asked; here only the actor differs."""
    from balie.registers import public

    with audit.acting(audit.Actor("medewerker", "m1", "Sanne Idrissi")):
        public.own_record(person_id=jo.resident.person_id)
    assert "Sanne Idrissi haalde gegevens op" in words(jo.get("/mijn/gegevens/gezien/"))
