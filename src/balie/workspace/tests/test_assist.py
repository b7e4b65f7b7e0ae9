"""Helping at the counter: found without a number in any address, visible on every page, written down, and over when stopped."""
import pytest

from balie.identity import public as identity
from balie.kernel import audit
from balie.registers import public as registers

pytestmark = pytest.mark.django_db
BSN = "999993653"
ASKED = {"reden": "Verhuizing doorgeven", "bsn": BSN}


@pytest.fixture
def sanne(gemeente):
    who = identity.person_for_bsn(BSN)
    identity.remember_name(person_id=who, name="Sanne Bakker")
    return who


@pytest.fixture
def brp(monkeypatch, sanne):
    """The BRP as the registers give it; `brp` lists what was asked."""
    asked = []

    def search(**question):
        asked.append(question)
        return [registers.FoundPerson(person_id=sanne, naam="Sanne Bakker", geboortedatum="1992-08-15", geboortedatum_woorden="15 augustus 1992")]

    monkeypatch.setattr(registers, "search", search)
    return asked


def begin(client, person_id, **changes):
    return client.post("/werk/helpen/begin/", {"persoon": str(person_id), "soort": "Paspoort", "reden": "Verhuizing doorgeven"} | changes)


def test_somebody_is_found_by_number(roos, brp):
    page = roos.post("/werk/helpen/", ASKED)
    assert page.status_code == 200
    assert "Sanne Bakker" in page.content.decode()
    assert BSN not in page.content.decode()
    assert brp[0]["bsn"] == BSN
    assert brp[0]["purpose"] == "Verhuizing doorgeven"


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"bsn": BSN}, "Schrijf kort op waarmee u helpt."),
    ({"reden": "Hulp"}, "Vul een burgerservicenummer in."),
    ({"reden": "Hulp", "achternaam": "Bakker"}, "Vul de achternaam en de geboortedatum in."),
    ({"reden": "Hulp", "postcode": "1998 AG"}, "Vul de postcode en het huisnummer in"),
    ({"reden": "Hulp", "postcode": "1998 AG", "huisnummer": "²"}, "Vul de postcode en het huisnummer in"),
    ({"reden": "Hulp", "postcode": "1998 AG", "huisnummer": "9" * 5000}, "Vul de postcode en het huisnummer in"),
])
def test_what_is_missing_is_asked_and_the_rest_is_kept(roos, brp, typed, sentence):
    page = roos.post("/werk/helpen/", typed)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert all(value in page.content.decode() for value in typed.values())
    assert not brp


def test_a_register_that_is_away_says_so_and_keeps_what_was_typed(roos, monkeypatch, sanne):
    def away(**question):
        raise registers.RegisterUnavailable("brp")

    monkeypatch.setattr(registers, "search", away)
    page = roos.post("/werk/helpen/", ASKED)
    assert page.status_code == 503
    assert "Probeer het later opnieuw" in page.content.decode()
    assert "Verhuizing doorgeven" in page.content.decode()


def test_helping_is_visible_everywhere_and_written_down(roos, sanne):
    assert "U helpt" not in roos.get("/contact/").content.decode()
    assert begin(roos, sanne).url == "/"
    text = roos.get("/contact/").content.decode()
    assert "U helpt <strong>Sanne Bakker</strong>" in text
    entry = next(each for each in audit.history_of(sanne) if each.action == "balie.hulp_begonnen")
    assert (entry.actor_name, entry.purpose) == ("Roos Veenstra", "Verhuizing doorgeven")


def test_stopping_ends_it_and_the_official_works_on(roos, sanne):
    begin(roos, sanne)
    assert roos.post("/werk/helpen/stop/").url == "/werk/helpen/"
    assert roos.get("/werk/helpen/").status_code == 200
    assert roos.get("/mijn/").status_code == 302
    assert "U helpt" not in roos.get("/contact/").content.decode()


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"soort": ""}, "Kies welk identiteitsbewijs u hebt gezien."), ({"soort": "Bibliotheekpas"}, "Kies welk identiteitsbewijs"),
    ({"reden": " "}, "Schrijf kort op waarmee u helpt."), ({"persoon": "iemand"}, "Kies eerst wie u helpt."),
    ({"persoon": "00000000-0000-0000-0000-000000000000"}, "Wij vinden niemand"),
])
def test_no_help_without_a_person_a_document_and_a_reason(roos, sanne, changes, sentence):
    page = begin(roos, sanne, **changes)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert roos.get("/mijn/").status_code == 302


def test_who_may_not_help_cannot(nadia, sanne, brp):
    assert nadia.post("/werk/helpen/", ASKED).status_code == 403
    assert begin(nadia, sanne).status_code == 403
    assert not brp
    assert nadia.get("/mijn/").status_code == 302


def test_a_resident_of_another_municipality_is_nobody_here(roos, other_gemeente):
    from balie.kernel import tenancy

    with tenancy.scope(other_gemeente):
        theirs = identity.person_for_bsn(BSN)
    assert begin(roos, theirs).status_code == 422
