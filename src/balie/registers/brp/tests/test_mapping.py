"""From the wire to facts: every fact of docs/reference/service-definition.md, and what the BRP does when it does not know."""
from datetime import date
from uuid import UUID, uuid5

import pytest

from balie.registers.brp import dates, mapping
from balie.registers.tests.wire import CHILD, PARTNER, PERSON

TODAY = date(2026, 11, 23)


class Ids(dict):
    def __missing__(self, bsn):
        return uuid5(UUID(int=0), bsn)


def fact(name: str, person: dict = PERSON):
    return mapping.facts_of(person, [name], ids=Ids(), today=TODAY)[name]


@pytest.mark.parametrize(("name", "expected"), [
    ("naam", "Johanna Maria de Wit"), ("voornamen", "Johanna Maria"), ("geslachtsnaam", "Wit"), ("voorvoegsel", "de"),
    ("geboortedatum", "1986-04-12"), ("leeftijd", 40), ("geboorteplaats", "Zonnedam"), ("geslacht", "vrouw"),
    ("nationaliteiten", ["Nederlandse", "staatloos"]), ("inschrijvingsdatum", "2010-05-01"), ("geheim", False), ("overleden", False),
])
def test_plain_facts(name, expected):
    assert fact(name) == expected


def test_address():
    address = fact("adres")
    assert {key: address[key] for key in ("straat", "huisnummer", "huisletter", "toevoeging", "postcode", "woonplaats", "bag_id")} == {
        "straat": "Kerkstraat", "huisnummer": 12, "huisletter": "A", "toevoeging": "2", "postcode": "1998SB", "woonplaats": "Zonnedam",
        "bag_id": "9991010000000001",
    }
    assert address["sinds"] == "2010-05-01" and not address["briefadres"]


@pytest.mark.parametrize(("place", "words"), [
    ({"type": "Locatie", "verblijfadres": {"locatiebeschrijving": "Woonboot bij de sluis"}}, "Woonboot bij de sluis"),
    ({"type": "VerblijfplaatsBuitenland", "verblijfadres": {"regel1": "1 Rue", "regel2": "Parijs", "land": {"omschrijving": "Frankrijk"}}},
     "1 Rue, Parijs, Frankrijk"),
    ({"type": "VerblijfplaatsOnbekend"}, "onbekend"),
])
def test_somebody_without_an_address_here(place, words):
    address = fact("adres", {"verblijfplaats": place})
    assert address["omschrijving"] == words and address["straat"] == "" and address["bag_id"] == ""


def test_relatives_are_ids_not_numbers():
    everything = mapping.facts_of(PERSON, ["partner", "kinderen", "ouders", "gezag"], ids=Ids(), today=TODAY)
    assert everything["partner"]["naam"] == "Sam Bakker" and everything["partner"]["person_id"] == str(Ids()[PARTNER])
    assert [(one["naam"], one["leeftijd"]) for one in everything["kinderen"]] == [("Noor Bakker", 7), ("Tim Oud", 21)]
    assert [one["person_id"] is None for one in everything["ouders"]] == [False, True]
    assert everything["ouders"][1] | {"geslacht": None} == {
        "person_id": None, "naam": "Piet de Wit", "geboortedatum": None, "geboortedatum_woorden": "1950", "leeftijd": None, "ouder": "2",
        "geslacht": None,
    }
    assert everything["gezag"][0]["zeker"] and len(everything["gezag"][0]["gezagsdragers"]) == 2
    assert not any(bsn in str(everything) for bsn in mapping.bsns_in(PERSON))
    assert CHILD in mapping.bsns_in(PERSON) and len(mapping.bsns_in(PERSON)) == 6


def test_nothing_known_is_no_error():
    facts = mapping.facts_of({}, mapping.FIELDS, ids=Ids(), today=TODAY)
    assert facts["naam"] == "" and facts["adres"] is None and facts["kinderen"] == [] and facts["partner"] is None
    assert facts["leeftijd"] is None and facts["geheim"] is False


def test_somebody_who_died():
    assert fact("overleden", {"overlijden": {"datum": {"type": "DatumOnbekend", "onbekend": True}}})
    assert fact("overleden", {"opschortingBijhouding": {"reden": {"code": "O"}}})
    assert not fact("overleden", {"opschortingBijhouding": {"reden": {"code": "E"}}}), "emigrated is not dead"


def test_secrecy():
    assert fact("geheim", {"geheimhoudingPersoonsgegevens": True}) is True


@pytest.mark.parametrize(("person", "doubted"), [
    ({"naam": {"inOnderzoek": {"geslachtsnaam": True}}}, ["naam"]),
    ({"verblijfplaats": {"verblijfadres": {"inOnderzoek": {"huisnummer": True}}}}, ["adres"]),
    ({"kinderen": [{}, {"inOnderzoek": {"burgerservicenummer": True}}]}, ["kinderen"]),
    ({"inOnderzoek": {"geslacht": True}}, ["geslacht"]),
    (PERSON, []),
])
def test_what_the_register_doubts(person, doubted):
    assert mapping.in_doubt(person, ["naam", "adres", "kinderen", "geslacht"]) == doubted


@pytest.mark.parametrize(("value", "whole", "words", "age"), [
    ({"type": "Datum", "datum": "2008-11-24"}, "2008-11-24", "24 november 2008", 17),
    ({"type": "Datum", "datum": "2008-11-23"}, "2008-11-23", "23 november 2008", 18),
    ({"type": "Datum", "datum": "2004-02-29"}, "2004-02-29", "29 februari 2004", 22),
    ({"type": "JaarMaandDatum", "jaar": 2008, "maand": 12}, None, "december 2008", 17),
    ({"type": "JaarMaandDatum", "jaar": 2008, "maand": 11}, None, "november 2008", None),
    ({"type": "JaarDatum", "jaar": 2008}, None, "2008", None),
    ({"type": "DatumOnbekend", "onbekend": True}, None, "onbekend", None),
    (None, None, "", None),
])
def test_dates_known_in_part(value, whole, words, age):
    assert (dates.whole(value), dates.words(value), dates.age_on(value, TODAY)) == (whole, words, age)


def test_only_what_is_needed_is_asked():
    assert mapping.request_fields(["naam", "geheim"]) == ["burgerservicenummer", "naam.volledigeNaam"]
    with pytest.raises(KeyError):
        mapping.request_fields(["schoenmaat"])


def child(*gezag: dict) -> dict:
    return fact("kinderen", PERSON | {"gezag": list(gezag)})[0]


def relation(kind: str, **more) -> dict:
    return {"type": kind, "minderjarige": {"burgerservicenummer": CHILD}, **more}


ME, OTHER = {"burgerservicenummer": PERSON["burgerservicenummer"]}, {"burgerservicenummer": PARTNER}


@pytest.mark.parametrize(("gezag", "word", "shares"), [
    (relation("GezamenlijkOuderlijkGezag", ouders=[ME, OTHER]), "samen", True),
    (relation("GezamenlijkOuderlijkGezag", ouders=[ME, {}]), "samen", False),  # the other parent has no number here
    (relation("EenhoofdigOuderlijkGezag", ouder=ME), "alleen", False),
    (relation("EenhoofdigOuderlijkGezag", ouder=OTHER), "ander", False),
    (relation("GezamenlijkGezag", ouder=ME, derde=OTHER), "derde", True),
    (relation("Voogdij", derden=[OTHER]), "ander", False),
    (relation("GezagNietTeBepalen"), "onbekend", False),
    (relation("EenhoofdigOuderlijkGezag", ouder=ME, inOnderzoek={"type": True}), "onbekend", False),
])
def test_authority_over_a_child(gezag, word, shares):
    found = child(gezag)
    assert found["gezag"] == word and found["andere_ouder"] == (str(Ids()[PARTNER]) if shares else None)


def test_no_word_of_authority_is_no_answer():
    assert child()["gezag"] is None and child()["andere_ouder"] is None
    assert child({"type": "GezagNietTeBepalen"})["gezag"] is None


@pytest.mark.parametrize(("name", "whole"), [({"voorvoegsel": "de", "geslachtsnaam": "Wit"}, "de Wit"), ({"geslachtsnaam": "Wit"}, "Wit"), ({}, "")])
def test_the_surname_as_it_is_written(name, whole):
    assert fact("achternaam", {"naam": name}) == whole
