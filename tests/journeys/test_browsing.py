"""Looking around: all services by theme and from A to Z, for whom and when; what belongs to a service; home that knows what one looked at."""
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import Resident, Visitor


@pytest.mark.parametrize("plain", [False, True])
def test_from_all_services_to_one_and_back_home(balie, new_page, axe, plain):
    visitor = Visitor(new_page(width=390, javascript=not plain), balie, axe, name=f"rondkijken-{'zonder' if plain else 'met'}-js", plain=plain)
    page = visitor.page
    visitor.open("/diensten/")
    for more in page.locator("details.b-more").all():
        more.locator("summary").click()
    visitor.look()
    visitor.press("Voor mijn bedrijf")
    expect(page).to_have_url(re.compile(r"/diensten/\?voor=bedrijf$"))
    page.get_by_label("Wat verandert er bij u?").select_option(label="Ik heb een bedrijf of vereniging")
    visitor.press("Toon")
    expect(page).to_have_url(re.compile(r"voor=bedrijf&bij=ondernemen$"))
    visitor.press("Van A tot Z")
    visitor.press("Toon alles")
    visitor.press("Verhuizing")
    visitor.sees("Hoort hierbij", level=2)
    visitor.open("/")
    visitor.sees("U bekeek", level=2)
    visitor.press("Wis deze lijst")
    expect(page.get_by_role("heading", name="U bekeek")).to_have_count(0)


def test_home_of_who_is_logged_in_begins_with_what_is_theirs(balie, new_page, axe):
    resident = Resident(new_page(width=1280), balie, axe, "sanne", name="home-ingelogd")
    resident.begin("brp-uittreksel")
    resident.open("/")
    resident.sees("Voor u", level=2)
    expect(resident.page.get_by_role("link", name="Ga verder met")).to_have_count(1)
