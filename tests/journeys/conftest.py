"""Journeys in a real browser against a whole Balie, started by the real supervisor.

    def test_home(new_page, balie, axe):
        page = new_page(width=390)
        page.goto(balie.url)
        axe(page)
"""
from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from balie.runtime.testing.browser import CHROMIUM, MISSING, launch
from balie.runtime.testing.house import House
from balie.runtime.testing.template import home_with_town

HERE = Path(__file__).parent
# what is well need not be described, and style sheets are read by a rule for turned screens that is not one of these
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, "resultTypes": ["violations"], "preload": False,
}
# a button that is just changing colour has a contrast that nobody will see
SETTLED = "() => document.getAnimations().filter(each => each.effect.getComputedTiming().endTime !== Infinity).forEach(each => each.finish())"
HEIGHT = {390: 844, 1280: 900}


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if item.get_closest_marker("long") and not os.environ.get("BALIE_LONG"):
                item.add_marker(pytest.mark.skip(reason="off the main road: make soak ARGS='--only journeys'"))
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="package")
def balie():
    """A running Balie with the demo town: `balie.url`, `balie.of("waterrijk")`, `balie.town_url`."""
    home = home_with_town("balie-journeys-")
    house = House(home)
    try:
        yield house.start()
    finally:
        house.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="package")
def browser():
    """Only while the journeys run: Playwright keeps an event loop running in this thread, in which no other test could start its own."""
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def new_page(browser):
    """`new_page(width=1280, javascript=True)`: a page with cookies of its own. A script error or a refused resource fails the test."""
    contexts, problems = [], []

    def make(*, width: int = 1280, javascript: bool = True, **options):
        options = {"locale": "nl-NL", "viewport": {"width": width, "height": HEIGHT.get(width, 900)}} | options
        context = browser.new_context(java_script_enabled=javascript, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        context.on("weberror", lambda error: problems.append(str(error.error)))
        context.on("console", lambda message: problems.append(message.text) if "Content Security Policy" in message.text else None)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert not problems, problems


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture(scope="session")
def axe():
    """`axe(page)`: no violation of WCAG 2.2 A and AA on the page as it is now."""
    from axe_playwright_python.sync_playwright import Axe

    checker = Axe()

    def check(page) -> None:
        page.evaluate(SETTLED)
        found = checker.run(page, options=RULES)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check
