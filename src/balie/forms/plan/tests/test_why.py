"""What a resident is told: which earlier answers it follows from, and nothing of what does not stand on their form."""

from datetime import date

import pytest

from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate
from balie.forms.plan.why import why_costs, why_decided, why_page, why_questions, why_stopped
from balie.forms.tests import sample

DUTCH = compile_plan(sample.definition())
HIDDEN = ("        options: [{value: alcohol", "        toon als: bezoekers > 40\n        options: [{value: alcohol")


def told(about, *changes, language="nl", name="groot", **answers):
    definition = sample.definition(*changes)
    plan = compile_plan(definition.in_language(language)) if changes or language != "nl" else DUTCH
    state = evaluate(plan, {**sample.ANSWERS, **answers}, sample.FACTS, today=date(2026, 11, 23))
    return about(plan, state, state.page(name)) if about in (why_page, why_questions) else about(plan, state)


def test_a_page_is_there_because_of_an_answer():
    assert told(why_page, bezoekers="150") == "“Hoeveel mensen komen er” is minstens 100"


def test_who_sees_what_everybody_sees_is_told_nothing():
    """Control."""
    assert told(why_page, name="feest") == "" and told(why_questions, name="feest") == {}


def test_a_question_is_there_because_of_an_answer():
    change = ("label: In welke wijk?,", "label: In welke wijk?, toon als: muziek is nee of bezoekers > 900,")
    assert told(why_questions, change, name="feest") == {"wijk": "“Is er muziek” is nee"}
    assert told(why_questions, change, name="feest", muziek=True) == {}


def test_in_english():
    change = ("label: In welke wijk?,", "label: In welke wijk?, toon als: muziek is nee,")
    assert told(why_questions, change, language="en", name="feest") == {"wijk": "“Is there music” is no"}


def test_a_fact_has_no_name_in_english():
    young = ("als: leeftijd < 18", "als: leeftijd < 80")
    assert told(why_decided, young) == "leeftijd is minder dan 80" and told(why_decided, young, language="en") == ""


@pytest.mark.parametrize(("visitors", "said"), [("50", "bij “Wat gaat u doen” staat “Vuur maken”"), ("30", "")])
def test_an_answer_that_is_hidden_is_never_named(visitors, said):
    """The answer is kept in the draft, but does not count; where it stands on the form it is named (the control)."""
    assert told(why_decided, HIDDEN, bezoekers=visitors, activiteiten=["vuur"]) == said


@pytest.mark.parametrize(("visitors", "said"), [("50", "“Wat gaat u doen” is niet ingevuld"), ("30", "")])
def test_that_something_hidden_is_empty_is_not_told(visitors, said):
    change = ("als: groot of activiteiten bevat vuur", "als: activiteiten is leeg")
    assert told(why_decided, HIDDEN, change, bezoekers=visitors) == said


def test_only_rows_of_the_bill_that_count_are_named():
    rows = told(why_costs, muziek=True)
    assert [(each.label, each.why) for each in rows] == [("Straatfeest", ""), ("Muziek", "“Is er muziek” is ja")]
    assert told(why_costs) == ()


def test_a_product_stands_on_the_bill_too():
    music = "      - {question: muziek, type: yes_no"
    bench = "{question: huur, type: product, label: Huur, required: false, options: [{value: bank, label: Bank, price: 2}]}"
    change = (music, f"      - {bench}\n{music}")
    rows = told(why_costs, change, muziek=True, huur={"bank": 1})
    assert [(each.label, each.why != "") for each in rows] == [("Straatfeest", False), ("Muziek", True), ("1 × Bank", False)]


def test_a_stop():
    assert told(why_stopped, bezoekers="3") == "“Hoeveel mensen komen er” is minder dan 5" and told(why_stopped) == ""


def test_only_the_row_that_decides_is_told():
    assert told(why_decided, bezoekers="150") == "“Hoeveel mensen komen er” is minstens 100"
    assert told(why_decided) == ""  # the last row is for everybody


def test_no_piece_of_a_rule_is_told():
    change = ("als: groot of activiteiten bevat vuur", "als: als muziek is ja dan ja anders nee")
    assert told(why_decided, change, muziek=True) == ""


def test_one_of_several_that_would_each_do():
    change = ("als: groot of activiteiten bevat vuur", "als: (bezoekers > 10 en muziek is nee) of wijk is ingevuld")
    assert told(why_decided, change) == "“Hoeveel mensen komen er” is meer dan 10 en “Is er muziek” is nee"
    assert told(why_decided, change, muziek=True) == "“In welke wijk” is ingevuld"
