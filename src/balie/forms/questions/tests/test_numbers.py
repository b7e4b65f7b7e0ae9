"""Numbers as the Dutch write them, and limits told beforehand."""

from decimal import Decimal as D

import pytest

from balie.forms.questions.tests.test_questions import answer, question
from balie.forms.words import number


@pytest.mark.parametrize(("typed", "stored"), [
    ("1000", "1000"), ("1.000", "1000"), ("1 000", "1000"), ("1\u00a0000", "1000"), ("1\u202f000", "1000"), ("12.345.678", "12345678"),
    ("1.234,00", "1234"), ("1000 m²", "1000"), ("7,", None), ("1.00", "1"), ("10,0", "10"),
])
def test_thousands_may_stand_apart(typed, stored):
    found = answer("number", typed, unit="m²", decimals=0)
    assert found.json is None or D(found.json) == D(stored)
    assert (found.error is None) is (stored is not None)


@pytest.mark.parametrize("typed", ["1,000", "12,345,678"])
def test_english_thousands_are_asked_again_and_not_read_as_a_fraction(typed):
    assert answer("number", typed).error.text == "Vul een heel getal in, zonder komma." and answer("number", typed).raw == {"": typed}


def test_control_a_fraction_may_have_three_digits_where_fractions_are_asked():
    assert answer("number", "1,005", decimals=3).json == "1.005"


@pytest.mark.parametrize("typed", ["1.00.000", "12.34,5", "1..000", "1,2,3"])
def test_points_in_strange_places_are_asked_again(typed):
    assert answer("number", typed, decimals=2).error is not None


@pytest.mark.parametrize(("value", "unit", "said"), [
    ("1200", "mensen", "1.200 mensen"), ("1985", None, "1985"), ("12345", None, "12.345"), ("1234567.50", None, "1.234.567,5"),
    ("-1200", "euro", "-1.200 euro"), ("999", "m²", "999 m²"), ("0.50", None, "0,5"),
])
def test_shown_in_dutch_and_a_year_stays_whole(value, unit, said):
    assert question("number", unit=unit, decimals=2).describe(D(value)) == said


def test_numbers_in_texts():
    assert [number(D(each)) for each in ("9999", "10000", "-25000.10", "100.00")] == ["9999", "10.000", "-25.000,1", "100"]


@pytest.mark.parametrize(("kind", "about", "told"), [
    ("number", {"min": 1, "max": 500}, "Van 1 tot en met 500."),
    ("number", {"min": 1, "max": 5000, "unit": "mensen"}, "Van 1 tot en met 5.000 mensen."),
    ("number", {"max": 12, "unit": "m²"}, "Hoogstens 12 m²."), ("number", {"min": 2}, "Minstens 2."), ("number", {"min": 0}, ""), ("number", {}, ""),
    ("number", {"min": -5, "max": 0}, "Van -5 tot en met 0."), ("money", {"max": 100}, "Hoogstens €\u00a0100,00."), ("money", {}, ""),
    ("money", {"min": 5, "max": 10}, "Van €\u00a05,00 tot en met €\u00a010,00."), ("money", {"min": 5}, "Minstens €\u00a05,00."), ("text", {}, ""),
])
def test_limits_are_told_in_words(kind, about, told):
    assert question(kind, **about).limits() == told


def test_limits_in_english():
    assert question("number", language="en", min=1, max=500).limits() == "From 1 to 500."


def test_a_text_that_is_too_long_says_by_how_much_and_keeps_every_sign():
    typed = "Lang verhaal.\nMet regels. " * 3
    found = answer("long_text", typed, max=70)
    count = len(typed.strip())
    assert found.error.text == f"Gebruik hoogstens 70 tekens. U hebt er nu {count}: {count - 70} te veel." and found.raw[""] == typed.strip()
    assert answer("long_text", typed, max=count).error is None
