"""An identity card: by a boy of 17 himself, by an adult, for children of either side of 12; too young, and refused."""
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from balie.kernel import clock, dutch
from tests.journeys.steps import Official, Resident, words_of_pdf


def begin(resident: Resident) -> None:
    """From the search box to whom the card is for."""
    resident.open("/")
    resident.search("id kaart")
    resident.press("Identiteitskaart aanvragen")
    resident.press("Identiteitskaart aanvragen")
    resident.log_in()
    resident.agree(times=2)
    resident.sees("Voor wie is de identiteitskaart?")


def fill(resident: Resident, *, height: str, old: str) -> None:
    """From the facts that are known to the check page."""
    resident.sees("Kloppen deze gegevens?")
    resident.choose("Ja")
    resident.next("Hebt u de oude identiteitskaart nog?")
    resident.choose(old)
    resident.next("Hoe lang is de persoon op de kaart?")
    resident.write("Lengte", height)
    resident.next("Hebt u haast?")
    resident.choose("Nee")
    resident.next("Hoe bereiken wij u?")
    resident.write("E-mailadres", resident.address)
    resident.next("Klopt alles?")
    resident.sees(f"{height} cm", level=None)


def for_child(resident: Resident, name: str) -> None:
    resident.choose("Mijn kind")
    resident.next("Voor welk kind is de identiteitskaart?")
    resident.choose(name)


@pytest.mark.parametrize(("width", "key", "price"), [
    (390, "mees", "€ 42,35"), pytest.param(1280, "gerda", "€ 78,50", marks=pytest.mark.long),
])
def test_from_the_search_box_to_the_card_in_hand(balie, new_page, axe, width, key, price):
    resident = Resident(new_page(width=width), balie, axe, key, name=f"kaart-{width}")
    name = resident.person["name"]
    begin(resident)
    resident.choose("Mijzelf")
    resident.press("Volgende")
    resident.sees(name, level=None)
    fill(resident, height="172", old="Die heb ik nog")
    kenmerk = resident.paid(price)
    resident.book()
    resident.sees("Uw afspraak", level=2)
    event, start = resident.appointment()
    code = re.search(r"Uw code aan de balie: (\w+)", event["description"])[1]
    proof = resident.proof()
    assert kenmerk in proof and name in proof and "172 cm" in proof and price in proof
    resident.read("Wij hebben uw aanvraag voor een identiteitskaart")

    official = Official(new_page(width=width), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees(f"Identiteitskaart · {name}")
    expect(official.page.get_by_text("Controleer gezag en toestemming")).to_have_count(0)
    official.take()
    official.finish("Neem de aanvraag in aan de balie")
    official.decide("Verlenen", "De kaart wordt gemaakt.")
    official.sees("U hebt besloten. De inwoner krijgt vanzelf bericht.", level=None)
    assert "Alles is in orde." in resident.read("Wij laten uw identiteitskaart maken")
    official.press("Het ligt klaar")
    assert "U hebt geen afspraak nodig." in resident.read("Uw identiteitskaart ligt klaar")
    resident.press("Naar de zaak")
    resident.sees("Uw identiteitskaart ligt klaar. U kunt hem ophalen.", level=None)
    resident.sees("De kaart wordt gemaakt.", level=None)

    desk = Official(new_page(width=width), balie, axe, "roos")
    desk.log_in()
    visit = desk.find_visit(start.date(), code)
    visit.get_by_role("button", name="Is er").click()
    expect(visit).to_contain_text("Aangekomen")
    visit.get_by_text("Reik uit", exact=True).first.click()
    visit.get_by_role("button", name="Reik uit en sluit de zaak").click()
    desk.sees("Kies waarmee u hebt gecontroleerd wie dit is.", level=None)
    visit.get_by_label("Waarmee hebt u gecontroleerd wie dit is?").select_option("Oude identiteitskaart")
    visit.get_by_role("button", name="Reik uit en sluit de zaak").click()
    expect(visit).to_contain_text("Uitgereikt: Identiteitskaart, door Roos Veenstra")

    resident.open_finished("Identiteitskaart")
    resident.sees("U hebt uw identiteitskaart.", level=None)
    resident.open("/mijn/gegevens/gezien/")
    resident.sees("Roos Veenstra gaf het aan u mee", level=None)


@pytest.mark.long
def test_a_child_of_five_with_one_parent_in_authority(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "chantal", name="kaart-joy")
    begin(resident)
    for_child(resident, "Joy Rozenblad")
    resident.next("Wie heeft het gezag over uw kind?")
    resident.choose("Een voogd of instelling")
    resident.next("Wij regelen dit samen met u aan de balie")
    resident.press("Wijzig mijn antwoord")
    resident.choose("Ik alleen")
    resident.press("Volgende")
    fill(resident, height="112", old="Dit is de eerste identiteitskaart")
    kenmerk = resident.paid("€ 42,35")
    official = Official(new_page(), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees("Controleer gezag en toestemming", level=None)
    official.sees("Joy Rozenblad", level=None)
    expect(official.page.get_by_text("Regel de toestemming")).to_have_count(0)


def test_a_child_of_twelve_signs_without_parents(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "chantal", name="kaart-naomi")
    begin(resident)
    for_child(resident, "Naomi Rozenblad")
    resident.sees("Toestemming van de ouders is dan niet nodig.", level=None)
    resident.press("Volgende")
    fill(resident, height="158", old="Dit is de eerste identiteitskaart")
    kenmerk = resident.paid("€ 42,35")
    official = Official(new_page(), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees("Naomi Rozenblad", level=None)
    expect(official.page.get_by_text("Controleer gezag en toestemming")).to_have_count(0)


def test_a_child_of_eleven_is_told_to_ask_a_parent(balie, new_page, axe):
    child = Resident(new_page(width=390), balie, axe, "sami", name="kaart-sami")
    child.open("/aanvragen/identiteitskaart/")
    child.press("Log in met DigiD")
    child.page.get_by_label("Zoek op naam of straat").fill("Sami El Amrani")
    child.page.get_by_role("button", name="Zoek", exact=True).click()
    child.page.get_by_role("radio", name="Sami El Amrani").first.check()
    child.page.get_by_role("button", name="Inloggen", exact=True).click()
    child.agree(times=2)
    child.choose("Mijzelf")
    child.next("Een ouder vraagt deze kaart voor je aan")
    expect(child.control("Volgende")).to_have_count(0)
    child.press("Wijzig mijn antwoord")
    child.sees("Voor wie is de identiteitskaart?")


@pytest.mark.long
def test_a_refusal_says_why_and_how_to_object(balie, new_page, axe):
    reason = "U liet geen identiteitsbewijs zien en wij konden niet vaststellen wie u bent."
    resident = Resident(new_page(), balie, axe, "lotte", name="kaart-weigering")
    begin(resident)
    resident.choose("Mijzelf")
    resident.press("Volgende")
    fill(resident, height="170", old="Dit is de eerste identiteitskaart")
    kenmerk = resident.paid("€ 78,50")
    official = Official(new_page(width=390), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.take()
    official.decide("Weigeren", "")
    official.sees("Schrijf waarom u de aanvraag weigert.", level=None)
    official.decide("Weigeren", reason)
    official.sees("U hebt besloten. De inwoner krijgt vanzelf bericht.", level=None)
    assert reason in resident.read("U krijgt geen identiteitskaart")
    resident.open_finished("Identiteitskaart")
    resident.sees(reason, level=None)
    until = clock.next_working_day(clock.today() + timedelta(days=42))
    resident.sees(f"U kunt bezwaar maken tot en met {dutch.day_year(until)}", level=None)
    letter = words_of_pdf(resident.download("Besluit over uw identiteitskaart", path=urlsplit(resident.page.url).path))
    assert reason in letter and kenmerk in letter and "binnen 6 weken bezwaar maken" in letter
