"""Several owners on one form: each with an address from the BAG, companies with their branch, and every owner agrees with a code, by mail or by
text message. With a browser as people have it, and without JavaScript."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.places_service import with_pages
from tests.journeys.publishing import publish
from tests.journeys.steps import Visitor

NAME = "gezamenlijk-dak"
PAGES = """\
pages:
  - page: eigenaren
    title: Van wie is het huis nog meer?
    questions:
      - question: eigenaren
        type: group
        label: Mede-eigenaar
        add: Nog een mede-eigenaar
        max: 5
        summary: "{{ naam }}"
        questions:
          - {question: naam, type: text, label: Naam}
          - {question: adres, type: address_nl, label: Adres}
          - {question: mail, type: email, label: E-mailadres, required: false}
          - {question: mobiel, type: phone, label: Mobiel nummer, required: false}
  - page: bouwers
    title: Wie maakt het dak?
    questions:
      - question: bouwers
        type: group
        label: Bedrijf
        max: 3
        questions: [{question: bedrijf, type: kvk, branch: true, label: Welk bedrijf?}]
cosign:
  - {role: eigenaar, name: De mede-eigenaar, for each: eigenaren, email: mail, phone: mobiel, by: code, text: texts/akkoord.md}
"""
SERVICE = with_pages(NAME, PAGES, check="eigenaren").replace("Buurt opruimen melden", "Dak vernieuwen aanvragen") \
    .replace("Buurt opruimen", "Dak vernieuwen").replace("messages: {", "messages: {cosign: texts/uitnodiging.md, ")
FILES = {"service.yaml": SERVICE, "texts/ontvangen.md": "Wij hebben uw aanvraag\n\nDank u wel.",
         "texts/uitnodiging.md": "Gaat u akkoord met het dak?\n\nWij vragen u om toestemming.",
         "texts/akkoord.md": "Gaat u akkoord?\n\nBeste {{ naam }}, het dak boven {{ adres.straat }} wordt vernieuwd."}
FULL = "Binnengracht 26A, 1998 AG Zonnedam"


def write(visitor: Visitor, name: str, text: str) -> None:
    box = visitor.page.locator(f"[name='{name}']")
    with visitor.drawn():
        box.fill(text)
        box.blur()


def owner(visitor: Visitor, row: int, **typed: str) -> None:
    for name, text in typed.items():
        write(visitor, f"eigenaren-{row}-{name.replace('_', '-')}", text)


def agree(visitor: Visitor, name: str, code: str) -> None:
    visitor.choose("Ja, ik ga akkoord")
    visitor.write("Uw naam", name)
    visitor.write("Code van 6 cijfers", code)
    visitor.press("Verstuur mijn antwoord")
    visitor.sees("Uw akkoord is binnen.")


def link(text: str) -> str:
    return re.search(r"/akkoord/[\w-]+/", text)[0]


def digits(text: str) -> str:
    return re.search(r"\b\d{6}\b", text)[0]


@pytest.mark.parametrize(("width", "plain"), [(390, False), pytest.param(1280, True, marks=pytest.mark.long)])
def test_every_owner_is_found_and_agrees(balie, new_page, axe, width, plain):
    publish(balie, NAME, FILES)
    mail, number = f"al-{width}@voorbeeld.example", f"06123{width:05}"
    visitor = Visitor(new_page(width=width, javascript=not plain), balie, axe, name=f"dak-{width}", plain=plain)
    visitor.open(f"/aanvragen/{NAME}/")
    visitor.sees("Van wie is het huis nog meer?")
    owner(visitor, 0, naam="Al de Boer", adres_postcode="1998 ag", adres_huisnummer="26", mail=mail)
    assert visitor.page.locator(".b-errors").count() == 0, "while somebody types nothing is called wrong"
    visitor.press("Nog een mede-eigenaar")
    owner(visitor, 1, naam="Bo Bakker", adres_postcode="1998DV", adres_huisnummer="7", mobiel=number)
    if not plain:
        visitor.sees("Wipmolen 7, 1998 DV Zonnedam", level=None)
    visitor.press("Volgende")
    visitor.sees("Mede-eigenaar 1, Adres: Kies ook de letter of toevoeging.", level=None)
    owner(visitor, 0, adres_huisletter="a")
    if not plain:
        visitor.sees(FULL, level=None)
    visitor.press("Volgende")
    visitor.sees("Wie maakt het dak?")

    write(visitor, "bouwers-0-bedrijf-kvk_nummer", "90100002")
    if plain:
        visitor.press("Volgende")
        visitor.sees("Kies om welke vestiging het gaat.", level=None)
    branches = visitor.page.locator("[name='bouwers-0-bedrijf-vestigingsnummer']")
    expect(branches).to_have_count(2)
    visitor.look()
    with visitor.drawn():
        visitor.page.locator(f"label[for='{branches.nth(1).get_attribute('id')}']").click()
    visitor.press("Volgende")
    visitor.sees("Klopt alles?")
    told = visitor.page.locator("main").inner_text()
    assert FULL in told and "Wipmolen 7" in told and "(KvK 90100002, vestiging" in told
    visitor.press("Verstuur en vraag toestemming")
    visitor.sees("Bijna klaar. Wij wachten op een handtekening.")
    visitor.sees("De mede-eigenaar: Bo Bakker", level=None)

    al = Visitor(new_page(width=width), balie, axe, name=f"dak-al-{width}")
    al.open(link(al.mails(mail, "akkoord")[0]["text"]))
    al.sees("Beste Al de Boer, het dak boven Binnengracht wordt vernieuwd.", level=None)
    al.press("Stuur mij de code")
    agree(al, "Al de Boer", digits(al.mails(mail, "code")[0]["text"]))

    bo = Visitor(new_page(width=width), balie, axe, name=f"dak-bo-{width}")
    bo.open(link(bo.texts(number)[0]["body"]))
    bo.sees("Beste Bo Bakker, het dak boven Wipmolen wordt vernieuwd.", level=None)
    bo.press("Stuur mij de code")
    bo.sees("De code is onderweg.", level=None)
    agree(bo, "Bo Bakker", digits(bo.texts(number, "code")[0]["body"]))

    visitor.page.reload()
    visitor.sees("Gelukt. Uw aanvraag is binnen.")
