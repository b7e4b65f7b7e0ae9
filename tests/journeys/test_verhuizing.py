"""A move: of a household or a part of it, by rule or by an official, with and without JavaScript; and a home where somebody already lives."""
import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from balie.kernel import clock, dutch
from tests.journeys.steps import Official, Resident


@dataclass(frozen=True)
class Home:
    """A dwelling of the demo town."""

    street: str
    number: str
    postcode: str
    letter: str = ""

    @property
    def line(self) -> str:
        return f"{self.street} {self.number}{self.letter}"


LETTERED = Home("Binnengracht", "26", "1998AG", "A")  # nobody lives there
LEFT, LEFT_TOO = Home("Waterlelie", "12", "1998EN"), Home("Waterlelie", "3", "1998EM")  # who lived there has not reported their move yet
HOME_OF_INGRID, HOME_OF_TARIK = Home("Wipmolen", "7", "1998DV"), Home("Marktstraat", "5", "1998AH")


def fill_address(resident: Resident, home: Home) -> None:
    resident.write("Postcode", home.postcode)
    resident.write("Huisnummer", home.number)


def move(resident: Resident, home: Home, *, day, who: str = "", people: tuple[str, ...] = (), owned: str = "Huur ik", shared: str = "Nee") -> None:
    """From the service page to how the resident will live there."""
    resident.begin("verhuizing")
    resident.agree(times=2)
    resident.sees("Waar gaat u wonen?")
    resident.choose("In Zonnedam")
    resident.next("Wanneer verhuist u?")
    resident.day(day)
    resident.next("Wat is uw nieuwe adres?")
    fill_address(resident, home)
    if not resident.plain:
        resident.sees(f"{home.line}", level=None)
    resident.press("Volgende")
    if who:
        resident.sees("Wie verhuist er?")
        resident.choose(who)
        if people and resident.plain:
            resident.next("Wie verhuist er?")
        resident.choose(*people)
        resident.press("Volgende")
    resident.sees("Hoe gaat u er wonen?")
    resident.choose(owned, shared)
    resident.press("Volgende")


def send(resident: Resident, *, car: str = "", button: str = "Verstuur") -> str:
    """From the contact page to the confirmation; the number of the zaak."""
    resident.sees("Hoe bereiken wij u?")
    resident.write("E-mailadres", resident.address)
    resident.choose(*([car] if car else []))
    resident.next("Klopt alles?")
    resident.press(button)
    return resident.kenmerk()


def handle(official: Official, *tasks: str, reason: str, outcome: str = "Verlenen") -> None:
    """Look everything over and decide."""
    for task in tasks:
        official.finish(task)
        official.sees("Deze controle is klaar.", level=None)
    official.decide(outcome, reason)
    official.sees("U hebt besloten. De inwoner krijgt vanzelf bericht.", level=None)


@pytest.mark.parametrize(("width", "key", "home", "who", "people"), [
    pytest.param(390, "youssef", LEFT, "Ik en iedereen die nu bij mij woont", (), marks=pytest.mark.long),
    (1280, "chantal", LEFT_TOO, "Ik en een deel van wie bij mij woont", ("Joy Rozenblad",)),
])
def test_a_household_moves_and_an_official_registers_it(balie, new_page, axe, width, key, home, who, people):
    movers = people or ("Noor Visser", "Sami El Amrani", "Lina El Amrani")
    day = clock.today() + timedelta(days=14)
    resident = Resident(new_page(width=width), balie, axe, key, name=f"verhuizing-{width}")
    move(resident, home, day=day, who=who, people=people)
    kenmerk = send(resident, car="Ja")
    resident.sees("Gelukt. Uw aanvraag is binnen.")
    resident.sees(f"Uiterlijk {dutch.day(clock.add_working_days(clock.today(), 5))}.", level=None)
    said = resident.proof()
    assert kenmerk in said and home.line in said and dutch.day_year(day) in said and who in said
    assert all(name in said for name in people) and "Naomi" not in said
    for offer in ("Parkeervergunning aanvragen", "Afvalpas aanvragen"):
        resident.press(offer)
        resident.sees(offer)
        resident.page.go_back()
    resident.mailed("verhuizing ontvangen")

    official = Official(new_page(width=width), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees(f"Verhuizing · {resident.person['name']}")
    official.sees("In Zonnedam", level=None)
    official.sees(home.line, level=None)
    for name in movers:
        official.sees(name, level=None)
    official.take()
    handle(official, "Beoordeel de verhuizing", "Controleer wie er meegaat", "Vraag hoe de bewoner er mag wonen",
           reason="Wie hier woonde, is vertrokken.")

    resident.open_finished("Verhuizing")
    resident.sees("Wie hier woonde, is vertrokken.", level=None)
    resident.sees("Wij hebben uw verhuizing afgehandeld.", level=None)
    resident.until_seen(f"Vanaf {dutch.day_year(day)} staat u ingeschreven op {home.line}", path=urlsplit(resident.page.url).path)
    resident.mailed("verhuizing is geregeld")


def test_a_move_to_an_empty_home_is_registered_at_once(balie, new_page, axe):
    today = clock.today()
    resident = Resident(new_page(width=390), balie, axe, "bram", name="verhuizing-meteen")
    resident.begin("verhuizing")
    resident.agree(times=2)
    resident.choose("In een andere gemeente in Nederland")
    resident.next("U geeft dit door aan uw nieuwe gemeente")
    resident.page.go_back()
    resident.choose("In Zonnedam")
    resident.next("Wanneer verhuist u?")
    resident.day(today + timedelta(weeks=4, days=1))
    resident.press("Volgende")
    resident.sees("U kunt uw verhuizing vanaf 4 weken van tevoren doorgeven.", level=None)
    resident.day(today - timedelta(days=6))
    resident.sees("Wij schrijven u daarom in vanaf vandaag.", level=None)
    resident.next("Wat is uw nieuwe adres?")
    resident.write("Postcode", "1998ZZ")
    resident.write("Huisnummer", "1")
    resident.press("Volgende")
    resident.sees("Dit adres kennen wij niet. Kijk de postcode en het huisnummer na.", level=None)
    fill_address(resident, LETTERED)
    resident.press("Volgende")
    resident.sees("Kies ook de letter of toevoeging. Op deze postcode zijn er: 26A.", level=None)
    resident.write("Letter", "a")
    resident.sees("Binnengracht 26A, 1998 AG Zonnedam", level=None)
    resident.next("Hoe gaat u er wonen?")
    resident.choose("Is van mij of van mijn partner", "Nee")
    resident.press("Volgende")
    send(resident)
    assert not resident.control("Parkeervergunning aanvragen").count(), "without a car no parking permit"
    resident.open_finished("Verhuizing")
    resident.sees("Alles klopt. Wij schrijven u in op het nieuwe adres.", level=None)
    resident.until_seen(f"Vanaf {dutch.day_year(today)} staat u ingeschreven op Binnengracht 26A", path=urlsplit(resident.page.url).path)


@pytest.mark.long
def test_wholly_without_javascript(balie, new_page, axe):
    resident = Resident(new_page(width=390, javascript=False), balie, axe, "eva", name="verhuizing-plain", plain=True)
    move(resident, LEFT, day=clock.today(), who="Ik en een deel van wie bij mij woont", people=("Tess Dekker",), shared="Ja")
    resident.sees("Hoe kunnen wij zien dat u er mag wonen?")
    resident.choose("Mijn huurcontract of koopcontract")
    resident.press("Volgende")
    resident.sees("Nog een vraag.", level=None)
    resident.upload("Foto of scan van het contract", "huurcontract.pdf")
    resident.press("Volgende")
    kenmerk = send(resident)
    resident.sees("Gelukt. Uw aanvraag is binnen.")
    official = Official(new_page(javascript=False), balie, axe, "nadia", plain=True)
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees("huurcontract.pdf", level=None)
    official.take()
    handle(official, "Beoordeel de verhuizing", "Controleer wie er meegaat", "Bekijk het contract", reason="Uw contract is in orde.")
    resident.open_finished("Verhuizing")
    resident.sees("Uw contract is in orde.", level=None)
    resident.mailed("verhuizing is geregeld")


@pytest.mark.long
def test_an_official_asks_for_a_better_paper_while_the_term_stands_still(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "ruben", name="verhuizing-vraag")
    move(resident, LEFT_TOO, day=clock.today() + timedelta(days=7), shared="Ja")
    resident.choose("Mijn huurcontract of koopcontract")
    resident.upload("Foto of scan van het contract", "eerste-bladzijde.pdf")
    resident.press("Volgende")
    kenmerk = send(resident)
    official = Official(new_page(), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.take()
    official.press("Vraag iets aan de inwoner")
    official.write("Uw vraag", "Kunt u de bladzijde met de handtekeningen sturen?")
    official.choose("Ik wil ook een document")
    official.press("Verstuur de vraag")
    official.sees("Uw vraag is verstuurd. De termijn staat stil tot het antwoord.", level=None)
    official.sees("Termijn staat stil", level=None)
    assert not official.control("Besluit").count(), "nobody decides while the resident is asked"

    resident.mailed("vraag over uw verhuizing")
    resident.until_seen("Dit moet u nog doen", path="/mijn/")
    resident.press("Verhuizing", exact=False)
    resident.sees("Wij wachten op u", level=None)
    resident.sees("Kunt u de bladzijde met de handtekeningen sturen?", level=None)
    until = dutch.day(clock.add_working_days(clock.today(), 10))
    resident.sees(f"Antwoord graag vóór {until}. Tot die tijd staat de termijn stil.", level=None)
    resident.upload("Foto of bestand", "handtekeningen.pdf")
    resident.write("Uw antwoord", "Hier is hij.")
    resident.press("Verstuur")
    resident.sees("U hebt onze vraag beantwoord", level=None)

    official.open_zaak(kenmerk)
    official.sees("Hier is hij.", level=None)
    official.sees("handtekeningen.pdf", level=None)
    expect(official.page.get_by_text("Termijn staat stil")).to_have_count(0)
    handle(official, "Beoordeel de verhuizing", "Bekijk het contract", reason="Uw contract is in orde.")
    resident.open_finished("Verhuizing")
    resident.sees("Uw contract is in orde.", level=None)


def ask_occupant(resident: Resident, occupant: Resident, home: Home) -> str:
    """Move in with somebody; the link in the mail to who lives there."""
    move(resident, home, day=clock.today() + timedelta(days=3), owned="Is van iemand anders, ik trek bij die persoon in", shared="Ja")
    resident.choose("De bewoner geeft online toestemming")
    resident.write("Naam van de bewoner", occupant.person["name"])
    resident.write("E-mailadres van de bewoner", occupant.address)
    resident.press("Volgende")
    send(resident, button="Verstuur en vraag toestemming")
    resident.sees("Bijna klaar. Wij wachten op een handtekening.")
    mail = occupant.mailed(f"Komt {resident.person['name']} bij u wonen?")
    return re.search(r"https?://\S+/akkoord/[\w-]+/?", mail["text"])[0]


def test_the_main_resident_agrees_with_their_own_digid(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "willem", name="verhuizing-willem")
    occupant = Resident(new_page(), balie, axe, "ingrid", name="bewoner-ingrid")
    link = ask_occupant(resident, occupant, HOME_OF_INGRID)
    resident.open(link)
    resident.choose("Ja, ik ga akkoord")
    resident.press("Verstuur mijn antwoord")
    resident.sees("Deze vraag is voor iemand anders.", level=None)

    occupant.open(link)
    occupant.log_in()
    occupant.sees("Gaat u akkoord?")
    occupant.sees(f"{resident.person['name']} wil zich inschrijven op {HOME_OF_INGRID.line}", level=None)
    occupant.press("Verstuur mijn antwoord")
    occupant.sees("Kies of u akkoord gaat.", level=None)
    occupant.choose("Ja, ik ga akkoord")
    occupant.press("Verstuur mijn antwoord")
    occupant.sees("Dank u wel. Uw akkoord is binnen.")
    resident.open_finished("Verhuizing")
    resident.sees("De bewoner gaf toestemming. Wij schrijven u in op het nieuwe adres.", level=None)


@pytest.mark.long
def test_who_agrees_but_does_not_live_there_does_not_count(balie, new_page, axe):
    resident = Resident(new_page(), balie, axe, "piotr", name="verhuizing-piotr")
    stranger = Resident(new_page(width=390), balie, axe, "kevin", name="bewoner-kevin")
    stranger.open(ask_occupant(resident, stranger, HOME_OF_TARIK))
    stranger.log_in()
    stranger.choose("Ja, ik ga akkoord")
    stranger.press("Verstuur mijn antwoord")
    stranger.sees("Dank u wel. Uw akkoord is binnen.")
    resident.until_seen("Verhuizing", path="/mijn/")
    resident.press("Verhuizing")
    resident.sees("Wij zijn bezig", level=None)
    official = Official(new_page(), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(resident.number())
    official.sees("Volgens de Basisregistratie Personen (BRP) is dit niet zo", level=None)
    official.take()
    handle(official, "Beoordeel de verhuizing", "Controleer wie toestemming gaf", outcome="Weigeren", reason="Kevin woont daar niet.")
    resident.open_finished("Verhuizing")
    resident.sees("Kevin woont daar niet.", level=None)
    resident.mailed("Wij schrijven u niet in op dit adres")


@pytest.mark.long
def test_without_consent_of_the_main_resident_nobody_is_registered(balie, new_page, axe):
    resident = Resident(new_page(), balie, axe, "amira", name="verhuizing-amira")
    occupant = Resident(new_page(width=390), balie, axe, "tarik", name="bewoner-tarik")
    occupant.open(ask_occupant(resident, occupant, HOME_OF_TARIK))
    occupant.log_in()
    occupant.choose("Nee, ik ga niet akkoord")
    occupant.press("Verstuur mijn antwoord")
    occupant.sees("Wij hebben uw antwoord. De aanvraag stopt.")
    resident.until_seen("Uw aanvraag is gestopt", path="/mijn/berichten/")
    resident.press("Uw aanvraag is gestopt", exact=False)
    resident.sees("Niet iedereen heeft toestemming gegeven.", level=None)
    resident.open("/mijn/zaken/")
    expect(resident.page.get_by_role("main").get_by_text("Verhuizing")).to_have_count(0)
