"""Every type of question there is, filled in by a resident: with keys alone and without JavaScript, on a phone and a wide screen."""
from __future__ import annotations

import pytest

from balie.portal.gallery import sample
from tests.journeys.hands import DRAWING, Keys, Pointer
from tests.journeys.publishing import publish
from tests.journeys.steps import Resident, Visitor

NAME, PER_PAGE = "vraagsoorten", 6
ENTRIES = sample.entries()
PAGES = [ENTRIES[start:start + PER_PAGE] for start in range(0, len(ENTRIES), PER_PAGE)]
# what only a real house knows, such as who somebody's children are; and a group, which the check shows row by row
THERE = {"people": "Sami El Amrani", "upload": DRAWING, "fact": "Meerkoetlaan 5", "locked": "El Amrani", "group": "Taart"}
LONG = pytest.mark.long
WAYS = [pytest.param(1280, Keys, id="keys-1280"), pytest.param(390, Pointer, id="plain-390"),
        pytest.param(390, Keys, id="keys-390", marks=LONG), pytest.param(1280, Pointer, id="plain-1280", marks=LONG)]


@pytest.fixture(scope="module", autouse=True)
def on_offer(balie):
    publish(balie, NAME, sample.files([
        {"page": f"p{number}", "title": f"Vragen, deel {number}", "questions": [each.asked(each.key) for each in page]}
        for number, page in enumerate(PAGES, 1)
    ]))


def begin(new_page, balie, axe, name: str, width: int, *, plain: bool, who: str = "youssef") -> Resident:
    resident = Resident(new_page(width=width, javascript=not plain), balie, axe, who, name=f"{name}-{width}", plain=plain)
    resident.begin(NAME)
    if resident.page.get_by_role("button", name="Begin opnieuw").count():  # an earlier test stopped halfway
        resident.press("Begin opnieuw")
    if resident.page.get_by_text("Mogen wij uw gegevens ophalen?").count():
        resident.agree()
    return resident


def fill(hands: Pointer, page) -> None:
    for entry in page:
        if entry.type == "upload":
            if not hands.page.get_by_text(DRAWING).count():
                hands.attach(entry.key)
        elif entry.type == "people":
            boxes = hands.page.locator(f"main [name='{entry.key}']")
            hands.tick(boxes.first)
            hands.settle()
        elif entry.typed:
            hands.fill(entry.posted(entry.key, entry.typed))


@pytest.mark.parametrize(("width", "way"), WAYS)
def test_every_type_can_be_filled_in(balie, new_page, axe, width, way):
    resident = begin(new_page, balie, axe, f"soorten-{way.__name__.lower()}", width, plain=way is Pointer)
    hands = way(resident)
    for number, page in enumerate(PAGES, 1):
        resident.sees(f"Vragen, deel {number}")
        fill(hands, page)
        hands.press("Volgende")
        if resident.plain and resident.page.get_by_role("heading", name=f"Vragen, deel {number}", level=1).count():
            fill(hands, page)  # what these answers brought up
            hands.press("Volgende")
    resident.sees("Klopt alles?")
    read = " ".join(resident.page.locator("main").inner_text().split())
    for entry in ENTRIES:
        said = THERE.get(entry.key, entry.said)
        assert " ".join(said.split()) in read, entry.key
    resident.write("E-mailadres", resident.address)
    hands.press("Verstuur")
    resident.sees("Gelukt. Uw aanvraag is binnen.")
    proof = resident.proof()
    assert all(words in proof for words in ("Zomerfeest in de Laan", "12 juni 2027", "Sami El Amrani", DRAWING))


def test_control_what_is_left_empty_is_asked_for_by_name(balie, new_page, axe):
    """Every question that must be answered is named when the page is sent empty, and the page stays."""
    resident = begin(new_page, balie, axe, "soorten-leeg", 390, plain=True, who="noor")
    resident.sees("Vragen, deel 1")
    resident.press("Volgende")
    summary = resident.page.get_by_role("alert").first.inner_text()
    for entry in PAGES[0]:
        assert entry.question["label"] in summary, entry.key
    resident.sees("Vragen, deel 1")


def test_what_is_typed_wrong_stays_and_is_explained(balie, new_page, axe):
    resident = begin(new_page, balie, axe, "soorten-fout", 1280, plain=False, who="chantal")
    hands = Pointer(resident)
    resident.sees("Vragen, deel 1")
    fill(hands, PAGES[0])
    number = next(each for each in PAGES[0] if each.key == "number")
    hands.fill(number.posted("number", number.wrong))
    resident.press("Volgende")
    resident.sees("Vragen, deel 1")
    assert resident.page.locator("[name=number]").input_value() == number.wrong[""]
    assert resident.page.locator("[name=text]").input_value() == "Zomerfeest in de Laan"


def test_the_page_of_question_types(balie, new_page, axe):
    designer = Visitor(new_page(width=390), balie, axe, name="vraagsoorten")
    designer.open("/vraagsoorten/")
    designer.sees("Vraagsoorten")
    assert designer.page.locator("main [aria-labelledby^=kop-]").count() == len(ENTRIES)
