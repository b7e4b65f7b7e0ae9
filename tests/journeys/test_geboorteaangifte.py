"""A birth reported: by a parent who chooses a surname, with twins, by a midwife, and too late; and the certificate that an official makes of it."""
import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from balie.kernel import clock, dutch
from tests.journeys.steps import Official, Resident, words_of_pdf

CERTIFICATE = "Afschrift van de geboorteakte"


@dataclass(frozen=True)
class Baby:
    names: str
    sex: str
    time: str


MILOU, GUUS = Baby("Milou Anna", "Meisje", "4.12"), Baby("Guus", "Jongen", "4.31")


def last_day(born):
    """Three days, two of them working days; the last one is a working day."""
    return max(clock.add_working_days(born, 2), clock.add_working_days(born + timedelta(days=2), 1))


def when_and_where(resident: Resident, *, role: str, born, at_home: bool) -> None:
    """From the service page to who was born."""
    resident.begin("geboorteaangifte")
    resident.agree()
    resident.sees("Wie bent u?")
    resident.choose(role)
    resident.next("Wanneer en waar was de geboorte?")
    resident.day(born)
    resident.choose("Thuis bij de moeder" if at_home else "In het ziekenhuis of een geboortecentrum")
    if not at_home:
        resident.write("Postcode", "1998AC")
        resident.write("Huisnummer", "5")
        resident.sees("Kerkstraat 5, 1998 AC Zonnedam", level=None)


def describe(resident: Resident, baby: Baby, *, place: int = 0) -> None:
    resident.write("Voornamen", baby.names, place=place)
    resident.choose(baby.sex, place=place)
    resident.write("Tijd van de geboorte", baby.time, place=place)


def prove_and_send(resident: Resident, *, button: str = "Verstuur") -> str:
    """From the statement of the midwife to the confirmation; the number of the zaak."""
    resident.sees("Laat de verklaring van de geboorte zien")
    resident.upload("Verklaring van de verloskundige of het ziekenhuis", "verklaring.pdf")
    resident.next("Hoe bereiken wij u?")
    resident.write("E-mailadres", resident.address)
    resident.write("Telefoonnummer", "0612345678")
    resident.choose("Ik heb alles naar waarheid ingevuld. Ik weet dat de namen op de akte straks niet zomaar te veranderen zijn.")
    resident.next("Klopt alles?")
    resident.press(button)
    return resident.kenmerk()


def finish(official: Official, task: str) -> None:
    official.finish(task)
    official.sees("Deze controle is klaar.", level=None)


def make_certificates(official: Official, *babies: Baby) -> None:
    """Each child has its own number in the register of births; then the decision."""
    for number, baby in enumerate(babies, 101):
        official.write("Aktenummer", f"1A0{number}")
        finish(official, f"Maak en teken de geboorteakte: {baby.names}")
    official.decide("Verlenen", "De geboorteakte is gemaakt.")
    official.sees("U hebt besloten. De inwoner krijgt vanzelf bericht.", level=None)


def certificates(resident: Resident, *babies: Baby) -> list[str]:
    """What the copies of the certificates say, once Mijn Balie has them."""
    resident.open_finished("Geboorteaangifte")
    resident.sees("De geboorteakte is klaar. Uw kind staat ingeschreven.", level=None)
    here = urlsplit(resident.page.url).path
    found = [words_of_pdf(resident.download(f"{CERTIFICATE}: {baby.names}", path=here)) for baby in babies]
    resident.mailed("De geboorteakte is klaar")
    assert all(f"1A0{number}" in words for number, words in enumerate(found, 101)), found
    return found


def test_a_mother_reports_and_both_parents_choose_a_surname(balie, new_page, axe):
    born = clock.today() - timedelta(days=1)
    resident = Resident(new_page(width=390), balie, axe, "lotte", name="geboorte-lotte")
    partner = Resident(new_page(width=390), balie, axe, "daan", name="geboorte-partner")
    when_and_where(resident, role="De moeder uit wie het kind is geboren", born=born, at_home=True)
    expect(resident.page.get_by_text("Openbaar Ministerie")).to_have_count(0)
    resident.next("Wie is er geboren?")
    describe(resident, MILOU)
    resident.next("Zijn de ouders getrouwd?")
    resident.choose("Ja")
    resident.next("Wie is de andere ouder?")
    resident.sees("Is dat Daan Kuipers?", level=None)
    resident.choose("Ja")
    resident.next("Welke achternaam krijgt het kind?")
    resident.choose("Ja", "Dubbel, eerst de naam van de moeder")
    resident.write("Schrijf de achternaam precies op", "Jansen Kuipers")
    resident.write("E-mailadres van de ouder die nog moet tekenen", partner.address)
    resident.press("Volgende")
    prove_and_send(resident, button="Verstuur en vraag toestemming")
    resident.sees("Bijna klaar. Wij wachten op een handtekening.")

    mail = partner.mailed("Tekent u voor de achternaam van uw kind?")
    partner.open(re.search(r"https?://\S+/akkoord/[\w-]+/?", mail["text"])[0])
    partner.log_in()
    partner.sees("Samen koost u deze achternaam: Jansen Kuipers.", level=None)
    partner.choose("Ja, ik ga akkoord")
    partner.press("Verstuur mijn antwoord")
    partner.sees("Dank u wel. Uw akkoord is binnen.")
    resident.mailed("Gefeliciteerd! Wij hebben uw geboorteaangifte")
    resident.until_seen("Geboorteaangifte", path="/mijn/")
    resident.press("Geboorteaangifte")
    resident.sees("Wij zijn bezig", level=None)
    kenmerk = resident.number()

    official = Official(new_page(width=390), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees("Geboorteaangifte · Lotte Jansen")
    official.sees("Milou Anna", level=None)
    official.sees(dutch.day_year(last_day(born)), level=None)
    official.take()
    finish(official, "Controleer de aangifte")
    official.choose("Samen online (de ene gaf aan en de andere tekende met DigiD)")
    finish(official, "Maak de akte van naamskeuze")
    make_certificates(official, MILOU)

    (words,) = certificates(resident, MILOU)
    assert "Milou Anna" in words and "Jansen Kuipers" in words and dutch.day_year(born) in words and kenmerk in words
    assert "Moeder Lotte Jansen" in words and "Andere ouder Daan Kuipers" in words


def test_a_father_reports_twins_with_the_keyboard(balie, new_page, axe):
    born = clock.today() - timedelta(days=1)
    resident = Resident(new_page(width=1280), balie, axe, "daan", name="geboorte-daan")
    when_and_where(resident, role="De vader of de andere moeder", born=born, at_home=False)
    resident.next("Wie is er geboren?")
    describe(resident, MILOU)
    resident.press_with_keys("Nog een kind toevoegen")
    resident.sees("Kind 2", level=None)
    describe(resident, GUUS, place=1)
    resident.press_with_keys("Nog een kind toevoegen")
    resident.sees("Kind 3", level=None)
    resident.write("Voornamen", "Niemand", place=2)
    resident.press_with_keys("Weghalen Kind 3")
    expect(resident.page.get_by_label("Voornamen")).to_have_count(2)
    assert [resident.page.get_by_label("Voornamen").nth(place).input_value() for place in (0, 1)] == ["Milou Anna", "Guus"]
    resident.next("Wie is de moeder?")
    resident.sees("Is dat Lotte Jansen?", level=None)
    resident.choose("Ja")
    resident.next("Zijn de ouders getrouwd?")
    resident.choose("Ja")
    resident.next("Welke achternaam krijgt het kind?")
    resident.choose("Ja", "Wij kiezen niet")
    resident.write("Schrijf de achternaam precies op", "Kuipers")
    resident.press("Volgende")
    kenmerk = prove_and_send(resident)
    resident.sees("Gelukt. Uw aanvraag is binnen.")
    proof = resident.proof()
    assert "Milou Anna" in proof and "Guus" in proof and "Niemand" not in proof and "Kerkstraat 5" in proof
    resident.mailed("Gefeliciteerd! Wij hebben uw geboorteaangifte")

    official = Official(new_page(width=1280), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees("Milou Anna", level=None)
    official.sees("Guus", level=None)
    official.sees("verklaring.pdf", level=None)
    expect(official.page.get_by_text("Maak de akte van naamskeuze")).to_have_count(0)
    official.take()
    finish(official, "Controleer de aangifte")
    make_certificates(official, MILOU, GUUS)

    for baby, words in zip((MILOU, GUUS), certificates(resident, MILOU, GUUS), strict=True):
        assert baby.names in words and "Achternaam Kuipers" in words and "Geboorteplaats Zonnedam" in words
        assert "Moeder Lotte Jansen" in words and "Andere ouder Daan Kuipers" in words


@pytest.mark.long
def test_a_midwife_names_both_parents(balie, new_page, axe):
    born = clock.today()
    resident = Resident(new_page(width=390), balie, axe, "mila", name="geboorte-mila")
    when_and_where(resident, role="Iemand die bij de geboorte was", born=born + timedelta(days=1), at_home=True)
    resident.press("Volgende")
    resident.sees("Deze dag is nog niet geweest. Vul de dag van de geboorte in.", level=None)
    resident.day(born)
    resident.next("Wie is er geboren?")
    describe(resident, GUUS)
    resident.next("Wie is de moeder?")
    resident.write("Volledige naam van de moeder", "Lotte Jansen")
    resident.day(born - timedelta(days=31 * 365))
    resident.next("Zijn de ouders getrouwd?")
    resident.choose("Ja")
    resident.next("Wie is de andere ouder?")
    resident.write("Volledige naam van de andere ouder", "Daan Kuipers")
    resident.day(born - timedelta(days=33 * 365))
    resident.next("Welke achternaam krijgt het kind?")
    resident.choose("Ja")
    resident.sees("Alleen de ouders samen kunnen een achternaam kiezen.", level=None)
    resident.write("Schrijf de achternaam precies op", "Kuipers")
    resident.press("Volgende")
    kenmerk = prove_and_send(resident)
    official = Official(new_page(), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees("Iemand die bij de geboorte was", level=None)
    official.take()
    finish(official, "Controleer de aangifte")
    make_certificates(official, GUUS)
    (words,) = certificates(resident, GUUS)
    assert "Moeder Lotte Jansen" in words and "Andere ouder Daan Kuipers" in words and "Aangegeven door Mila Vos" in words


@pytest.mark.long
def test_a_late_report_of_a_child_that_is_not_acknowledged(balie, new_page, axe):
    born = clock.today() - timedelta(days=10)
    resident = Resident(new_page(width=1280), balie, axe, "chantal", name="geboorte-laat")
    when_and_where(resident, role="De moeder uit wie het kind is geboren", born=born, at_home=True)
    resident.sees(f"U had tot {dutch.day_year(last_day(born))} de tijd. Geef de geboorte toch aan.", level=None)
    resident.sees("Wij zijn verplicht om een late aangifte te melden bij het Openbaar Ministerie.", level=None)
    resident.next("Wie is er geboren?")
    resident.press("Volgende")
    expect(resident.page.get_by_label("Voornamen")).to_have_attribute("aria-invalid", "true")
    resident.look()
    describe(resident, MILOU)
    resident.next("Zijn de ouders getrouwd?")
    resident.choose("Nee")
    resident.choose("Nee", place=1)
    resident.sees("Zonder erkenning staat alleen de moeder op de akte.", level=None)
    resident.next("Welke achternaam krijgt het kind?")
    expect(resident.page.get_by_label("Schrijf de achternaam precies op")).to_have_value("Rozenblad")
    resident.press("Volgende")
    kenmerk = prove_and_send(resident)
    resident.sees("Gelukt. Uw aanvraag is binnen.")
    resident.book()
    resident.sees("Uw afspraak", level=None)
    resident.mailed("Uw afspraak om uw kind te erkennen")
    official = Official(new_page(), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.take()
    finish(official, "Controleer de aangifte")
    finish(official, "Meld de late aangifte bij het Openbaar Ministerie")
    make_certificates(official, MILOU)
    (words,) = certificates(resident, MILOU)
    assert "Moeder Chantal Rozenblad" in words and "Andere ouder" not in words
    resident.sees("Daarom melden wij dit bij het Openbaar Ministerie.", level=None)
