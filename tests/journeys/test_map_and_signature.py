"""A place is pointed out on the map or told in words, and a signature is drawn or typed: with mouse, with keys alone, without JavaScript."""
from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.places_service import FILES, NAME
from tests.journeys.publishing import publish
from tests.journeys.steps import Official, Visitor, words_of_pdf

WIDTHS = [390, 1280]
NARROW, WIDE = ([pytest.param(width, marks=[] if width == own else pytest.mark.long) for width in WIDTHS] for own in WIDTHS)


@pytest.fixture(scope="module", autouse=True)
def on_offer(balie):
    publish(balie, NAME, FILES)


def begin(new_page, balie, axe, name: str, width: int, *, plain: bool = False) -> Visitor:
    visitor = Visitor(new_page(width=width, javascript=not plain), balie, axe, name=f"{name}-{width}", plain=plain)
    visitor.open(f"/aanvragen/{NAME}/")
    visitor.sees("Waar spreekt u af?")
    return visitor


def the_map(visitor: Visitor):
    visitor.page.locator("[data-map][data-ready]").wait_for()
    return visitor.page.locator("[data-view]")


def said(visitor: Visitor) -> str:
    return visitor.page.locator("[data-map] [data-said]").inner_text()


def written(visitor: Visitor) -> list[str]:
    return visitor.page.locator("textarea[name$='-punten']").input_value().split("\n")


def sent(visitor: Visitor) -> str:
    """Sends it; the number of the zaak."""
    box = visitor.page.get_by_label("E-mailadres")
    if box.count():
        box.first.fill("buurt@voorbeeld.example")
    visitor.press("Verstuur")
    visitor.sees("Gelukt. Uw aanvraag is binnen.")
    return next(word for word in visitor.page.locator("main").inner_text().split() if word.startswith("Z-"))


@pytest.mark.parametrize("width", WIDTHS)
def test_with_the_map(balie, new_page, axe, width):
    visitor = begin(new_page, balie, axe, "kaart", width)
    page, view = visitor.page, the_map(visitor)
    box = view.bounding_box()
    view.click(position={"x": box["width"] / 2, "y": box["height"] * 0.7})
    assert "Punt 1 staat op de kaart" in said(visitor) and len(written(visitor)) == 1
    visitor.axe(page)
    visitor.picture("punt")
    visitor.press("Volgende")
    visitor.sees("Welke route loopt u?")
    view = the_map(visitor)
    for x, y in ((0.3, 0.6), (0.5, 0.7), (0.7, 0.6)):
        view.click(position={"x": box["width"] * x, "y": box["height"] * y})
    assert "meter lang" in said(visitor) and len(written(visitor)) == 3
    visitor.picture("route")
    page.get_by_role("button", name="Haal laatste punt weg").click()
    assert len(written(visitor)) == 2 and "Punt 3 is weg." in said(visitor)
    page.get_by_label("Beschrijf de plek").focus()  # leaving the map: the question about a long route comes
    expect(page.get_by_text("Loopt u langs het water?")).to_be_visible()
    assert len(written(visitor)) == 2 and page.locator("[data-map] .b-map__mark").count() == 2
    visitor.choose("Ja")
    visitor.press("Volgende")
    visitor.sees("Welk gebied ruimt u op?")
    view = the_map(visitor)
    for x, y in ((0.3, 0.4), (0.7, 0.7), (0.7, 0.4), (0.3, 0.7)):
        view.click(position={"x": box["width"] * x, "y": box["height"] * y})
    visitor.press("Volgende")
    assert page.get_by_text("De randen van dit gebied kruisen elkaar").first.is_visible()
    view = the_map(visitor)
    assert page.locator("[data-map] .b-map__mark").count() == 4  # nothing that was drawn is lost
    for _time in range(4):
        page.get_by_role("button", name="Haal laatste punt weg").click()
    for x, y in ((0.3, 0.3), (0.7, 0.3), (0.7, 0.6), (0.3, 0.6)):
        view.click(position={"x": box["width"] * x, "y": box["height"] * y})
    visitor.picture("gebied")
    visitor.press("Volgende")
    visitor.sees("Zet uw handtekening")
    page.locator("[data-sign][data-ready]").wait_for()
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    at = pad.bounding_box()
    page.mouse.move(at["x"] + 30, at["y"] + 100)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(at["x"] + 30 + step * 18, at["y"] + 100 + (40 if step % 2 else -40))
    page.mouse.up()
    expect(page.get_by_text("Uw tekening staat er.")).to_be_visible()
    visitor.axe(page)
    visitor.picture("handtekening")
    visitor.press("Volgende")
    visitor.sees("Klopt alles?")
    assert page.locator("img.b-drawn").count() == 4
    assert page.evaluate("[...document.querySelectorAll('img.b-drawn')].every((one) => one.complete && one.naturalWidth > 100)")
    assert "m² groot" in page.locator("main").inner_text() and "Getekende handtekening" in page.locator("main").inner_text()
    kenmerk = sent(visitor)
    link = page.get_by_role("link", name="Bewaar het bewijs")
    answer = page.request.get(f"{balie.url}{link.get_attribute('href')}")
    assert "Getekende handtekening" in words_of_pdf(answer.body())
    if width == WIDTHS[-1]:
        official = Official(new_page(width=width), balie, axe, "kees")
        official.log_in()
        official.open_zaak(kenmerk)
        assert official.page.locator("img.b-drawn").count() == 4
        assert "Rijksdriehoek (x, y):" in official.page.locator("main").inner_text()


@pytest.mark.parametrize("width", WIDE)
def test_with_keys_alone(balie, new_page, axe, width):
    visitor = begin(new_page, balie, axe, "toetsen", width)
    page, keys = visitor.page, visitor.page.keyboard
    view = the_map(visitor)
    tab_to(page, view)
    keys.press("+")
    keys.press("ArrowDown")
    keys.press("Enter")
    first = written(visitor)
    assert len(first) == 1 and "Punt 1 staat op de kaart" in said(visitor)
    keys.press("Tab")
    expect(page.get_by_role("button", name="Punt 1.")).to_be_focused()
    keys.press("ArrowRight")
    assert "Punt 1 is verschoven" in said(visitor) and written(visitor) != first
    keys.press("Delete")
    assert written(visitor) == [""] and "geen punten meer" in said(visitor)
    expect(view).to_be_focused()
    keys.press("Enter")
    visitor.press_with_keys("Volgende")
    visitor.sees("Welke route loopt u?")
    view = the_map(visitor)
    tab_to(page, view)
    keys.press("Enter")
    keys.press("ArrowRight")
    keys.press("Enter")
    keys.press("Backspace")
    keys.press("ArrowRight")
    keys.press("Enter")
    assert len(written(visitor)) == 2 and "meter lang" in said(visitor)


def test_an_address_that_is_typed_shows_on_the_map(balie, new_page, axe):
    visitor = begin(new_page, balie, axe, "adres", 390)
    the_map(visitor)
    visitor.write("Postcode", "1998 AA")
    visitor.write("Huisnummer", "1")
    expect(visitor.page.get_by_text("Damplein 1, 1998 AA Zonnedam")).to_be_visible()
    expect(visitor.page.locator(".b-map__mark--found")).to_be_visible()
    assert written(visitor) == [""]
    visitor.picture("adres")
    visitor.axe(visitor.page)


def test_control_a_place_outside_the_municipality_is_refused(balie, new_page, axe):
    visitor = begin(new_page, balie, axe, "buiten", 390)
    visitor.write("Coördinaten", "52.370000, 4.890000")
    visitor.press("Volgende")
    assert visitor.page.get_by_text("Deze plek ligt buiten onze gemeente").first.is_visible()


@pytest.mark.parametrize("width", NARROW)
def test_in_words_without_javascript(balie, new_page, axe, width):
    visitor = begin(new_page, balie, axe, "zonder", width, plain=True)
    page = visitor.page
    assert not page.locator("[data-map]").is_visible()
    visitor.press("Volgende")
    assert page.get_by_text("Zeg waar het is").first.is_visible()
    visitor.write("Postcode", "1998 AA")
    visitor.write("Huisnummer", "1")
    visitor.press("Volgende")
    visitor.sees("Welke route loopt u?")
    visitor.write("Straten", "Havenkade van Damplein tot Oosterkade")
    visitor.press("Volgende")
    visitor.sees("Welk gebied ruimt u op?")
    visitor.write("Straten", "hoek Havenkade en Damplein")
    visitor.write("Beschrijf de plek", "Het plein tot aan het water")
    visitor.press("Volgende")
    visitor.sees("Zet uw handtekening")
    visitor.write("Uw naam", "Noor de Boer")
    visitor.press("Volgende")
    assert page.get_by_text("Zet ook het vinkje").first.is_visible()
    visitor.choose("Dit is mijn handtekening")
    visitor.press("Volgende")
    visitor.sees("Klopt alles?")
    words = page.locator("main").inner_text()
    assert "Damplein 1, 1998 AA Zonnedam" in words and "Havenkade van Damplein" in words and "Noor de Boer (naam getypt" in words
    assert page.locator("img.b-drawn").count() == 1  # the address, on the map
    assert sent(visitor)


def tab_to(page, wanted) -> None:
    for _time in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("cannot be reached with Tab")
