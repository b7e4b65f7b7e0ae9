"""The connection drops halfway a step: what was typed is kept on the device, comes back, and goes by itself; what is secret is not kept."""
from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.places_service import SERVICE as PLACES
from tests.journeys.publishing import publish
from tests.journeys.steps import Visitor

NAME = "straatspel"
START, END = PLACES.index("values:"), PLACES.index("decision:")
PAGES = """\
pages:
  - page: spel
    title: Wat gaat u doen?
    questions:
      - {question: wat, type: text, label: Welk spel doet u?}
      - {question: muziek, type: yes_no, label: Is er muziek?}
      - {question: luid, type: text, label: Welke muziek is dat?, toon als: muziek is ja}
      - {question: nummer, type: bsn, label: Uw burgerservicenummer, required: false}
      - {question: rekening, type: iban, label: Uw rekening, required: false}
  - page: wie
    title: Wie doen er mee?
    questions:
      - {question: gasten, type: number, label: Hoeveel mensen komen er?}
      - {question: buurt, type: text, label: Uit welke buurt komen zij?}
"""
SERVICE = (PLACES[:START] + PAGES + PLACES[END:]).replace("buurt-opruimen", NAME).replace("Buurt opruimen melden", "Straatspel aanvragen") \
    .replace("Buurt opruimen", "Straatspel").replace("plek.beschrijving", "wat")
FILES = {"service.yaml": SERVICE, "texts/ontvangen.md": "Wij hebben uw aanvraag\n\nDank u wel."}
KEPT = "() => JSON.stringify(Object.fromEntries(Object.entries(sessionStorage).filter(([key]) => key.startsWith('ingevuld:'))))"
TOLD = "Dit stond nog op uw apparaat."


@pytest.fixture(scope="module", autouse=True)
def on_offer(balie):
    publish(balie, NAME, FILES)


@pytest.fixture
def visitor(balie, new_page, axe, request):
    visitor = Visitor(new_page(width=390), balie, axe, name=request.node.name[:40])
    visitor.open(f"/aanvragen/{NAME}/")
    visitor.sees("Wat gaat u doen?")
    return visitor


def kept(visitor) -> str:
    visitor.page.wait_for_timeout(500)
    return visitor.page.evaluate(KEPT)


def box(visitor, label: str, *, exact: bool = False):
    return visitor.page.get_by_label(label, exact=exact)


def pick(visitor, name: str) -> None:
    """As a mouse does, without waiting for an answer of the server: there may be none."""
    visitor.page.locator(f"label[for='{box(visitor, name, exact=True).get_attribute('id')}']").click()


def typed(visitor) -> None:
    box(visitor, "Welk spel doet u?").fill("Zaklopen")
    box(visitor, "Uw burgerservicenummer").fill("999993653")
    box(visitor, "Uw rekening").fill("NL91ABNA0417164300")
    pick(visitor, "Ja")
    box(visitor, "Welke muziek is dat?").fill("Fanfare")


def test_what_was_typed_comes_back_also_what_an_answer_brought_up(visitor):
    typed(visitor)
    assert "Zaklopen" in kept(visitor)
    visitor.page.reload()
    visitor.sees(TOLD, level=None)
    assert box(visitor, "Welk spel doet u?").input_value() == "Zaklopen"
    box(visitor, "Welke muziek is dat?").wait_for()
    visitor.page.wait_for_timeout(500)
    assert box(visitor, "Welke muziek is dat?").input_value() == "Fanfare"
    visitor.look()
    visitor.page.get_by_role("button", name="Gooi weg").click()
    assert box(visitor, "Welk spel doet u?").input_value() == "" and visitor.page.get_by_text(TOLD).count() == 0


def test_what_is_secret_is_never_kept(visitor):
    typed(visitor)
    found = kept(visitor)
    assert "999993653" not in found and "NL91" not in found and "Fanfare" in found  # control: the rest is
    visitor.page.reload()
    visitor.sees(TOLD, level=None)
    assert box(visitor, "Uw burgerservicenummer").input_value() == ""


def test_without_a_connection_it_waits_and_then_goes_by_itself(visitor):
    context = visitor.page.context
    context.set_offline(True)
    expect(visitor.page.get_by_text("U hebt geen verbinding.")).to_be_visible()
    box(visitor, "Welk spel doet u?").fill("Zaklopen")
    pick(visitor, "Nee")
    visitor.page.get_by_role("button", name="Volgende").click()
    expect(visitor.page.get_by_text("Wij versturen deze stap zodra er weer verbinding is.")).to_be_visible()
    assert "Wat gaat u doen?" in visitor.page.locator("h1").inner_text()
    context.set_offline(False)
    visitor.sees("Wie doen er mee?")
    assert json.loads(kept(visitor)) == {}


def test_control_what_the_server_has_is_not_put_back(visitor):
    box(visitor, "Welk spel doet u?").fill("Zaklopen")
    pick(visitor, "Nee")
    visitor.press("Volgende")
    visitor.sees("Wie doen er mee?")
    assert json.loads(kept(visitor)) == {}
    visitor.page.go_back()
    visitor.page.reload()
    assert box(visitor, "Welk spel doet u?").input_value() == "Zaklopen" and visitor.page.get_by_text(TOLD).count() == 0


def test_it_goes_with_time_and_when_somebody_logs_out(visitor):
    typed(visitor)
    assert "Zaklopen" in kept(visitor)
    visitor.page.evaluate("""() => Object.keys(sessionStorage).filter((key) => key.startsWith("ingevuld:")).forEach((key) => {
      const each = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...each, at: each.at - 3600001 }));
    })""")
    visitor.page.goto(f"{visitor.balie.url}/")
    assert json.loads(kept(visitor)) == {}
    visitor.open(f"/aanvragen/{NAME}/")
    typed(visitor)
    assert "Zaklopen" in kept(visitor)
    visitor.page.evaluate("""() => {
      const form = document.createElement("form");
      form.action = "/uitloggen/";
      form.addEventListener("submit", (event) => event.preventDefault());
      document.body.append(form);
      form.requestSubmit();
    }""")
    assert visitor.page.evaluate(KEPT) == "{}"
