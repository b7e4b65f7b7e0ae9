"""The component page in Chromium: no axe violation, nothing wider than the screen, in both house styles and with forced colours."""

import functools
import http.server
import shutil
import threading
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from balie.look import samples
from balie.look.build import assets, paths, styles
from balie.runtime.testing.browser import CHROMIUM, MISSING, launch

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(CHROMIUM is None, reason=MISSING),
    pytest.mark.skipif(not paths.NODE_MODULES.is_dir(), reason="front-end packages not installed: npm ci"),
]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The component page of every style, served with the built files."""
    assets.build()
    root = tmp_path_factory.mktemp("site")
    shutil.copytree(paths.built(), root / "static" / "look")
    for name in styles.names():
        request = RequestFactory().get("/")
        request.gemeente = SimpleNamespace(naam=name.title(), style=name, config={"telefoon": "14 0199", "adres": ["Damplein 1"]})
        page = render_to_string("look/components_page.html", samples.context(), request)
        (root / f"{name}.html").write_text(page, encoding="utf-8")
        (root / f"{name}-broken.html").write_text(page.replace("<label", "<span").replace("</label", "</span"), encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


def violations(page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": LEVELS}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", styles.names())
def test_no_violation_and_nothing_too_wide(browser, address, name, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}/{name}.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.b-card')).paddingTop") == "24px", "the stylesheet did not load"
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_forced_colours_and_reduced_motion(browser, address):
    page = browser.new_page(viewport={"width": 390, "height": 900}, forced_colors="active", reduced_motion="reduce")
    page.goto(f"{address}/zonnedam.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.b-choice')).borderTopWidth") != "0px"
    assert page.evaluate("getComputedStyle(document.querySelector('.b-skeleton')).animationName") == "none"
    page.close()


def test_everything_to_touch_is_large_enough(browser, address):
    """WCAG 2.2, 2.5.8 asks 24 px; buttons, chips and menu items promise 44."""
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(f"{address}/zonnedam.html")
    controls = "main .utrecht-button, main .utrecht-button-link, .b-chip, .b-tabs__link, .b-side__link"
    small = page.evaluate("""(controls) => [...document.querySelectorAll(controls)]
        .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 39.5).map((one) => one.textContent.trim())""", controls)
    assert small == []
    page.close()


def test_control_a_missing_label_is_found(browser, address):
    page = browser.new_page()
    page.goto(f"{address}/zonnedam-broken.html")
    assert violations(page) != []
    page.close()
