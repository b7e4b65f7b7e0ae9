"""A parking permit: granted at once by the rules, refused with the reason, or judged by an official; and given up again."""
from datetime import timedelta

import pytest

from balie.kernel import clock, dutch
from tests.journeys.steps import Official, Resident, words_of_pdf


def ask(resident: Resident, plate: str, whose: str = "Op mijn naam") -> None:
    """From the service page to the page that shows what the registers say."""
    resident.open("/diensten/parkeervergunning/")
    resident.press("Parkeervergunning aanvragen")
    if resident.control("Log in met DigiD").count():
        resident.log_in()
    consent(resident)
    resident.sees("Welke auto wilt u parkeren?")
    resident.write("Kenteken", plate)
    resident.choose(whose)
    resident.press("Volgende")


def consent(resident: Resident) -> None:
    """As often as a source still has to be asked."""
    while resident.page.get_by_role("heading", name="Mogen wij uw gegevens ophalen?").count():
        resident.choose("Ja, haal mijn gegevens op")
        resident.press("Volgende")


def finish(resident: Resident, *, pay: str = "") -> str:
    """From the contact page to the confirmation; the number of the zaak."""
    resident.sees("Hoe bereiken wij u?")
    resident.write("E-mailadres", resident.address)
    resident.next("Klopt alles?")
    resident.press(f"Betaal {pay}" if pay else "Verstuur")
    if pay:
        resident.pay()
    resident.sees("Gelukt. Uw aanvraag is binnen.")
    return resident.kenmerk()


def permit(resident: Resident, plate: str, *, pay: str = "") -> str:
    """Asked for a car of one's own, from ten days from now; the number of the zaak."""
    ask(resident, plate)
    consent(resident)
    resident.sees("Klopt dit?")
    resident.day(clock.today() + timedelta(days=10))
    resident.next()
    return finish(resident, pay=pay)


def test_granted_at_once_on_a_phone(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "sanne", name="parkeren-390")
    permit(resident, "ZD-001-A", pay="€ 42,00")
    resident.mailed("U hebt een parkeervergunning")
    paper = words_of_pdf(resident.download("Besluit parkeervergunning", path="/mijn/documenten/"))
    assert "ZD-001-A" in paper and dutch.day_year(clock.today() + timedelta(days=10)) in paper
    resident.until_seen("Parkeervergunning gebied A", path="/mijn/")


@pytest.mark.long
def test_in_a_full_zone_you_wait_until_somebody_gives_up(balie, new_page, axe):
    kevin = Resident(new_page(width=1280), balie, axe, "kevin", name="parkeren-kevin")
    permit(kevin, "K-100-TN", pay="€ 42,00")
    kevin.until_seen("Parkeervergunning gebied B", path="/mijn/")
    permit(kevin, "K-200-TN", pay="€ 126,00")
    kevin.until_seen("K-200-TN", path="/mijn/")
    mila = Resident(new_page(width=390), balie, axe, "mila", name="parkeren-mila")
    permit(mila, "H-400-VN")
    mila.mailed("U staat op de wachtlijst voor een parkeervergunning")
    kevin.open("/mijn/")
    kevin.press("Zeg op", exact=False)
    kevin.choose("Ja, ik wil dit opzeggen")
    kevin.press("Zeg op")
    mila.until_seen("Betaal € 42,00", path="/mijn/")
    mila.press("Betaal € 42,00", exact=False)
    mila.press("Betaal € 42,00")
    mila.pay()
    mila.until_seen("Parkeervergunning gebied B", path="/mijn/")


def test_outside_the_zones_it_is_refused_with_the_reason_and_costs_nothing(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "ingrid", name="parkeren-buiten")
    ask(resident, "M-300-LN")
    consent(resident)
    resident.sees("Klopt dit?")
    resident.sees("U kunt daar gratis parkeren.", level=None)
    resident.next()
    finish(resident)
    assert "gratis parkeren" in resident.read("U krijgt geen parkeervergunning")
    assert "bezwaar" in words_of_pdf(resident.download("Besluit parkeervergunning", path="/mijn/documenten/"))


@pytest.mark.parametrize(("width", "key"), [pytest.param(390, "gerda", marks=pytest.mark.long), (1280, "tarik")])
def test_a_lease_car_is_judged_by_an_official(balie, new_page, axe, width, key):
    resident = Resident(new_page(width=width), balie, axe, key, name=f"parkeren-lease-{width}")
    ask(resident, "L-900-SE", "Een lease-auto, deelauto of huurauto")
    consent(resident)
    resident.sees("Laat zien dat u de auto gebruikt")
    resident.upload("Verklaring van het bedrijf", "verklaring.pdf")
    resident.next("Klopt dit?")
    resident.next()
    kenmerk = finish(resident, pay="€ 42,00")
    official = Official(new_page(width=width), balie, axe, "kees")
    official.log_in()
    official.open_zaak(kenmerk)
    official.press("Pak op")
    official.sees("verklaring.pdf", level=None)
    official.finish("Beoordeel de aanvraag")
    official.decide("Verlenen", "Uw werkgever heeft verklaard dat u de auto gebruikt.")
    resident.mailed("U hebt een parkeervergunning")
    resident.open("/mijn/zaken/")
    resident.press("Parkeervergunning")
    resident.sees("Uw werkgever heeft verklaard dat u de auto gebruikt.", level=None)
