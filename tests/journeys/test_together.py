"""A form that changes while somebody fills it in, an address that is proved with a code, and a neighbour who agrees without a login."""
from __future__ import annotations

import re

import pytest

from tests.journeys.places_service import with_pages
from tests.journeys.publishing import publish
from tests.journeys.steps import Visitor

NAME = "buurtbarbecue"
PAGES = """\
pages:
  - page: feest
    title: Wat gaat u doen?
    questions:
      - {question: gasten, type: number, label: Hoeveel mensen komen er?}
  - page: wie
    title: Wie doen er mee?
    questions:
      - {question: mail, type: email, label: Uw e-mailadres, autocomplete: email, verify: true}
      - {question: buur, type: email, label: E-mailadres van uw buur}
cosign:
  - {role: buur, name: Uw buur, email: buur, by: code, text: texts/akkoord.md}
"""
SERVICE = with_pages(NAME, PAGES, check="gasten").replace("Buurt opruimen melden", "Buurtbarbecue aanvragen") \
    .replace("Buurt opruimen", "Buurtbarbecue").replace("messages: {", "messages: {cosign: texts/akkoord.md, ")
FILES = {"service.yaml": SERVICE, "texts/ontvangen.md": "Wij hebben uw aanvraag\n\nDank u wel.",
         "texts/akkoord.md": "Gaat u akkoord met de barbecue?\n\nEr komen {{ gasten }} mensen."}
LATER = FILES | {"service.yaml": SERVICE.replace("Hoeveel mensen komen er?", "Hoeveel gasten komen er?")}


def code(text: str) -> str:
    return re.search(r"\b\d{6}\b", text)[0]


@pytest.mark.parametrize("width", [pytest.param(390), pytest.param(1280, marks=pytest.mark.long)])
def test_a_new_version_a_code_and_a_neighbour(balie, new_page, axe, width):
    publish(balie, NAME, FILES)
    visitor = Visitor(new_page(width=width), balie, axe, name=f"samen-{width}")
    me, neighbour = f"ik-{width}@voorbeeld.example", f"buur-{width}@voorbeeld.example"
    visitor.open(f"/aanvragen/{NAME}/")
    visitor.write("Hoeveel mensen komen er?", "40")
    visitor.press("Volgende")
    visitor.sees("Wie doen er mee?")

    publish(balie, NAME, LATER)
    for _time in range(20):  # the new version is everywhere within seconds
        visitor.page.reload()
        if visitor.page.get_by_text("Er is een nieuwe versie van dit formulier.").count():
            break
        visitor.page.wait_for_timeout(500)
    visitor.sees("Er is een nieuwe versie van dit formulier.", level=None)
    visitor.press("Bekijk wat er veranderde")
    visitor.sees("Hoeveel gasten komen er? (was: Hoeveel mensen komen er?)", level=None)
    visitor.press("Ga over op de nieuwe versie")
    visitor.sees("Wat gaat u doen?")
    assert visitor.page.get_by_label("Hoeveel gasten komen er?").input_value() == "40"
    visitor.press("Volgende")
    visitor.write("Uw e-mailadres", me)
    visitor.write("E-mailadres van uw buur", neighbour)
    visitor.press("Volgende")

    visitor.sees("Bevestig uw e-mailadres")
    visitor.press("Stuur mij de code")
    visitor.sees("De code is onderweg.", level=None)
    visitor.write("Code van 6 cijfers", "000")
    visitor.press("Bevestig")
    visitor.sees("Deze code klopt niet.", level=None)
    visitor.write("Code van 6 cijfers", code(visitor.mails(me, "code")[0]["text"]))
    visitor.press("Bevestig")
    visitor.sees("Klopt alles?")
    assert "Hoeveel gasten komen er?" in visitor.page.locator("main").inner_text() and "40" in visitor.page.locator("main").inner_text()
    visitor.press("Verstuur en vraag toestemming")

    other = Visitor(new_page(width=width), balie, axe, name=f"buur-{width}")
    invited = visitor.mails(neighbour, "akkoord")[0]["text"]
    other.open(re.search(r"/akkoord/[\w-]+/", invited)[0])
    other.sees("Er komen 40 mensen.", level=None)
    other.press("Stuur mij de code")
    other.choose("Ja, ik ga akkoord")
    other.write("Uw naam", "An Bakker")
    other.write("Code van 6 cijfers", code(other.mails(neighbour, "code")[0]["text"]))
    other.press("Verstuur mijn antwoord")
    other.sees("Uw akkoord is binnen.")
