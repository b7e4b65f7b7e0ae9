"""Products: the server knows the prices, what is chosen counts once, and the bill follows every change."""

from decimal import Decimal as D

import pytest

from balie.forms.checks import check_definition
from balie.forms.definition.folder import definition_of
from balie.forms.findings import DefinitionError
from balie.forms.plan import follows, uses
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate, reevaluate
from balie.forms.plan.reasons import reasons
from balie.forms.plan.tests.test_evaluate import ANSWERS, FACTS, TODAY, plan, question, state
from balie.forms.tests import sample

MUSIC = "      - {question: muziek,"
OFFER = """\
      - question: huur
        type: product
        label: Wat wilt u huren?
        required: false
        options:
          - {value: bank, label: Bank, price: "3.50", max: 2000}
          - {value: tent, label: Tent, price: tarief * 2, min: 2, max: 4}
          - {value: stroom, label: Stroom, price: 40}
"""
CHANGES = ((MUSIC, OFFER + MUSIC),)


def rented(**counts):
    return {**ANSWERS, "huur": counts}


def bill(found):
    return [(row.label, row.amount) for row in found.costs]


def test_each_product_stands_on_the_bill_at_its_own_price():
    found = state(rented(bank=10, tent=2, stroom=1), changes=CHANGES)
    assert bill(found) == [("Straatfeest", D("25.50")), ("10 × Bank", D("35.00")), ("2 × Tent", D("102.00")), ("1 × Stroom", D("40.00"))]
    assert (found.total, found.complete) == (D("202.50"), True)
    assert question(found, "huur").words == "10 × Bank, 2 × Tent en 1 × Stroom, samen €\u00a0177,00"
    assert question(found, "huur").json == {"bank": 10, "tent": 2, "stroom": 1}
    assert [each.price for each in question(found, "huur").options] == [D("3.50"), D("51.00"), D("40")]


def test_rules_know_the_numbers_and_the_total():
    discount = "  - {label: Korting, amount: 0 - huur.totaal * 0.1, als: huur.bank >= 10 en huur.aantal > 10}\npayment:"
    found = state(rented(bank=10, stroom=1), changes=(*CHANGES, ("payment:", discount)))
    assert ("Korting", D("-7.50")) in bill(found)
    assert "Korting" not in dict(bill(state(rented(bank=9, stroom=1), changes=(*CHANGES, ("payment:", discount)))))


@pytest.mark.parametrize("stored", [
    {"bank": 10, "totaal": 1}, {"bank": 10, "price": "0.01"}, {"boot": 1}, {"bank": -1}, {"bank": 1.5}, {"bank": True}, {"bank": "1e9"}, [1], "10", 7,
])
def test_what_somebody_made_up_is_no_answer_and_costs_nothing(stored):
    found = state({**ANSWERS, "huur": stored}, changes=CHANGES)
    assert question(found, "huur").error == "Vul dit opnieuw in." and not found.complete and found.total == D("25.50")


@pytest.mark.parametrize(("counts", "said"), [
    ({"bank": 2001}, "U kunt hoogstens 2000 keer Bank nemen."), ({"tent": 1}, "Neem minstens 2 keer Tent, of laat het leeg."),
    ({"stroom": 2}, "U kunt hoogstens 1 keer Stroom nemen."),
])
def test_no_more_and_no_fewer_than_is_offered(counts, said):
    assert question(state(rented(**counts), changes=CHANGES), "huur").error == said
    assert question(state(rented(bank=2000, tent=2, stroom=1), changes=CHANGES), "huur").error is None


def test_nothing_chosen_is_no_answer():
    found = state(rented(bank=0), changes=CHANGES)
    assert not question(found, "huur").answered and found.values["huur"] is None and found.total == D("25.50")
    must = state(rented(bank=0), changes=(*CHANGES, ("huren?\n        required: false", "huren?")))
    assert question(must, "huur").missing and question(must, "huur").missing_text == "Kies wat u wilt hebben."


def test_a_price_that_the_municipality_changed_counts_everywhere():
    found = evaluate(plan(*CHANGES), rented(tent=2), FACTS, today=TODAY, settings={"tarief": "30.00"})
    assert bill(found)[1] == ("2 × Tent", D("120.00")) and question(found, "huur").options[1].price == 60
    assert found.values["huur"]["totaal"] == 120


def test_a_price_that_is_not_known_leaves_the_bill_open():
    found = evaluate(plan(*CHANGES), rented(tent=2), FACTS, today=TODAY, settings={"tarief": None})
    assert bill(found)[-1] == ("2 × Tent", None) and found.total is None and question(found, "huur").words == "2 × Tent"


def test_the_bill_follows_a_change_and_a_hidden_product_costs_nothing():
    before = state(rented(bank=1), changes=CHANGES)
    assert reevaluate(before, rented(bank=2)).total == D("32.50")
    hidden = (*CHANGES, ("label: Wat wilt u huren?\n", "label: Wat wilt u huren?\n        toon als: bezoekers >= 20\n"))
    shown = state(rented(bank=1), changes=hidden)
    assert reevaluate(shown, {**rented(bank=1), "bezoekers": "10"}).total == D("25.50")


def test_control_without_its_place_in_the_graph_the_bill_stays_behind(monkeypatch):
    every = uses.uses
    monkeypatch.setattr("balie.forms.plan.program.uses", lambda plan: tuple(each for each in every(plan) if each.part != "product"))
    fresh = compile_plan(sample.definition(*CHANGES))
    before = evaluate(fresh, rented(bank=1), FACTS, today=TODAY)
    assert reevaluate(before, rented(bank=2)).total == before.total


def test_control_without_the_products_nothing_is_paid(monkeypatch):
    monkeypatch.setattr(follows, "_chosen", lambda run, question: ())
    assert state(rented(bank=10), changes=CHANGES).total == D("25.50")


def test_who_asks_why_it_costs_this_sees_the_products():
    found = state(rented(bank=10), changes=CHANGES)
    said = [each.text for each in reasons(plan(*CHANGES), found, "prijs")]
    assert "10 × Bank telt mee, want dat is gekozen: €\u00a035,00." in said


def check(*changes):
    return [each.message for each in check_definition(definition_of(sample.files(*changes))) if each.level == "error"]


TWICE = "Wat er bij `huur` gekozen is, telt vanzelf al mee. Haal `huur.totaal` hier weg."


@pytest.mark.parametrize("amount", ["huur.totaal", "huur.totaal + 5", "tarief + huur.totaal - 3", "rekening"])
def test_a_row_of_the_costs_that_counts_it_again_is_refused(amount):
    value = ("  groot: bezoekers >= 100\n", "  groot: bezoekers >= 100\n  rekening: huur.totaal\n")
    assert check(*CHANGES, value, ("amount: tarief}", f"amount: {amount}}}")) == [TWICE]


@pytest.mark.parametrize("amount", ["0 - huur.totaal * 0.1", "tarief - huur.totaal", "huur.totaal * 0.21", "als huur.totaal > 100 dan 0 anders 25"])
def test_control_a_discount_or_a_share_of_it_may_be(amount):
    assert check(*CHANGES, ("amount: tarief}", f"amount: {amount}}}")) == []


def test_products_need_a_way_to_pay():
    costs = sample.SERVICE[sample.SERVICE.index("costs:") : sample.SERVICE.index("payment:")]
    paid = "payment: {when: submit, description: Straatfeest}\n"
    assert check(*CHANGES, (costs, "")) == []
    assert "Er zijn kosten, maar `payment` ontbreekt. Zeg wanneer er betaald wordt." in check(*CHANGES, (costs, ""), (paid, ""))
    assert any("Er valt niets te betalen" in each for each in check((costs, "")))


@pytest.mark.parametrize(("old", "new", "said"), [
    ("value: bank", "value: totaal", "`totaal` heeft al een betekenis"),
    ("label: Bank", 'label: "Bank {{ wijk }}"', "schrijf de naam van het product voluit"),
    ("min: 2, max: 4", "min: 5, max: 4", "`min` is hoger dan `max`"), ("price: 40", "price: bezoekers", "bezoekers"),
    ("price: tarief * 2", "price: muziek", "muziek"),
])
def test_what_is_wrong_with_an_offer_is_said(old, new, said):
    assert any(said in each for each in _said(*CHANGES, (old, new)))


def test_a_product_stands_on_a_page_not_in_a_row():
    row = "          - {question: gas,"
    inside = '          - {question: eten, type: product, label: Eten, options: [{value: a, label: A, price: "1"}]}\n'
    assert any("kan niet in een groep" in each for each in _said((row, inside + row)))


def _said(*changes):
    with pytest.raises(DefinitionError) as wrong:
        compile_plan(sample.definition(*changes))
    return [each.message for each in wrong.value.findings]
