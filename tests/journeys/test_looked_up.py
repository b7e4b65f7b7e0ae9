"""A form that looks things up in the calendar of the region while somebody fills it in: a day that is taken is refused at once, a free one goes
on, and when the calendar is silent the resident hears it and an official decides."""
from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.places_service import with_pages
from tests.journeys.publishing import publish
from tests.journeys.steps import Official, Visitor

NAME = "pleinfeest"
PAGES = """\
lookups:
  - lookup: kalender
    name: De evenementenkalender
    from: evenementenkalender
    ask: {datum: dag}
    fields:
      bezet: {type: yes_no, from: /results/0/bezet}
      naam: {type: text, from: /results/0/naam}
      bezoekers: {type: number, from: /results/0/bezoekers}
    keep: 1 uur
    fails: {then: person, text: "Wij konden de evenementenkalender nu niet bekijken. Een medewerker doet dat."}
pages:
  - page: dag
    title: Wanneer is het feest?
    questions:
      - question: dag
        type: date
        label: Wanneer is het feest?
        fout als: [{als: kalender.bezet is ja, text: "Op deze dag is het plein al van {{ kalender.naam }}. Kies een andere dag."}]
  - page: druk
    title: Het is al druk in de stad
    toon als: kalender.bezoekers is ingevuld
    questions:
      - {question: uitleg, type: info, text: "Op deze dag is ook {{ kalender.naam }}. Daar komen {{ kalender.bezoekers }} mensen."}
      - {question: rekening, type: yes_no, label: Houdt u rekening met elkaar?}
"""
SERVICE = with_pages(NAME, PAGES, check="dag").replace("Buurt opruimen melden", "Pleinfeest aanvragen").replace("Buurt opruimen", "Pleinfeest") \
    .replace("{row: altijd, outcome: medewerker, reason: Wij kijken of er genoeg grijpers zijn.}",
             "{row: vrij, outcome: verlenen, reason: Het plein is vrij.}") \
    .replace("messages: {", "messages: {granted: texts/verleend.md, refused: texts/geweigerd.md, ")
FILES = {"service.yaml": SERVICE, "texts/ontvangen.md": "Wij hebben uw aanvraag\n\nDank u wel.", "texts/verleend.md": "Het mag\n\nVeel plezier.",
         "texts/geweigerd.md": "Het mag niet\n\nHelaas."}
TAKEN, ALSO_TAKEN, BUSY, FREE = (5, 5), (9, 12), (6, 21), (6, 3)  # what was asked before is remembered: each day has its own test


@pytest.fixture
def calendar(balie, new_page):
    """Switches what the calendar does; at the end it works again."""
    page = new_page()

    def switch(fault: str) -> None:
        said = page.request.post(f"{balie.town_url}/console/faults", data={"simulator": "kalender", "fault": fault})
        assert said.ok, said.text()

    yield switch
    switch("off")


class Party(Visitor):
    def on(self, month: int, day: int) -> None:
        """Choose a day of next year, and go on."""
        from balie.kernel import clock

        for label, number in (("Dag", day), ("Maand", month), ("Jaar", clock.today().year + 1)):
            self.write(label, str(number))
        self.press("Volgende")


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.long)])
def test_what_the_calendar_says_counts_at_once(balie, new_page, axe, calendar, width):
    publish(balie, NAME, FILES)
    visitor = Party(new_page(width=width), balie, axe, name=f"feest-{width}")
    visitor.open(f"/aanvragen/{NAME}/")
    visitor.on(*TAKEN)
    visitor.sees("Op deze dag is het plein al van Bevrijdingsfeest. Kies een andere dag.", level=None)
    visitor.on(*BUSY)
    visitor.sees("Het is al druk in de stad")
    visitor.sees("Op deze dag is ook Zomeravondloop. Daar komen 400 mensen.", level=None)
    visitor.choose("Ja")
    visitor.press("Volgende")
    visitor.sees("Klopt alles?")
    visitor.press("Verstuur")
    visitor.sees("Gelukt. Uw aanvraag is binnen.")


def test_when_it_is_silent_an_official_decides(balie, new_page, axe, calendar):
    publish(balie, NAME, FILES)
    visitor = Party(new_page(width=390), balie, axe, name="feest-stil")
    visitor.open(f"/aanvragen/{NAME}/")
    calendar("error")
    visitor.on(*FREE)
    visitor.sees("Klopt alles?")
    visitor.sees("Wij konden de evenementenkalender nu niet bekijken.", level=None)
    visitor.press("Verstuur")
    visitor.sees("Gelukt. Uw aanvraag is binnen.")
    official = Official(new_page(width=1280), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(visitor.page.locator("main").get_by_text("Z-20").first.inner_text().strip())
    expect(official.page.get_by_text("Wij konden de evenementenkalender nu niet bekijken. Een medewerker doet dat.").first).to_be_attached()


def test_when_it_answers_again_before_sending_what_it_says_counts(balie, new_page, axe, calendar):
    publish(balie, NAME, FILES)
    visitor = Party(new_page(width=390), balie, axe, name="feest-weer")
    visitor.open(f"/aanvragen/{NAME}/")
    calendar("error")
    visitor.on(*ALSO_TAKEN)
    visitor.sees("Klopt alles?")
    calendar("off")
    visitor.press("Verstuur")
    visitor.sees("Op deze dag is het plein al van Havendagen. Kies een andere dag.", level=None)
