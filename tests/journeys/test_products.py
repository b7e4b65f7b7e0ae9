"""From the list of everything to who arranges it, on a phone and a wide screen."""
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import Visitor


@pytest.mark.parametrize("width", [390, 1280])
def test_from_the_list_to_who_arranges_it_or_to_the_service(balie, new_page, axe, width):
    visitor = Visitor(new_page(width=width), balie, axe, name=f"producten-{width}")
    page = visitor.page
    visitor.open("/diensten/")
    page.get_by_role("link", name="Bekijk alles van de overheid").click()
    visitor.look()
    page.get_by_role("link", name="D", exact=True).click()
    visitor.look()
    page.get_by_role("link", name="Digid", exact=True).click()
    visitor.look()
    expect(page.get_by_role("link", name="Naar overheid.nl")).to_have_attribute("href", "https://www.overheid.nl")
    visitor.open("/producten/evenementenvergunning/")
    expect(page.get_by_text("Dit regelt u bij de gemeente.")).to_be_visible()
    visitor.open("/producten/parkeervergunning/")
    page.get_by_role("link", name="Parkeervergunning aanvragen").first.click()
    expect(page).to_have_url(re.compile("/diensten/parkeervergunning/$"))
    visitor.open("/producten/paspoort/")
    expect(page).to_have_url(re.compile("/diensten/paspoort/$"))
