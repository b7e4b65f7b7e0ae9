"""Finding it in one's own words: results while typing, with keys alone, on a phone and a wide screen, and without JavaScript."""
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import Visitor


@pytest.mark.parametrize("width", [390, 1280])
def test_results_while_typing_and_what_one_can_do_about_them(balie, new_page, axe, width):
    visitor = Visitor(new_page(width=width), balie, axe, name=f"zoeken-{width}")
    page = visitor.page
    visitor.open("/")
    box = page.get_by_role("combobox", name="Wat zoekt u?")
    box.press_sequentially("pasp")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("Paspoort")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="Suggesties")).to_have_count(1)
    visitor.look()
    box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("paspoort kwijt")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=paspoort"))
    visitor.look()
    visitor.open("/zoeken/?q=parkeren")
    page.get_by_role("navigation", name="Minder resultaten").get_by_role("link", name="Voor mijn bedrijf").click()
    visitor.look()
    visitor.open("/zoeken/?q=huurtoeslag+aanvragen")
    visitor.look()
    page.get_by_role("heading", level=2).get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/producten/huurtoeslag/$"))


def test_a_chosen_suggestion_is_opened_from_the_head_of_any_page(balie, new_page, axe):
    visitor = Visitor(new_page(width=1280), balie, axe, name="zoeken-kop")
    page = visitor.page
    visitor.open("/contact/")
    box = page.get_by_role("combobox", name="Wat zoekt u?")
    box.press_sequentially("verhuizen")
    expect(page.get_by_role("option").first).to_be_visible()
    visitor.look()  # on a phone the box is not there: it loses its place, and the list closes
    box.fill("")
    box.press_sequentially("verhuizen")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile("/diensten/verhuizing/$"))


def test_the_box_works_without_javascript(balie, new_page):
    page = new_page(width=390, javascript=False)
    page.goto(balie.url)
    page.get_by_role("searchbox", name="Wat zoekt u?").fill("baby geboren")
    page.get_by_role("button", name="Zoek").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Geboorte")
