"""The town's own pages in a real browser: no axe violations, nothing wider than the screen, usable without JavaScript."""
import os
import smtplib

import pytest

from balie.demo import config
from balie.demo.tests.calls import Calls
from balie.demo.tests.test_bank import NEW
from balie.demo.tests.test_live import run  # noqa: F401 - a fixture
from balie.demo.tests.test_post import letter

pytestmark = pytest.mark.journey


@pytest.fixture
def browser(launch_chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        yield browser
        browser.close()


def addresses(client, mail_port):
    with smtplib.SMTP("127.0.0.1", mail_port, timeout=5) as smtp:
        smtp.send_message(letter())
    payment = client.post("/mollie/v2/payments", json=NEW, headers={"Authorization": f"Bearer {config.MOLLIE_API_KEY}"}).json()
    mail = client.get("/mail.json").json()["mails"][0]["id"]
    asked = Calls(None).asked()
    return {"console": "/", "digid": f"/digid/authorize?{asked}", "eherkenning": f"/eherkenning/authorize?{asked}",
            "betalen": f"/mollie/checkout/{payment['id']}", "post": "/mail", "bericht": f"/mail/{mail}", "sms": "/sms", "kaart": "/kaart",
            "zaaksysteem": "/zaaksysteem",
            "fout": "/digid/authorize", "uitgelogd": "/digid/logout"}


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_accessible_and_fits(run, browser, width):  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    _, client, mail_port = run()
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name, address in addresses(client, mail_port).items():
        page.goto(f"{client.base_url}{address}".replace("//", "/").replace(":/", "://"))
        found = [(fault["id"], fault["nodes"][0]["html"][:100]) for fault in Axe().run(page).response["violations"]]
        assert not found, (name, found)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        if os.environ.get("BALIE_SCREENSHOTS"):
            page.screenshot(path=f"{os.environ['BALIE_SCREENSHOTS']}/town-{name}-{width}.png", full_page=True)
    page.set_content("<html><body><img src='data:,'><p>control</p></body></html>")
    assert Axe().run(page).response["violations"]  # the check can fail


def test_login_payment_and_fault_without_javascript(run, browser):  # noqa: F811
    _, client, mail_port = run()
    page = browser.new_context(java_script_enabled=False).new_page()
    base = str(client.base_url).rstrip("/")
    paths = addresses(client, mail_port)
    page.goto(base + paths["digid"])
    page.get_by_label("Zoek op naam of straat").fill("Mila Vos")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_text("Gevonden: 1").wait_for()
    with page.expect_request(f"{Calls.callback}*") as back:  # nobody listens there
        page.get_by_role("button", name="Inloggen").click()
    assert "code=" in back.value.url
    page = page.context.new_page()  # the old one still shows that nobody answered
    page.goto(base + paths["betalen"])
    page.get_by_label("Gouwe Bank").check()
    with page.expect_request(NEW["redirectUrl"]):
        page.get_by_role("button", name="Betaal € 13,90").click()
    page = page.context.new_page()
    page.goto(base)
    page.get_by_label("Wat gebeurt er?").nth(2).select_option("error")
    page.get_by_role("button", name="Bewaar voor BRP").click()
    page.get_by_text("Er staat nu 1 storing aan").wait_for()
    page.get_by_role("button", name="Zet alle storingen uit").click()
    page.get_by_text("Alles werkt nu gewoon").wait_for()
