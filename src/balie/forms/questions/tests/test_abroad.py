"""An address anywhere: what is typed for one country never comes along to another."""

from datetime import date

import pytest

from balie.forms.definition.questions import TYPES
from balie.forms.language.checker import check
from balie.forms.language.compiler import compiled_condition
from balie.forms.language.errors import LanguageError
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate
from balie.forms.plan.facts import ADDRESS
from balie.forms.plan.run import moment_of
from balie.forms.questions import question_type
from balie.forms.questions.countries import countries, country
from balie.forms.tests import sample

BELGIUM = {"land": "België", "regel1": "Wetstraat 16", "regel2": "1000 Brussel"}
HERE = {"land": "Nederland", "postcode": "1998 ab", "huisnummer": "3a"}


def kind(language: str = "nl", **about):
    part = TYPES["address_nl"].model_validate({"question": "adres", "type": "address_nl", "label": "Uw adres", "abroad": True, **about})
    return question_type(part, language=language)


def parse(language: str = "nl", **typed):
    return kind(language).parse({f"adres-{part}": [text] for part, text in typed.items()}, "adres")


def holds(rule: str, answer) -> bool:
    known = kind()
    found = check(rule, {"adres": known.type({})})
    return compiled_condition(found.tree)({"adres": known.from_json(answer)}, moment_of(None, ()))


def test_the_list_of_countries():
    assert len(countries("nl")) == len(countries("en")) == 250 and next(iter(countries("nl"))) == "NL"
    assert countries("nl")["DE"] == "Duitsland" and countries("en")["DE"] == "Germany" and "EU" not in countries("nl")


@pytest.mark.parametrize(("text", "code"), [
    ("België", "BE"), ("belgium", "BE"), ("be", "BE"), ("  Verenigde   Staten ", "US"), ("Turkije", "TR"), ("Atlantis", None),
    ("Europese Unie", None),
])  # fmt: skip
def test_a_country_as_somebody_types_it(text, code):
    assert country(text) == code


def test_at_home_it_is_the_address_as_ever():
    assert parse(**HERE).json == {"postcode": "1998AB", "huisnummer": "3", "huisletter": "a", "land": "NL"}
    assert parse(postcode="1998AB", huisnummer="3").json == {"postcode": "1998AB", "huisnummer": "3", "land": "NL"}
    assert parse(**HERE | {"postcode": "12"}).error.part == "postcode"


def test_elsewhere_it_is_a_country_with_lines():
    assert parse(**BELGIUM).json == {"land": "BE", "regel1": "Wetstraat 16", "regel2": "1000 Brussel"}
    assert parse("en", **BELGIUM | {"land": "Belgium"}).json["land"] == "BE"


@pytest.mark.parametrize(("typed", "code", "part"), [
    ({"land": "België"}, "address_line", "regel1"), ({"land": "België", "regel2": "x"}, "address_line", "regel1"),
    ({"land": "Atlantis", "regel1": "x"}, "country", "land"), ({"land": "België", "regel1": "x" * 101}, "too_long", "regel1"),
    ({"land": "België", "regel1": "x", "regel3": "y" * 101}, "too_long", "regel3"),
])  # fmt: skip
def test_what_is_wrong_is_said_where_it_is(typed, code, part):
    answer = parse(**typed)
    assert (answer.json, answer.error.code, answer.error.part) == (None, code, part) and answer.raw["land"] == typed["land"]


def test_nothing_is_no_answer():
    assert parse().json is None and parse().error is None and parse(land="Nederland").json is None


def test_what_belongs_to_the_other_country_stays_behind():
    both = {**BELGIUM, "postcode": "1998AB", "huisnummer": "3"}
    assert parse(**both).json == parse(**BELGIUM).json
    assert parse(**both | {"land": "Nederland"}).json == {"postcode": "1998AB", "huisnummer": "3", "land": "NL"}
    assert kind().from_json({"land": "BE", "regel1": "x", "postcode": "1998AB", "bag_id": "9"})["bag_id"] is None


@pytest.mark.parametrize("stored", [{"land": "XX", "regel1": "x"}, {"land": 7, "regel1": "x"}, {"regel1": ["x"]}, "tekst", [1]])
def test_what_cannot_have_been_stored_is_refused(stored):
    with pytest.raises(ValueError, match=r".+"):
        kind().from_json(stored)


def test_who_posts_that_it_is_here_is_not_believed():
    assert kind().from_json({"land": "BE", "regel1": "x", "buitenland": False})["buitenland"] is True
    assert "buitenland" not in parse(**BELGIUM, buitenland="nee").json


def test_rules():
    belgium, here = parse(**BELGIUM).json, parse(**HERE).json
    assert holds("adres.buitenland", belgium) and not holds("adres.buitenland", here)
    assert holds("adres.land is BE", belgium) and holds("adres.land is NL", here) and holds("adres.postcode is leeg", belgium)
    assert holds('adres.regel1 is "Wetstraat 16"', belgium)
    with pytest.raises(LanguageError):
        holds("adres.land is BELGIE", belgium)


def test_in_words_and_back_into_the_fields():
    value = kind().from_json(parse(**BELGIUM).json)
    assert kind().describe(value) == "Wetstraat 16, 1000 Brussel, België" and kind("en").describe(value).endswith("Belgium")
    assert {name: text for name, text in kind().raw(value).items() if text} == BELGIUM
    here = kind().from_json({**parse(**HERE).json, "straat": "Laan", "woonplaats": "Zonnedam"})
    assert kind().describe(here) == "Laan 3a, 1998 AB Zonnedam"


@pytest.mark.parametrize(("raw", "shown"), [
    ({}, ["land", "postcode", "huisnummer", "huisletter", "toevoeging", "straat", "woonplaats"]),
    ({"land": "België"}, ["land", "regel1", "regel2", "regel3"]), ({"land": "Atlantis"}, ["land"]),
])  # fmt: skip
def test_the_fields_follow_the_country(raw, shown):
    found = kind().context("adres", raw)
    assert [each["part"] for each in found["fields"]] == shown and ("BE", "België") in found["countries"]
    assert found["fields"][0]["raw"] == raw.get("land", "")


def test_it_is_filled_in_from_a_register():
    adopted = kind().adopt({"straat": "Laan", "huisnummer": "3", "postcode": "1998AB", "woonplaats": "Zonnedam", "bag_id": "9"})
    assert (adopted["land"], adopted["buitenland"], adopted["bag_id"]) == ("NL", False, "9") and kind().adopt(None) is None


def test_in_a_form():
    question = "{question: adres_feest, type: address_nl, label: Waar is het?, prefill: persoon.adres"
    row = "    - {row: ver, als: adres_feest.buitenland, outcome: weigeren, reason: Alleen hier.}\n    - {row: jong"
    plan = compile_plan(sample.definition((question, question + ", abroad: true"), ("    - {row: jong", row)))
    def state(answer):
        return evaluate(plan, {**sample.ANSWERS, "adres_feest": answer}, sample.FACTS, today=date(2026, 11, 23))

    assert state(parse(**BELGIUM).json).decision.row == "ver" and state(parse(**HERE).json).decision.row == "standaard"
    assert state({"land": "BE"}).complete is False and state(parse(**BELGIUM).json).complete


def test_without_abroad_nothing_is_another():
    plain = kind(abroad=False)
    assert set(plain.type({}).fields) == set(ADDRESS.fields) and "land" not in plain.parts
