"""A passport: applied for, paid, made and handed out; with haste, lost, for a child with two parents; and the ways around."""
import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from balie.kernel import clock, dutch
from tests.journeys.steps import Official, Resident, words_of_pdf


def look_first(resident: Resident) -> None:
    """From the search box to the service page, and the check whether it can be done, without logging in."""
    resident.open("/")
    resident.search("reisdocument")
    resident.press("Paspoort aanvragen")
    resident.sees("Paspoort aanvragen")
    resident.sees("€ 86,85", level=None)
    resident.press("Kijk eerst of u dit kunt aanvragen")
    resident.choose("Ja")
    resident.choose("Ja", place=1)
    resident.choose("Nee", place=2)
    resident.press("Kijk of het kan")
    resident.sees("Ja, u kunt dit aanvragen", level=2)
    resident.press("Paspoort aanvragen")
    resident.log_in()


def fill(resident: Resident, *, height: str = "178", old: str = "Dat heb ik nog", haste: str = "Nee") -> None:
    """For oneself, from the first consent to the check page: everything but the height is known already."""
    resident.agree(times=2)
    resident.sees("Voor wie is het paspoort?")
    resident.choose("Mijzelf")
    resident.next("Kloppen deze gegevens?")
    resident.sees(resident.person["name"], level=None)
    resident.choose("Ja")
    resident.next("Hebt u het oude paspoort nog?")
    resident.choose(old)
    resident.press("Volgende")
    if old != "Dat heb ik nog":
        return
    finish(resident, height=height, haste=haste)


def finish(resident: Resident, *, height: str = "178", haste: str = "Nee") -> None:
    resident.sees("Hoe lang is de persoon op het paspoort?")
    resident.write("Lengte", height)
    resident.next("Hebt u haast?")
    resident.choose(haste)
    resident.next("Hoe bereiken wij u?")
    resident.write("E-mailadres", resident.address)
    resident.next("Klopt alles?")
    resident.sees(f"{height} cm", level=None)


def moment(start: datetime) -> str:
    return f"{dutch.day(start.date())} om {dutch.time(start)}"


@pytest.mark.parametrize(("width", "key"), [(390, "sanne"), pytest.param(1280, "kevin", marks=pytest.mark.long)])
def test_from_the_search_box_to_the_passport_in_hand(balie, new_page, axe, width, key):
    resident = Resident(new_page(width=width), balie, axe, key, name=f"paspoort-{width}")
    name = resident.person["name"]
    look_first(resident)
    fill(resident)
    kenmerk = resident.paid("€ 86,85")
    resident.book()
    resident.sees("Uw afspraak", level=2)
    event, start = resident.appointment()
    resident.sees(moment(start), level=None)
    code = re.search(r"deze code: (\w+)", resident.page.get_by_role("main").inner_text())[1]
    assert code in event["description"] and start > clock.local(clock.now()) and "Stadhuis" in event["location"]
    proof = resident.proof()
    assert kenmerk in proof and name in proof and "178 cm" in proof and "€ 86,85" in proof
    resident.mailed("aanvraag voor een paspoort")
    assert moment(start) in resident.mailed("Uw afspraak voor het paspoort")["text"]

    desk = Official(new_page(width=width), balie, axe, "roos")
    desk.log_in()
    visit = desk.find_visit(start.date(), code)
    expect(visit).to_contain_text(f"{dutch.time(start)} · {name}")
    expect(visit).to_contain_text("Geboekt")
    visit.get_by_role("button", name="Is er").click()
    expect(visit).to_contain_text("Aangekomen")
    visit.get_by_role("button", name="Begin").click()
    visit.get_by_role("button", name="Klaar").click()

    official = Official(new_page(width=width), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees(f"Paspoort · {name}")
    official.take()
    official.finish("Neem de aanvraag in aan de balie")
    official.decide("Verlenen", "Alles is in orde.")
    official.sees("U hebt besloten. De inwoner krijgt vanzelf bericht.", level=None)
    resident.mailed("Wij laten uw paspoort maken")
    official.press("Het ligt klaar")

    resident.until_seen("Uw paspoort ligt klaar. U kunt het ophalen.", path="/mijn/")
    assert "U hebt geen afspraak nodig." in resident.read("Uw paspoort ligt klaar")
    resident.press("Naar de zaak")
    resident.sees("Uw paspoort ligt klaar. U kunt het ophalen.", level=None)

    desk.open_zaak(kenmerk)
    desk.press("Reik uit")
    desk.sees("Controleer eerst wie het is.", level=None)
    desk.choose("Ik heb gecontroleerd wie dit is")
    desk.press("Reik uit")
    desk.sees("Reik het paspoort uit", level=None)

    resident.open_finished("Paspoort")
    resident.sees("U hebt uw paspoort.", level=None)
    resident.open("/mijn/gegevens/gezien/")
    for words in ("Nadia Benali bekeek uw zaak", "Roos Veenstra zag dat u er was", "Roos Veenstra gaf het aan u mee"):
        resident.sees(words, level=None)


def test_wholly_without_javascript(balie, new_page, axe):
    resident = Resident(new_page(width=390, javascript=False), balie, axe, "ingrid", name="paspoort-plain", plain=True)
    look_first(resident)
    fill(resident, height="165")
    kenmerk = resident.paid("€ 86,85")
    resident.book()
    resident.sees("Uw afspraak", level=2)
    _event, start = resident.appointment()
    assert kenmerk in resident.proof()
    official = Official(new_page(javascript=False), balie, axe, "marlon", plain=True)
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees("165 cm", level=None)
    official.take()
    official.finish("Neem de aanvraag in aan de balie")
    official.decide("Verlenen", "Alles is in orde.")
    official.press("Het ligt klaar")
    official.choose("Ik heb gecontroleerd wie dit is")
    official.press("Reik uit")
    resident.open_finished("Paspoort")
    resident.sees("U hebt uw paspoort.", level=None)
    resident.mailed("Uw paspoort ligt klaar")
    assert start > clock.local(clock.now())


def test_with_haste_it_costs_more_and_is_ready_sooner(balie, new_page, axe):
    resident = Resident(new_page(), balie, axe, "tarik", name="paspoort-spoed")
    resident.begin("paspoort")
    fill(resident, haste="Ja")
    resident.sees("€ 59,75", level=None)
    kenmerk = resident.paid("€ 146,60")
    resident.sees("Binnen 2 werkdagen na uw afspraak.", level=None)
    assert "Totaal € 146,60" in resident.proof()
    resident.book()
    _event, start = resident.appointment()
    ready = clock.add_working_days(start.date(), 2)
    resident.sees(f"Uiterlijk {dutch.day(ready)}.", level=None)
    official = Official(new_page(), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees(f"vóór {dutch.day_short(ready)}", level=None)


@pytest.mark.long
def test_a_lost_passport_is_declared_and_made_invalid(balie, new_page, axe):
    today = clock.today()
    resident = Resident(new_page(width=390), balie, axe, "mila", name="paspoort-kwijt")
    resident.begin("paspoort")
    fill(resident, old="Dat ben ik kwijt")
    resident.sees("Wat is er met het paspoort gebeurd?")
    resident.day(today + timedelta(days=1))
    resident.write("In welke plaats is het gebeurd?", "Lissabon")
    resident.choose("Ja")
    resident.write("Wat is er gebeurd?", "Mijn tas bleef in de tram liggen.")
    resident.press("Volgende")
    for words in ("Deze dag is nog niet geweest.", "Nummer van het proces-verbaal van de politie", "Ik verklaar dat dit waar is."):
        resident.sees(words, level=None)
    assert resident.page.locator("[aria-invalid=true]").count() == 5, "the day in three boxes, the number of the police and the statement"
    resident.day(today - timedelta(days=3))
    resident.write("Nummer van het proces-verbaal van de politie", "PT-2026-77")
    resident.choose("Ik verklaar dat dit waar is. Vind ik het paspoort terug? Dan gebruik ik het niet meer en lever ik het in.")
    resident.press("Volgende")
    finish(resident)
    kenmerk = resident.paid("€ 86,85")
    resident.press("Identiteitskaart aanvragen")
    resident.sees("Identiteitskaart aanvragen")
    declared = words_of_pdf(resident.download("Verklaring van vermissing", path="/mijn/documenten/"))
    assert "Lissabon" in declared and "PT-2026-77" in declared and dutch.day_year(today - timedelta(days=3)) in declared and kenmerk in declared
    assert "Wij maken het vermiste paspoort ongeldig." in resident.read("Wij hebben uw aanvraag voor een paspoort")
    official = Official(new_page(), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees("Mijn tas bleef in de tram liggen.", level=None)
    official.take()
    official.finish("Verwerk de vermissing")
    official.sees("Deze controle is klaar.", level=None)


@pytest.mark.long
def test_both_parents_of_a_child_agree_before_anybody_pays(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "bram", name="paspoort-bram")
    parent = Resident(new_page(width=390), balie, axe, "eva", name="paspoort-eva")
    resident.begin("paspoort")
    resident.agree(times=2)
    resident.choose("Mijn kind")
    resident.next("Voor welk kind is het paspoort?")
    resident.choose("Tess Dekker")
    resident.next("Wie heeft het gezag over uw kind?")
    resident.choose("De andere ouder en ik samen")
    resident.write("E-mailadres van de andere ouder", parent.address)
    resident.next("Kloppen deze gegevens?")
    resident.sees("Tess Dekker", level=None)
    resident.choose("Ja")
    resident.next("Hebt u het oude paspoort nog?")
    resident.choose("Dit is het eerste paspoort")
    resident.press("Volgende")
    finish(resident, height="131")
    resident.press("Verstuur en vraag toestemming")
    resident.sees("Bijna klaar. Wij wachten op een handtekening.")
    expect(resident.control("Kies een dag en tijd")).to_have_count(0)

    parent.open(re.search(r"https?://\S+/akkoord/[\w-]+/?", parent.mailed("Geeft u toestemming voor een paspoort voor Tess Dekker?")["text"])[0])
    parent.log_in()
    parent.sees("Gaat u akkoord?")
    parent.sees("Bram Dekker vraagt een paspoort aan voor Tess Dekker.", level=None)
    parent.choose("Ja, ik ga akkoord")
    parent.press("Verstuur mijn antwoord")
    parent.sees("Dank u wel. Uw akkoord is binnen.")

    resident.until_seen("Betaal € 65,70", path="/mijn/")
    resident.press("Betaal € 65,70")
    resident.sees("U kunt nu betalen")
    kenmerk = resident.paid("€ 65,70")
    assert "De andere ouder heeft toestemming gegeven." in resident.read("Wij hebben uw aanvraag voor een paspoort")
    official = Official(new_page(), balie, axe, "nadia")
    official.log_in()
    official.open_zaak(kenmerk)
    official.sees("Controleer gezag en toestemming", level=None)
    official.sees("Tess Dekker", level=None)
    official.take()
    official.finish("Controleer gezag en toestemming")
    official.sees("Deze controle is klaar.", level=None)


@pytest.mark.long
def test_a_payment_stopped_at_the_bank_is_done_again_later(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "ruben", name="paspoort-bank")
    resident.begin("paspoort")
    fill(resident)
    resident.press("Betaal € 86,85")
    resident.pay("annuleer")
    resident.sees("Probeer opnieuw te betalen")
    resident.press("Later betalen")
    resident.sees("Dit moet u nog doen", level=2)
    resident.press("Betaal € 86,85")
    resident.press("Betaal € 86,85")
    resident.pay("mislukt")
    resident.sees("Er is niets afgeschreven.", level=None)
    kenmerk = resident.paid("€ 86,85")
    resident.until_seen("Wij zijn bezig", path="/mijn/zaken/")
    resident.press("Paspoort")
    resident.sees(f"Zaak {kenmerk}", level=None)
    paid = resident.page.get_by_role("heading", name="Betaald").locator("xpath=..")
    expect(paid.get_by_text("Betaald", exact=True)).to_have_count(2)


@pytest.mark.long
def test_an_appointment_is_moved_and_cancelled_and_made_again(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "noor", name="paspoort-afspraak")
    resident.begin("paspoort")
    fill(resident)
    resident.paid("€ 86,85")
    resident.press("Kies een dag en tijd")
    resident.press("Maak de afspraak")
    resident.sees("Kies een dag en tijd.", level=None)
    resident.page.get_by_role("radio").first.check()
    resident.press("Maak de afspraak")
    first, before = resident.appointment()
    resident.press("Verzet of zeg af")
    resident.sees("Kies een ander moment", level=2)
    resident.press("Huis van de Wijk")
    resident.page.get_by_role("radio").first.check()
    resident.press("Verzet de afspraak")
    second, after = resident.appointment()
    resident.sees("Huis van de Wijk", level=None)
    assert second["uid"] == first["uid"] and second["sequence"] > first["sequence"] and after != before
    resident.page.get_by_text("Afspraak afzeggen").click()
    resident.press("Zeg de afspraak af")
    resident.sees("U hebt geen afspraken", level=None)
    resident.open("/mijn/")
    resident.press("Kies een dag en tijd")
    resident.page.get_by_role("radio").first.check()
    resident.press("Maak de afspraak")
    resident.sees("Uw afspraak", level=2)


def test_paused_and_gone_on_with_by_the_link_in_the_mail(balie, new_page, axe):
    resident = Resident(new_page(width=390), balie, axe, "willem", name="paspoort-pauze")
    resident.begin("paspoort")
    resident.agree(times=2)
    resident.choose("Mijzelf")
    resident.next("Kloppen deze gegevens?")
    resident.choose("Ja")
    resident.next("Hebt u het oude paspoort nog?")
    resident.choose("Dit is het eerste paspoort")
    resident.next("Hoe lang is de persoon op het paspoort?")
    resident.press("Bewaar en stop")
    resident.sees("Uw antwoorden zijn bewaard")
    resident.write("E-mailadres", "willem")
    resident.press("Stuur mij de link")
    resident.sees("Vul een e-mailadres in, zoals naam@voorbeeld.nl.", level=None)
    resident.write("E-mailadres", resident.address)
    resident.press("Stuur mij de link")
    resident.sees("De mail is onderweg.", level=None)
    link = re.search(r"https?://\S+/verder/[\w-]+/?", resident.mailed("Ga verder met uw aanvraag")["text"])[0]

    elsewhere = Resident(new_page(), balie, axe, "willem", name="paspoort-elders")
    elsewhere.open(link)
    elsewhere.sees("Verdergaan met uw aanvraag")
    elsewhere.press("Ga verder")
    elsewhere.log_in()
    elsewhere.sees("Hoe lang is de persoon op het paspoort?")
    finish(elsewhere, height="181")
    elsewhere.sees("Dit is het eerste paspoort", level=None)
    elsewhere.paid("€ 86,85")
