"""Products as they are typed, stored and said; what they cost is for the plan to say."""

from decimal import Decimal as D

import pytest

from balie.forms.questions.tests.test_questions import question

OFFER = {"options": [{"value": "kaas", "label": "Broodje kaas", "price": "3.50", "max": 2000, "help": "Met boter."},
                     {"value": "tas", "label": "Tas", "price": "1", "min": 1, "max": 1}]}  # fmt: skip
PRICES = (D("3.50"), D("1.00"))


def product(**about):
    return question("product", **{**OFFER, **about})


@pytest.mark.parametrize(("typed", "stored"), [
    ({"q-kaas": ["2"], "q-tas": ["1"]}, {"kaas": 2, "tas": 1}), ({"q-kaas": [" 3 "]}, {"kaas": 3}), ({"q-kaas": ["1.200"]}, {"kaas": 1200}),
    ({"q-kaas": ["1 200"]}, {"kaas": 1200}), ({"q-kaas": ["0"]}, None), ({"q-kaas": [""]}, None), ({}, None),
    ({"q-kaas": ["1"], "q-kaas-price": ["0.01"], "q-totaal": ["0"], "q-aantal": ["9"]}, {"kaas": 1}),
])
def test_numbers_are_typed(typed, stored):
    found = product().parse(typed, "q")
    assert (found.json, found.error) == (stored, None)


@pytest.mark.parametrize("typed", ["veel", "-1", "1,5", "1.5", "½", "1e3", "9" * 12, "٣"])
def test_what_is_no_number_is_said_beside_it_and_kept(typed):
    found = product().parse({"q-kaas": [typed], "q-tas": ["1"]}, "q")
    assert found.json is None and found.error.part == "kaas" and "Vul bij Broodje kaas een heel getal in" in found.error.text
    assert found.raw == {"kaas": typed, "tas": "1"}
    drawn = product().context("q", found.raw, found.error)
    assert drawn["said"] and [(each["raw"], bool(each["error"])) for each in drawn["fields"]] == [(typed, True), ("1", False)]


def test_a_tick_that_was_tampered_with_is_said_above_all():
    found = product().parse({"q-tas": ["5"]}, "q")
    assert found.error.text == "U kunt hoogstens 1 keer Tas nemen." and not product().context("q", found.raw, found.error)["said"]


def test_the_value_holds_numbers_and_total_and_is_stored_without():
    value = product().from_json({"kaas": 2, "tas": "1"}, PRICES)
    assert value == {"kaas": 2, "tas": 1, "aantal": 3, "totaal": D("8.00")} and product().to_json(value) == {"kaas": 2, "tas": 1}
    assert product().from_json({"kaas": 2})["totaal"] is None  # who does not know the prices says nothing of them


def test_in_words():
    value = product().from_json({"kaas": 1200, "tas": 1}, PRICES)
    assert product().describe(value) == "1200 × Broodje kaas en 1 × Tas, samen €\u00a04.201,00"
    assert product(language="en").describe(value).endswith("and 1 × Tas, together €\u00a04.201,00")
    assert product().raw(value) == {"kaas": "1200", "tas": "1"} and product().raw(None) == {"kaas": "", "tas": ""}


def test_one_is_a_tick_more_is_a_number():
    assert [each["once"] for each in product().context("q")["fields"]] == [False, True]
