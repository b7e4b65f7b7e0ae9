"""How much residents can arrange themselves: the page for everybody, and those of officials who lead, on a phone and a wide screen."""
import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import Official, Visitor


@pytest.mark.parametrize("width", [390, 1280])
def test_from_everything_to_what_one_can_do_oneself(balie, new_page, axe, width):
    visitor = Visitor(new_page(width=width), balie, axe, name=f"zelf-{width}")
    page = visitor.page
    visitor.open("/producten/")
    page.get_by_role("link", name="Zo veel kunt u zelf regelen").click()
    visitor.sees("Zo veel kunt u zelf regelen")
    page.get_by_role("link", name=re.compile("^Voor een deel")).click()
    visitor.sees("Voor een deel", level=2)
    page.get_by_role("link", name=re.compile("^Nog niet online")).click()
    visitor.sees("Nog niet online", level=2)
    visitor.open("/zelf-regelen/")
    page.get_by_role("main").get_by_role("list").last.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/(diensten|producten)/[a-z]"))


@pytest.mark.parametrize("width", [390, 1280])
def test_an_official_looks_for_what_is_left_to_do(balie, new_page, axe, width):
    official = Official(new_page(width=width), balie, axe, "marlon")
    official.log_in()
    page = official.page
    official.open("/werk/dekking/")
    page.get_by_role("link", name=re.compile("^Deels online")).click()
    official.sees("Alle producten", level=2)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download deze lijst").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig")), delimiter=";"))
    assert {row[4] for row in rows[1:]} == {"Deels online"} and all(row[6] for row in rows[1:])
    page.get_by_role("searchbox", name="Product, dienst of reden").fill("huwelijk")
    page.get_by_role("search").filter(has=page.get_by_role("searchbox", name="Product, dienst of reden")).get_by_role("button").click()
    official.look()
    for tab, heading in (("Te bevestigen", "Te bevestigen"), ("Nieuwe standaard", "Nieuwe standaard"), ("Gebruik", re.compile("^Gebruik in"))):
        page.get_by_role("navigation", name="Dekking").get_by_role("link", name=tab).click()
        official.sees(heading)
