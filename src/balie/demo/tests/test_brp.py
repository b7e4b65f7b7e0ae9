"""Haal Centraal BRP Personen 2.7: questions, fields, what comes along by itself, and every error."""
import json
import os
from datetime import date
from pathlib import Path

import pytest

from balie.demo import place as places
from balie.demo.brp import dates, fields, present

ASK = {"type": "RaadpleegMetBurgerservicenummer", "fields": ["burgerservicenummer"]}


def one(call, key, *wanted):
    status, body = call.brp(**ASK | {"burgerservicenummer": [call.bsn(key)], "fields": list(wanted)})
    assert status == 200, body
    return body["personen"][0]


def test_only_the_asked_fields_come_back(call):
    person = one(call, "youssef", "naam.volledigeNaam", "kinderen.naam.voornamen", "geboorte.datum.langFormaat")
    assert set(person) == {"naam", "kinderen", "geboorte"}
    assert person["naam"] == {"volledigeNaam": "Youssef El Amrani"}
    assert person["kinderen"] == [{"naam": {"voornamen": "Sami"}}, {"naam": {"voornamen": "Lina"}}]
    assert person["geboorte"]["datum"]["type"] == "Datum"  # a part of a date gives the whole date


def test_address_and_salutation(call):
    person = one(call, "willem", "adressering", "verblijfplaats")
    assert person["adressering"]["aanhef"] == "Geachte heer Van der Meer"
    assert person["adressering"]["gebruikInLopendeTekst"] == "de heer Van der Meer"
    assert person["adressering"]["adresregel1"].startswith("Wulpstraat ")
    assert person["adressering"]["adresregel2"].endswith("  ZONNEDAM")
    assert person["verblijfplaats"]["type"] == "Adres"
    assert person["verblijfplaats"]["verblijfadres"]["officieleStraatnaam"] == "Wulpstraat"


def test_secrecy_comes_along_by_itself(call):
    assert one(call, "amira", "naam")["geheimhoudingPersoonsgegevens"] is True
    assert "geheimhoudingPersoonsgegevens" not in one(call, "sanne", "naam")


def test_investigation_comes_along_with_what_was_asked(call):
    person = one(call, "ruben", "verblijfplaats.verblijfadres.huisnummer", "adressering.adresregel1")
    assert person["verblijfplaats"]["verblijfadres"]["inOnderzoek"]["huisnummer"] is True
    assert person["adressering"]["inOnderzoek"]["adresregel1"] is True
    assert "inOnderzoek" not in one(call, "ruben", "naam").get("naam", {})
    assert "inOnderzoek" not in one(call, "ruben", "verblijfplaats.verblijfadres.postcode")["verblijfplaats"]["verblijfadres"]


def test_custody_has_names_and_age(call):
    relation = one(call, "eva", "gezag")["gezag"][0]
    assert relation["type"] == "GezamenlijkOuderlijkGezag"
    assert relation["minderjarige"]["naam"]["volledigeNaam"] == "Tess Dekker"
    assert relation["minderjarige"]["leeftijd"] == 9
    assert {parent["naam"]["volledigeNaam"] for parent in relation["ouders"]} == {"Eva Mulder", "Bram Dekker"}
    assert one(call, "chantal", "gezag")["gezag"][0]["type"] == "EenhoofdigOuderlijkGezag"


def test_a_deceased_person_is_found_only_when_asked(call, place):
    johan = next(p for p in place.town.persons if p.get("overlijden") and p["naam"]["voornamen"] == "Johan")
    home = johan["verblijfplaats"]
    ask = {"type": "ZoekMetPostcodeEnHuisnummer", "postcode": home["postcode"], "huisnummer": int(home["huisnummer"]),
           "fields": ["naam.voornamen"]}
    names = [p["naam"]["voornamen"] for p in call.brp(**ask)[1]["personen"]]
    assert "Gerda" in names and "Johan" not in names
    found = call.brp(**ask, inclusiefOverledenPersonen=True)[1]["personen"]
    assert next(p for p in found if p["naam"]["voornamen"] == "Johan")["opschortingBijhouding"]["reden"]["code"] == "O"


@pytest.mark.parametrize("make", [
    lambda p: {"type": "ZoekMetGeslachtsnaamEnGeboortedatum", "geslachtsnaam": "BAKKE*", "geboortedatum": present_day(p)},
    lambda p: {"type": "ZoekMetNaamEnGemeenteVanInschrijving", "geslachtsnaam": "bakker", "voornamen": "San*", "gemeenteVanInschrijving": "9991"},
    lambda p: {"type": "ZoekMetPostcodeEnHuisnummer", "postcode": p["verblijfplaats"]["postcode"].lower(),
               "huisnummer": p["verblijfplaats"]["huisnummer"]},
    lambda p: {"type": "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving", "straat": "binnengr*",
               "huisnummer": int(p["verblijfplaats"]["huisnummer"]),
               "gemeenteVanInschrijving": "9991"},
    lambda p: {"type": "ZoekMetNummeraanduidingIdentificatie", "nummeraanduidingIdentificatie": p["verblijfplaats"]["nummeraanduidingIdentificatie"]},
    lambda p: {"type": "ZoekMetAdresseerbaarObjectIdentificatie",
               "adresseerbaarObjectIdentificatie": p["verblijfplaats"]["adresseerbaarObjectIdentificatie"]},
])
def test_every_search_finds_sanne(call, place, make):
    sanne = place.persons[call.bsn("sanne")]
    status, body = call.brp(**make(sanne), fields=["burgerservicenummer"])
    assert status == 200, body
    assert [p["burgerservicenummer"] for p in body["personen"]] == [sanne["burgerservicenummer"]]


def present_day(person):
    return dates.present(person["geboorte"]["datum"])["datum"]


SEARCH = {"type": "ZoekMetPostcodeEnHuisnummer", "postcode": "1998AA", "huisnummer": 1, "fields": ["naam"]}


@pytest.mark.parametrize(("query", "code", "name", "kind"), [
    ({}, "paramsCombination", "type", "required"),
    ({"type": "Zoek", "fields": ["naam"]}, "paramsValidation", "type", "value"),
    (ASK, "paramsCombination", "burgerservicenummer", "required"),
    (ASK | {"burgerservicenummer": "999900006"}, "paramsValidation", "burgerservicenummer", "array"),
    (ASK | {"burgerservicenummer": []}, "paramsValidation", "burgerservicenummer", "minItems"),
    (ASK | {"burgerservicenummer": ["999900006"] * 21}, "paramsValidation", "burgerservicenummer", "maxItems"),
    (ASK | {"burgerservicenummer": ["12"]}, "paramsValidation", "burgerservicenummer[0]", "pattern"),
    (ASK | {"burgerservicenummer": ["999900006"], "fields": []}, "paramsValidation", "fields", "minItems"),
    (ASK | {"burgerservicenummer": ["999900006"], "fields": ["schoenmaat"]}, "paramsValidation", "fields[0]", "fields"),
    (ASK | {"burgerservicenummer": ["999900006"], "fields": ["inOnderzoek"]}, "paramsValidation", "fields[0]", "fields"),
    (ASK | {"burgerservicenummer": ["999900006"], "huisnummer": 1}, "paramsValidation", "huisnummer", "unknownParam"),
    (SEARCH | {"fields": ["verblijfplaats"]}, "paramsValidation", "fields[0]", "fields"),  # not in PersoonBeperkt
    (SEARCH | {"huisnummer": "een"}, "paramsValidation", "huisnummer", "integer"),
    (SEARCH | {"postcode": "98AA"}, "paramsValidation", "postcode", "pattern"),
    (SEARCH | {"inclusiefOverledenPersonen": "ja"}, "paramsValidation", "inclusiefOverledenPersonen", "boolean"),
    ({"type": "ZoekMetGeslachtsnaamEnGeboortedatum", "geslachtsnaam": "Vo", "geboortedatum": "2000-02-30", "fields": ["naam"]}, "paramsValidation",
     "geboortedatum", "date"),
])
def test_every_mistake_is_named(call, query, code, name, kind):
    status, body = call.brp(**query)
    assert (status, body["code"]) == (400, code)
    assert (name, kind) in [(param["name"], param["code"]) for param in body["invalidParams"]]
    assert name in body["detail"]


def test_too_many_results(call, place):
    home = place.persons[call.bsn("sanne")]["verblijfplaats"]
    for number in range(31):
        place.persons[f"8{number:08d}"] = {"burgerservicenummer": f"8{number:08d}", "verblijfplaats": home}
    status, body = call.brp(type="ZoekMetPostcodeEnHuisnummer", postcode=home["postcode"], huisnummer=home["huisnummer"], fields=["naam"])
    assert (status, body["code"]) == (400, "tooManyResults")


def test_key_type_and_accept(call, place):
    address = "/haalcentraal/api/brp/personen"
    assert call("POST", address, body=ASK).status_code == 401
    key = place.config.keys["brp"]
    assert call("POST", address, form={"a": "b"}, x_api_key=key).status_code == 415
    refused = call("POST", address, body=ASK, x_api_key=key, accept="text/html")
    assert refused.status_code == 406 and refused["Content-Type"] == "application/problem+json"
    assert call("GET", address).status_code == 405


@pytest.mark.parametrize(("text", "shown", "years"), [
    ("19800229", {"type": "Datum", "datum": "1980-02-29", "langFormaat": "29 februari 1980"}, 46),
    ("19801100", {"type": "JaarMaandDatum", "jaar": 1980, "maand": 11, "langFormaat": "november 1980"}, None),
    ("19801200", {"type": "JaarMaandDatum", "jaar": 1980, "maand": 12, "langFormaat": "december 1980"}, 45),
    ("19800000", {"type": "JaarDatum", "jaar": 1980, "langFormaat": "1980"}, None),
    ("00000000", {"type": "DatumOnbekend", "onbekend": True, "langFormaat": "onbekend"}, None),
])
def test_incomplete_dates(text, shown, years):
    assert dates.present(text) == shown
    assert dates.age(text, date(2026, 11, 23)) == years


def test_a_baby_has_age_zero():
    raw = {"burgerservicenummer": "1", "geboorte": {"datum": "20261120"}}
    assert present.person(raw, date(2026, 11, 23), lambda _: None)["leeftijd"] == 0


def _paths(tree, start=""):
    for name, below in tree.items():
        yield start + name
        yield from _paths(below, f"{start}{name}.")


def test_every_field_of_the_tree_can_be_asked_of_everybody(call, place):
    paths = list(_paths(fields.PERSON))
    for raw in list(place.persons.values())[:80]:
        person = present.person(raw, date.today(), place.persons.get)
        whole = fields.choose(person, list(fields.PERSON), fields.PERSON)
        assert set(whole) <= set(fields.PERSON) | set(fields.AUTOMATIC)
        for path in paths:
            fields.choose(person, [path], fields.PERSON)


STANDARDS = Path(os.environ.get("BALIE_STANDARDS") or Path(__file__).parents[5] / "shared" / "standards")
EXAMPLES = STANDARDS / "brp" / "personen-voorbeeld-60.json"
SPECIFICATION = STANDARDS / "brp" / "brp-personen-bevragen-openapi.yaml"


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the published test persons are not on this machine")
def test_the_published_test_persons_can_be_loaded(place):
    from balie.demo.tests.calls import Calls

    assert places.load_persons(EXAMPLES, place.config.home) == 60
    place.journal.close()
    again = places.Place(place.config, place.town)
    with places.use(again):
        call = Calls(again)
        rows = json.loads(EXAMPLES.read_text())
        for start in range(0, 60, 20):
            asked = [row["burgerservicenummer"] for row in rows[start:start + 20]]
            status, body = call.brp(**ASK | {"burgerservicenummer": asked, "fields": list(fields.PERSON)})
            assert status == 200 and len(body["personen"]) == 20
        fabian = call.brp(**ASK | {"burgerservicenummer": ["999998596"], "fields": ["adressering", "partners.naam.geslachtsnaam"]})[1]["personen"][0]
        assert fabian["adressering"]["adresregel1"] == "Turfmarkt 11"
        assert fabian["partners"][0]["naam"]["geslachtsnaam"] == "Frederiks"


HERE = {"code": "9991", "omschrijving": "Zonnedam"}
ELSEWHERE = [
    {"burgerservicenummer": "999998596", "gemeenteVanInschrijving": {"code": "0518", "omschrijving": "'s-Gravenhage"}},
    {"burgerservicenummer": "999998602"}, {"burgerservicenummer": "999998614", "gemeenteVanInschrijving": {"code": "1999", "omschrijving": "RNI"}},
]


def test_loaded_persons_count_at_once_and_can_be_registered_here(place, tmp_path):
    file = tmp_path / "persons.json"
    file.write_text(json.dumps(ELSEWHERE))
    assert "999998596" not in place.persons
    assert places.load_persons(file, place.config.home) == 3
    assert place.persons["999998596"]["gemeenteVanInschrijving"]["code"] == "0518"  # control
    assert places.load_persons(file, place.config.home, municipality="9991") == 3
    assert place.persons["999998596"]["gemeenteVanInschrijving"] == HERE
    assert "gemeenteVanInschrijving" not in place.persons["999998602"]
    assert place.persons["999998614"]["gemeenteVanInschrijving"]["code"] == "1999"


def test_a_municipality_that_is_not_there_is_refused(place, tmp_path):
    file = tmp_path / "persons.json"
    file.write_text(json.dumps(ELSEWHERE))
    with pytest.raises(ValueError, match="9991, 9992"):
        places.load_persons(file, place.config.home, municipality="0518")
    assert "999998596" not in place.persons


@pytest.mark.skipif(not SPECIFICATION.exists(), reason="the specification is not on this machine")
def test_answers_follow_the_published_schema(call, place):
    import jsonschema_rs
    import yaml

    schemas = yaml.safe_load(SPECIFICATION.read_text())["components"]["schemas"]
    del schemas["Waardetabel"]["properties"]["omschrijving"]["pattern"]  # it forbids the "/" of the official "echtgenoot/geregistreerd partner"

    def local(value):
        """The schemas without what only a generator of code reads."""
        if isinstance(value, dict):
            return {key: local(part) for key, part in value.items() if key not in ("discriminator", "description", "default", "example")}
        return [local(part) for part in value] if isinstance(value, list) else value

    document = {"$ref": "#/components/schemas/Persoon", "components": {"schemas": local(schemas)}}
    check = jsonschema_rs.validator_for(document)
    for raw in list(place.persons.values())[:200]:
        status, body = call.brp(**ASK | {"burgerservicenummer": [raw["burgerservicenummer"]], "fields": list(fields.PERSON)})
        for person in body["personen"]:
            faults = [f"{error.instance_path}: {error.message}" for error in check.iter_errors(person)]
            assert not faults, faults[:3]
    assert not check.is_valid({"burgerservicenummer": "12"})  # the check can fail


def test_a_file_that_is_no_list_of_persons_is_refused(tmp_path):
    bad = tmp_path / "x.json"
    bad.write_text('{"a": 1}')
    with pytest.raises(ValueError, match="list of persons"):
        places.load_persons(bad, tmp_path)
