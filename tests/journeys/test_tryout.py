"""Trying the APIs in a browser: what the form sends arrives, the line to copy follows it, and nothing is in the way of who uses the keyboard."""
from __future__ import annotations

import subprocess
import sys

import pytest

from balie.runtime.testing.house import House


@pytest.fixture(scope="module")
def token(balie: House) -> str:
    command = [sys.executable, "-m", "balie.cli.main", "api-client", "token", "zonnedam", "balie-demo"]
    return subprocess.run(command, env=balie.environment, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_zaken_are_listed_with_a_token(new_page, balie, axe, token, width):
    page = new_page(width=width)
    page.goto(f"{balie.url}/zaken/api/v1/")
    axe(page)
    page.get_by_role("link", name="Zaken opvragen").click()
    page.get_by_role("heading", name="Zaken opvragen").wait_for()
    page.get_by_role("button", name="Verstuur").press("Enter")
    page.get_by_role("status").get_by_text("Vul eerst in: Token").wait_for()
    page.keyboard.type(token)  # the field that was forgotten has the focus
    page.locator("summary", has_text="Filters").press("Enter")
    page.get_by_label("page", exact=True).fill("1")
    axe(page)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Antwoord: 200").wait_for()
    assert '"count"' in page.get_by_role("region", name="Antwoord").inner_text() and "API-version: 1.7.0" in page.content()
    line = page.locator("[data-curl]").inner_text()
    assert "page=1" in line and "$TOKEN" in line and token not in line and token not in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)


def test_a_mistake_is_shown_as_the_api_says_it(new_page, balie, token):
    page = new_page(width=1280)
    page.goto(f"{balie.url}/zaken/api/v1/?bewerking=status_create")
    page.get_by_label("Token").fill(token)
    page.get_by_label("Body (JSON)").fill('{"statustoelichting": "d\'r is niets"}')
    assert "d'\\''r is niets" in page.locator("[data-curl]").inner_text()
    page.get_by_role("button", name="Verstuur").click()
    page.get_by_role("heading", name="Antwoord: 400").wait_for()
    assert '"code": "required"' in page.get_by_role("region", name="Antwoord").inner_text()


def test_without_javascript_there_is_the_line_and_no_form(new_page, balie):
    page = new_page(width=390, javascript=False)
    page.goto(f"{balie.url}/zaken/api/v1/?bewerking=zaak_retrieve")
    assert not page.get_by_role("button", name="Verstuur").is_visible()
    assert f"curl '{balie.url}/zaken/api/v1/zaken/{{uuid}}'" in page.locator("[data-curl]").inner_text()
