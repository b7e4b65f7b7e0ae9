"""Paying later, places that are counted, and the day from which a product counts."""

from datetime import date
from decimal import Decimal

import pytest

from balie.forms.findings import DefinitionError
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate
from balie.forms.plan.own import with_own
from balie.forms.tests.sample import ANSWERS, FACTS, definition

BASIS = "    legal_basis: Artikel 1\n"
OWN = (BASIS, BASIS + "  - {source: eigen, fields: [eigen.in_gebruik], purpose: Om te tellen., legal_basis: x}\n")
ROW = "    - {row: vol, als: te_vol en leeftijd > 0, outcome: wachtlijst, reason: \"Vol in {{ wijk }}.\"}\n"
FULL = ("    - {row: groot,", ROW + "    - {row: groot,")
VALUE = ("  groot: bezoekers", "  te_vol: eigen.in_gebruik >= 2\n  groot: bezoekers")
PLACES = ("decision:\n", "places: {per: wijk}\ndecision:\n")
COUNTED = (OWN, VALUE, FULL, PLACES)


def state(*changes, used=None, answers=ANSWERS):
    facts = with_own(FACTS, {"in_gebruik": used}) if used is not None else FACTS
    return evaluate(compile_plan(definition(*changes)), answers, facts, today=date(2026, 11, 23))


def test_who_waits_pays_later():
    here, waits = state(*COUNTED, used=1), state(*COUNTED, used=2)
    assert (here.total, here.later, here.limit, here.pool) == (Decimal("25.50"), (), None, "Noord")
    assert waits.decision.outcome == "wachtlijst" and (waits.total, waits.costs) == (0, ()) and waits.price == Decimal("25.50") and waits.complete


def test_a_limit_holds_whichever_row_decides():
    young = {**FACTS, "persoon": {**FACTS["persoon"], "geboortedatum": "2010-01-01"}}
    found = evaluate(compile_plan(definition(*COUNTED)), ANSWERS, with_own(young, {"in_gebruik": 2}), today=date(2026, 11, 23))
    assert found.decision.outcome == "weigeren" and (found.limit.row, found.limit.reason) == ("vol", "Vol in Noord.")
    assert compile_plan(definition(*COUNTED)).limits == {"vol"}  # by way of a value; "jong" counts nothing


def test_not_known_is_not_full():
    assert state(*COUNTED).limit is None


def test_paid_when_granted():
    found = state(("payment: {when: submit,", "payment: {when: granted,"))
    assert (found.total, found.price, found.complete) == (0, Decimal("25.50"), True)


def test_first_day_of_the_product():
    from_ = ('"Straatfeest in {{ wijk }}"', '"Straatfeest in {{ wijk }}", from: vandaag + 3 dagen')
    assert state(from_).starts == date(2026, 11, 26) and state().starts is None


@pytest.mark.parametrize(("change", "sentence"), [
    (("places: {per: wijk}", "places: {per: als te_vol dan \"a\" anders \"b\"}"), "Gebruik hier niet `eigen`"),
    (('name: "Straatfeest in {{ wijk }}"', 'name: "Straatfeest in {{ wijk }}", from: wijk'), "wijk"),
])
def test_what_does_not_fit_is_refused(change, sentence):
    with pytest.raises(DefinitionError) as wrong:
        compile_plan(definition(*COUNTED, change))
    assert any(sentence in each.message for each in wrong.value.findings)
