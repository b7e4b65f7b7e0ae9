"""One resident lets another ask for something: given, accepted, used, seen by both, and withdrawn."""
from __future__ import annotations

import re

import pytest

from tests.journeys.steps import Official, Resident

WIDTHS = [390, pytest.param(1280, marks=pytest.mark.long)]
ASKED = "Voor wie vraagt u dit aan?"


def give(giver: Resident, to: str) -> str:
    """The code, as the giver sees it once."""
    giver.open("/mijn/machtigingen/")
    giver.log_in()
    giver.sees("Machtigingen")
    giver.press("Machtig iemand")
    giver.log_in()  # Mijn Balie is open to a lower level than the services
    giver.sees("Iemand machtigen")
    giver.write("Wie machtigt u?", to)
    giver.write("Uw naam", giver.person["name"])  # nothing was fetched about them yet
    giver.choose("Uittreksel BRP", "3 maanden")
    giver.press("Maak een code")
    giver.sees("Kruis aan dat u dit goedvindt.", level=None)
    giver.choose("Ja, ik vind dit goed")
    giver.press("Maak een code")
    giver.sees("Geef deze code aan de ander.", level=None)
    return re.search(r"\b[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}\b", giver.page.locator("main").inner_text())[0]


def accept(receiver: Resident, code: str) -> None:
    receiver.open("/mijn/machtigingen/")
    receiver.log_in()
    receiver.write("Code van de ander", "AAAA-BBBB-CCCC-DDDD")
    receiver.press("Bekijk de machtiging")
    assert "AAAA-BBBB-CCCC-DDDD" == receiver.page.get_by_label("Code van de ander").input_value()
    receiver.write("Code van de ander", code)
    receiver.press("Bekijk de machtiging")
    receiver.sees("Wilt u dit doen?")
    receiver.choose("Ja, ik wil dit doen")
    receiver.press("Neem de machtiging aan")
    receiver.sees("U kunt nu iets aanvragen", level=None)


@pytest.mark.parametrize("width", WIDTHS)
def test_given_used_and_withdrawn(balie, new_page, axe, width):
    giver = Resident(new_page(width=width), balie, axe, "gerda" if width == 390 else "willem", name=f"machtigt-{width}")
    receiver = Resident(new_page(width=width), balie, axe, "ingrid" if width == 390 else "tarik", name=f"gemachtigd-{width}")
    accept(receiver, give(giver, receiver.person["name"]))

    receiver.begin("brp-uittreksel")
    receiver.sees(ASKED)
    giver_name = giver.person["name"]
    receiver.choose(giver_name)
    receiver.press("Volgende")
    receiver.sees(giver_name, level=None)  # it stands on every page for whom this is

    giver.open("/mijn/machtigingen/")
    giver.press("Trek in")
    giver.sees("De machtiging is gestopt.", level=None)
    address = receiver.page.url
    assert receiver.page.goto(address).status == 404, "what was begun is closed at once"


@pytest.mark.long
@pytest.mark.parametrize(("width", "keys"), [(390, ("willem", "tarik")), (1280, ("tarik", "willem"))])
def test_a_whole_application_for_another(balie, new_page, axe, width, keys):
    """From who it is for to the decision: registers are asked about the giver, the receiver pays, an official decides, and both read it."""
    giver, receiver = (Resident(new_page(width=width), balie, axe, key, name=f"{role}-{width}")
                       for key, role in zip(keys, ("laat-vragen", "vraagt"), strict=True))
    accept(receiver, give(giver, receiver.person["name"]))
    name = giver.person["name"]
    receiver.begin("brp-uittreksel")
    receiver.sees(ASKED)
    receiver.choose(name)
    receiver.press("Volgende")
    receiver.sees("Waarvoor hebt u het uittreksel nodig?")  # consent was part of the mandate
    receiver.choose("Een huis huren of kopen")
    receiver.next("Wat moet op het uittreksel staan?")
    receiver.choose("Mijn adres")
    receiver.next("Kloppen deze gegevens?")
    told = receiver.page.locator("main dl, main fieldset, main form").first.inner_text()
    assert name in told and receiver.person["name"] not in told, "these are the data of who it is for"
    receiver.choose("Ja")
    receiver.next("Hoe wilt u het uittreksel krijgen?")
    receiver.choose("Op papier per post")
    receiver.write("E-mailadres", receiver.address)
    receiver.next("Klopt alles?")
    receiver.sees(name, level=None)
    kenmerk = receiver.paid("€ 16,40")

    official = Official(new_page(width=1280), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees(name, level=None)
    official.press("Pak op")
    official.decide("Verlenen", "Het uittreksel ligt morgen in de brievenbus.")
    official.finish("Druk het uittreksel af en verstuur het")

    for reader in (giver, receiver):
        reader.open("/mijn/zaken/")
        reader.press("Uittreksel BRP", exact=False)
        reader.sees("Het uittreksel ligt morgen in de brievenbus.", level=None)
        assert reader.number() == kenmerk
    address = receiver.page.url

    giver.open("/mijn/machtigingen/")
    giver.press("Trek in")
    giver.sees("De machtiging is gestopt.", level=None)
    assert receiver.page.goto(address).status == 404, "what it became is closed to who may not act any more"
    giver.open("/mijn/zaken/")
    giver.sees("Uittreksel BRP", level=None)  # control: and stays the giver's


def test_control_who_has_no_mandate_is_not_asked_for_whom(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "sanne", name="zonder-machtiging")
    resident.begin("brp-uittreksel")
    assert resident.page.get_by_role("heading", name=ASKED).count() == 0
