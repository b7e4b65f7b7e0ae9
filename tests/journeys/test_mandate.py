"""One resident lets another ask for something: given, accepted, used, seen by both, and withdrawn."""
from __future__ import annotations

import re

import pytest

from tests.journeys.steps import Resident

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


def test_control_who_has_no_mandate_is_not_asked_for_whom(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "sanne", name="zonder-machtiging")
    resident.begin("brp-uittreksel")
    assert resident.page.get_by_role("heading", name=ASKED).count() == 0
