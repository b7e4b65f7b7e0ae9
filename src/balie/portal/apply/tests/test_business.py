"""A business applies: eHerkenning, consent for the KvK, its data filled in, several number plates, a price for each."""
from datetime import timedelta
from decimal import Decimal

import pytest

from balie.applications.models import Application
from balie.applications.tests import factories
from balie.catalogue import public as catalogue
from balie.identity import public as identity
from balie.identity.public import Loa, Proof
from balie.kernel import clock, plugins
from balie.portal.tests.browser import browser, hidden, sign_in
from balie.registers.kvk import KvkRegister
from balie.registers.public import NAMES

KVK = "90100002"
PROFILE = {
    "kvkNummer": KVK, "naam": "Jachtwerf De Zon B.V.", "sbiActiviteiten": [],
    "_embedded": {
        "eigenaar": {"rechtsvorm": "Besloten Vennootschap"},
        "hoofdvestiging": {"vestigingsnummer": "990000000021", "adressen": [
            {"type": "bezoekadres", "straatnaam": "Havenkade", "huisnummer": 7, "postcode": "1998BA", "plaats": "Zonnedam"}]},
    },
}
CARS = {"autos-0-kenteken": "V-123-BC", "autos-0-van_wie": "bedrijf", "autos-1-kenteken": "V-124-BC", "autos-1-van_wie": "bedrijf"}
CONTACT = {"contactpersoon": "Anna Vermeer", "email": "kantoor@voorbeeld.example", "telefoon": ""}


@pytest.fixture
def kvk():
    """What the trade register says, and which numbers it was asked for."""
    class Register:
        asked: list[str] = []

        def organisation(self, number):
            self.asked.append(number)
            return PROFILE

    register = Register()
    register.asked = []
    plugins.register("register", "kvk", lambda: register)
    yield register
    plugins.register("register", "kvk", KvkRegister)


@pytest.fixture
def firm(gemeente):
    catalogue.publish_standard_catalogue()
    client = browser()
    client.resident = sign_in(client, Proof(via="eherkenning", loa=Loa.EH3, kvk_nummer=KVK, name="Jachtwerf De Zon B.V."))
    return client


def begin(firm):
    firm.get("/aanvragen/bedrijfsparkeervergunning/")
    return Application.objects.get()


def step(firm, application, page: str, values: dict):
    address = f"/aanvraag/{application.pk}/stap/{page}/"
    assert firm.post(address, hidden(firm.get(address).text) | values).status_code == 302, page


def test_a_business_applies_from_login_to_the_bank(firm, kvk):
    application = begin(firm)
    assert (application.organisation_id, application.person_id) == (firm.resident.person_id, None)
    consent = firm.get(f"/aanvraag/{application.pk}/toestemming/kvk/")
    assert "Handelsregister van de KvK" in consent.text and "Uw KvK-nummer" in consent.text and kvk.asked == []
    firm.post(f"/aanvraag/{application.pk}/toestemming/kvk/", {"akkoord": "ja"})
    assert kvk.asked == [KVK]
    shown = firm.get(f"/aanvraag/{application.pk}/stap/bedrijf/").text
    assert "Jachtwerf De Zon B.V." in shown and KVK in shown and "Havenkade 7" in shown
    step(firm, application, "bedrijf", {})
    step(firm, application, "autos", CARS)
    soon = clock.today() + timedelta(days=20)
    step(firm, application, "ingang", {"begindatum-dag": soon.day, "begindatum-maand": soon.month, "begindatum-jaar": soon.year})
    step(firm, application, "contact", CONTACT)
    check = firm.get(f"/aanvraag/{application.pk}/controle/")
    assert "€\xa0624,00" in check.text and "V-123-BC<br>" in check.text and ": Van het bedrijf of de vereniging<" in check.text
    assert "V-124-BC<" in check.text
    firm.post(f"/aanvraag/{application.pk}/controle/", {})
    sent = factories.row(application)
    assert sent.status == "betalen" and sent.price == Decimal("624.00")
    assert sent.facts["organisatie"]["naam"] == "Jachtwerf De Zon B.V."
    assert identity.name_of(firm.resident.person_id) == "Jachtwerf De Zon B.V."


def test_without_consent_nothing_is_fetched_and_it_stops(firm, kvk):
    application = begin(firm)
    assert "Wij hebben niets opgehaald." in firm.post(f"/aanvraag/{application.pk}/toestemming/kvk/", {"akkoord": "nee"}).text
    assert kvk.asked == []


def test_a_resident_cannot_apply_for_a_business(jo, firm):
    answer = jo.get("/aanvragen/bedrijfsparkeervergunning/")
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/inloggen/") and "eherkenning=eh3" in answer.headers["Location"]
    page = jo.get("/diensten/bedrijfsparkeervergunning/").text
    assert "U logt in met eHerkenning" in page


def test_control_the_register_has_a_name_for_people():
    assert "Handelsregister van de KvK" in NAMES["kvk"]
