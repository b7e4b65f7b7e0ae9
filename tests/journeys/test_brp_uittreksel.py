"""An extract from the BRP: asked, agreed, paid and in hand at once; or on paper, by an official. And what can go wrong on the way."""
import io

import pypdf
import pytest

from tests.journeys.steps import Official, Resident

PAPER = "Uittreksel uit de Basisregistratie Personen"


def ask(resident: Resident, *, delivery: str = "Digitaal, meteen") -> None:
    """From the search box to the check page."""
    resident.open("/")
    resident.search("bewijs van adres")
    resident.press("Uittreksel BRP aanvragen")
    resident.press("Uittreksel BRP aanvragen")
    resident.log_in()
    resident.agree()
    resident.sees("Waarvoor hebt u het uittreksel nodig?")
    resident.choose("Een huis huren of kopen")
    resident.next("Wat moet op het uittreksel staan?")
    resident.choose("Mijn adres", "Mijn nationaliteit")
    resident.next("Kloppen deze gegevens?")
    resident.sees(resident.person["name"], level=None)
    resident.choose("Ja")
    resident.next("Hoe wilt u het uittreksel krijgen?")
    resident.choose(delivery)
    resident.write("E-mailadres", resident.address)
    resident.next("Klopt alles?")


@pytest.mark.parametrize(("width", "key"), [pytest.param(390, "chantal", marks=pytest.mark.long), (1280, "ingrid")])
def test_paid_and_in_hand_at_once(balie, new_page, axe, width, key):
    resident = Resident(new_page(width=width), balie, axe, key, name=f"uittreksel-{width}")
    ask(resident)
    resident.press("Betaal € 13,90")
    resident.pay()
    resident.sees("Gelukt. Uw aanvraag is binnen.")
    kenmerk = resident.kenmerk()
    reader = pypdf.PdfReader(io.BytesIO(resident.download(PAPER, path="/mijn/documenten/")))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"], "the PDF is tagged"
    assert "/AcroForm" in reader.trailer["/Root"], "the PDF is signed"
    text = reader.pages[0].extract_text()
    assert resident.person["name"].split()[-1] in text and kenmerk in text and "1998" in text and "Partner" not in text
    resident.mailed("Uw uittreksel is klaar")
    resident.open("/mijn/")
    resident.sees("U hoeft nu niets te doen.", level=None)
    resident.open("/mijn/gegevens/gezien/")
    resident.sees("gaf u wat u aanvroeg", level=None)


@pytest.mark.parametrize(("width", "key"), [(390, "youssef"), pytest.param(1280, "noor", marks=pytest.mark.long)])
def test_on_paper_by_an_official(balie, new_page, axe, width, key):
    resident = Resident(new_page(width=width), balie, axe, key, name=f"uittreksel-post-{width}")
    ask(resident, delivery="Op papier per post")
    resident.press("Betaal € 16,40")
    resident.pay()
    resident.sees("Gelukt. Uw aanvraag is binnen.")
    kenmerk = resident.kenmerk()
    official = Official(new_page(width=width), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.press("Pak op")
    official.decide("Verlenen", "Het uittreksel ligt morgen bij u in de brievenbus.")
    official.finish("Druk het uittreksel af en verstuur het")
    resident.open("/mijn/zaken/")
    resident.press("Uittreksel BRP")
    resident.sees("Het uittreksel ligt morgen bij u in de brievenbus.", level=None)


def test_stopped_at_the_bank_nothing_is_lost_or_paid_twice(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "gerda", name="uittreksel-bank")
    ask(resident)
    resident.press("Betaal € 13,90")
    resident.pay("annuleer")
    resident.sees("Probeer opnieuw te betalen")
    resident.press("Betaal € 13,90")
    resident.pay()
    resident.sees("Gelukt. Uw aanvraag is binnen.")
    resident.download(PAPER, path="/mijn/documenten/")
    resident.mailed("Uw uittreksel is klaar")


def test_who_says_no_to_the_brp_is_helped_by_a_person(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "sanne", name="uittreksel-nee")
    resident.begin("brp-uittreksel")
    resident.sees("Mogen wij uw gegevens ophalen?")
    resident.next("Mogen wij uw gegevens ophalen?")
    assert resident.page.locator("[aria-invalid=true], .b-errors").count(), "nothing is chosen beforehand"
    resident.choose("Nee, liever niet")
    resident.press("Volgende")
    resident.sees("14 0199", level=None)


@pytest.mark.parametrize(("button", "words"), [
    ("Annuleren", "U bent gestopt met inloggen."), ("Te lang wachten", "Het inloggen duurde te lang."), ("Fout laten gaan", "geeft nu geen antwoord"),
])
def test_login_that_fails_says_what_to_do(balie, new_page, axe, button, words):
    resident = Resident(new_page(width=390), balie, axe, "sanne", name="uittreksel-login")
    resident.open("/aanvragen/brp-uittreksel/")
    resident.press("Log in met DigiD")
    resident.identify(button=button)
    resident.sees(words, level=None)
    resident.press("Probeer opnieuw in te loggen")
    resident.identify()
    resident.sees("Mogen wij uw gegevens ophalen?")
