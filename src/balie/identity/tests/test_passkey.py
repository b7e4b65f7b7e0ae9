"""Passkeys in a real browser: an official adds one and logs in with it, without a password."""
import os

import pytest
from django.core.cache import cache

from balie.identity.tests.test_officials import EMAIL, PASSWORD
from balie.runtime.testing.browser import CHROMIUM, MISSING, launch

pytestmark = [
    pytest.mark.journey, pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason=MISSING),
]


@pytest.fixture
def page(monkeypatch):
    from playwright.sync_api import sync_playwright

    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_context(locale="nl-NL").new_page()
        page.set_default_timeout(10_000)
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }})
        yield page
        browser.close()


def test_a_passkey_is_added_and_opens_the_workspace(page, live_server):
    from balie.identity import public as identity
    from balie.kernel import tenancy
    from balie.kernel.testing import make_gemeente

    cache.clear()
    with tenancy.scope(make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver", "localhost"])):
        identity.add_official(email=EMAIL, name="Roos Veenstra", roles=["balie"], password=PASSWORD)
    page.goto(f"{live_server.url}/werk/inloggen/")
    page.get_by_label("E-mailadres").fill(EMAIL)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/tweede-stap/")
    page.get_by_role("link", name="Voeg een passkey toe").click()
    page.get_by_label("Naam").fill("Werklaptop")
    page.get_by_role("button", name="Maak een passkey").click()
    page.wait_for_url("**/herstelcodes/")
    page.goto(f"{live_server.url}/werk/inloggen/tweede-stap/")
    assert page.get_by_text("Werklaptop, toegevoegd op").is_visible()
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/werk/inloggen/")
    page.get_by_role("button", name="Log in met een passkey").click()
    page.wait_for_url(lambda url: "/inloggen/" not in url)
    page.goto(f"{live_server.url}/werk/inloggen/tweede-stap/")
    assert page.get_by_role("link", name="Naar uw werk").is_visible()
