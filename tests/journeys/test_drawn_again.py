"""Questions that are drawn again while somebody answers: nobody loses their place, and nothing that was done in the meantime is undone."""
from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import paper
from tests.journeys.places_service import with_pages
from tests.journeys.publishing import publish
from tests.journeys.steps import Visitor

NAME = "straatfeest-vraag"
PAGES = """\
pages:
  - page: feest
    title: Wat gaat u doen?
    questions:
      - question: wat
        type: choices
        label: Wat is er te doen?
        options: [{value: eten, label: Eten}, {value: spel, label: Spel}, {value: muziek, label: Muziek}]
      - {question: luid, type: text, label: Hoe luid is het?, toon als: wat bevat muziek}
      - {question: foto, type: upload, label: Stuur een foto, required: false}
      - {question: meer, type: long_text, label: Wat nog meer?, max: 100, required: false}
"""
FILES = {"service.yaml": with_pages(NAME, PAGES, check="meer"), "texts/ontvangen.md": "Wij hebben uw vraag\n\nDank u wel."}
SLOW = 400  # ms: a telephone on a train


@pytest.fixture
def visitor(balie, new_page, axe):
    publish(balie, NAME, FILES)
    visitor = Visitor(new_page(width=390), balie, axe, name="opnieuw")
    visitor.open(f"/aanvragen/{NAME}/")
    visitor.sees("Wat gaat u doen?")
    return visitor


def answers_late(page, *, after: int = SLOW) -> None:
    def late(route) -> None:
        page.wait_for_timeout(after)
        route.continue_()

    page.route("**/vooruit/", late)


def test_the_element_that_has_the_focus_stays(visitor):
    page = visitor.page
    page.evaluate("() => { window.before = document.querySelector('[value=muziek]') }")
    page.locator("[value=muziek]").focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("Hoe luid is het?")).to_be_visible()
    assert page.evaluate("document.activeElement === window.before && window.before.isConnected && window.before.checked")


def test_control_without_morphing_it_is_another_element(visitor):
    page = visitor.page
    page.evaluate("() => document.getElementById('velden').setAttribute('hx-swap', 'outerHTML')")
    page.evaluate("() => { window.before = document.querySelector('[value=muziek]') }")
    page.locator("[value=muziek]").focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("Hoe luid is het?")).to_be_visible()
    assert not page.evaluate("window.before.isConnected")


def test_a_file_that_was_chosen_stays_chosen_and_keeps_the_focus(visitor):
    page = visitor.page
    box = page.locator("[name=foto]")
    box.set_input_files(paper())
    page.locator("label[for='f-wat-3']").click()
    box.focus()
    expect(page.get_by_label("Hoe luid is het?")).to_be_visible()
    assert box.evaluate("box => box.files.length === 1 && box.files[0].name === 'tekening.pdf' && box === document.activeElement")


def test_a_key_that_is_held_while_they_are_drawn_still_counts(visitor):
    page = visitor.page
    page.locator("[value=eten]").focus()
    with page.expect_response("**/vooruit/") as drawn:
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.down("Space")
    drawn.value.finished()
    page.wait_for_timeout(200)
    page.keyboard.up("Space")
    page.wait_for_timeout(300)
    assert page.locator("[value=eten]").is_checked() and page.locator("[value=spel]").is_checked()


def test_what_is_typed_while_the_line_is_slow_stays(visitor):
    page = visitor.page
    answers_late(page)
    page.locator("label[for='f-wat-3']").click()
    page.get_by_label("Wat nog meer?").press_sequentially("taart", delay=60)
    expect(page.get_by_label("Hoe luid is het?")).to_be_visible(timeout=10_000)
    assert page.get_by_label("Wat nog meer?").input_value() == "taart"
    expect(page.get_by_label("Wat nog meer?")).to_be_focused()
    page.get_by_label("Wat nog meer?").press_sequentially("!")
    page.wait_for_timeout(100)
    assert "94" in page.locator("[data-counter]").inner_text()
