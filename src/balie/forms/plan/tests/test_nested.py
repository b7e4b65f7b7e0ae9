"""A group in a group: what its rules see, what counts, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from balie.forms.definition.folder import definition_of
from balie.forms.findings import DefinitionError
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate, reevaluate
from balie.forms.plan.plan import render_text
from balie.forms.plan.reasons import reasons
from balie.forms.plan.showing import row_as_typed
from balie.forms.tests.sample import ANSWERS, FACTS, files

GAS = "          - {question: gas, type: yes_no, label: Gebruikt u gas?, toon als: soort is eten}\n"
NESTED = """\
          - {question: samen, type: computed, label: Samen, value: som van kosten.bedrag}
          - {question: duur, type: yes_no, label: Is dat veel?, required: false, toon als: samen > 100}
          - question: kosten
            type: group
            label: Kosten
            required: false
            min: 0
            max: 2
            summary: "{{ bedrag | euro }} voor {{ soort }} in {{ wijk }}"
            questions:
              - {question: bedrag, type: money, label: Bedrag, max: 500}
              - {question: waarvoor, type: text, label: Waarvoor?, toon als: bedrag > meter en soort is eten en muziek is nee}
              - {question: wie, type: people, from: persoon.kinderen, min: 0, label: Wie betaalt?, required: false}
"""
COSTS = ("costs:\n", "costs:\n  - {label: Kramen, amount: som van kramen.kosten.bedrag}\n")
ROWS = [
    {"soort": "eten", "meter": "3", "gas": True,
     "kosten": [{"bedrag": "5", "waarvoor": "Huur", "wie": ["k1"]}, {"bedrag": "2", "waarvoor": "Brood"}]},
    {"soort": "spel", "meter": "2", "kosten": [{"bedrag": "9"}]}, {"soort": "spel", "meter": "4"},
]  # fmt: skip


def made(*changes, gas: str = GAS + NESTED):
    return compile_plan(definition_of(files((GAS, gas), COSTS, *changes)))


PLAN = made()


def state(rows=ROWS, plan=PLAN, **answers):
    return evaluate(plan, {**ANSWERS, **answers, "kramen": rows}, FACTS, today=date(2026, 11, 23))


def group(found):
    return next(each for page in found.pages for each in page.questions if each.name == "kramen")


def inner(found, row: int, name: str = "kosten"):
    return next((each for each in group(found).rows[row] if each.name == name), None)


def test_a_rule_in_a_row_sees_the_row_around_it_and_the_whole_form():
    names = [[each.name for each in row] for row in inner(state(), 0).rows]
    assert names == [["bedrag", "waarvoor", "wie"], ["bedrag", "wie"]]
    assert [each.name for each in inner(state(), 1).rows[0]] == ["bedrag", "wie"], "control: no food in the row around it"
    assert [each.name for each in inner(state(muziek=True), 0).rows[0]] == ["bedrag", "wie"], "control: music on the form"


def test_what_is_hidden_in_a_row_in_a_row_never_counts():
    first = state().values["kramen"][0]["kosten"]
    assert [row["waarvoor"] for row in first] == ["Huur", None] and first[0]["wie"][0]["naam"] == "Bo Vos"
    assert state().answers["kramen"][0]["kosten"][1] == {"bedrag": "2.00"}


def test_rules_add_up_over_rows_in_rows():
    found = state()
    assert found.costs[0].amount == Decimal(16)
    assert [row["samen"] for row in found.values["kramen"]] == [Decimal(7), Decimal(9), Decimal(0)]
    rules = {"som van kramen.samen": "16", "aantal van kramen.kosten": "3", "aantal van kramen waar (aantal van kosten is 0)": "1",
             "een van kramen (een van kosten (bedrag > meter en soort is spel))": "ja",
             "alle van kramen (een van kosten (bedrag > 1))": "nee"}  # fmt: skip
    assert {rule: render_text(f"{{{{ {rule} }}}}", found.context) for rule in rules} == rules
    assert state(ROWS[1:]).costs[0].amount == Decimal(9)


def test_a_row_is_computed_in_the_order_of_who_reads_whom():
    """`duur` reads `samen`, which reads `kosten`, which stands below both."""
    assert inner(state(), 0, "duur") is None
    dear = state([{**ROWS[0], "kosten": [{"bedrag": "200", "waarvoor": "Tent"}], "duur": True}])
    assert inner(dear, 0, "duur").value is True and inner(dear, 0, "samen").words == "€\u00a0200,00"


@pytest.mark.parametrize(("kosten", "done"), [
    ([{"bedrag": "2"}] * 2, True), ([{"bedrag": "2"}] * 3, False), ([{"bedrag": "501", "waarvoor": "x"}], False), ([{}], False),
    ([{"bedrag": "4"}], False), (None, True),
])  # fmt: skip
def test_limits_and_what_must_be_answered_hold_in_every_row(kosten, done):
    found = state([{**ROWS[0], "kosten": kosten}])
    assert (group(found).error is None) is done and found.complete is done


@pytest.mark.parametrize("kosten", ["x", 3, {"bedrag": "2"}, [["x"]], [{"bedrag": {}}]])
def test_nonsense_in_a_row_in_a_row_is_no_answer(kosten):
    found = state([{**ROWS[0], "kosten": kosten}])
    assert found.values["kramen"] is None and group(found).error and not found.complete


def test_each_row_has_a_name_of_its_own():
    assert inner(state(), 0).summaries == ("€\u00a05,00 voor Eten in Noord", "€\u00a02,00 voor Eten in Noord")
    assert "(€\u00a09,00)" in group(state()).words


def test_a_change_outside_reaches_into_rows_in_rows():
    before = state()
    answers = {**ANSWERS, "muziek": True, "kramen": ROWS}
    assert [each.name for each in inner(reevaluate(before, answers), 0).rows[0]] == ["bedrag", "wie"]
    assert reevaluate(before, answers) == state(muziek=True)


def test_a_row_that_is_not_kept_yet_shows_as_it_will():
    names = lambda *rows: [each.name for each in row_as_typed(state(), rows)]  # noqa: E731
    assert names(("kramen", {})) == ["soort", "meter", "samen", "kosten"]
    assert names(("kramen", ROWS[0]), ("kosten", {})) == ["bedrag", "wie"]
    assert names(("kramen", ROWS[0]), ("kosten", {"bedrag": "50"})) == ["bedrag", "waarvoor", "wie"]
    assert names(("kramen", ROWS[1]), ("kosten", {"bedrag": "50"})) == ["bedrag", "wie"], "control"
    assert [each.name for each in row_as_typed(state(), [("kramen", {})], ["gas"])] == ["soort", "meter", "gas", "samen", "kosten"]


def test_why_a_question_in_a_row_in_a_row_is_there():
    said = [each.text for each in reasons(PLAN, state(), "kramen.kosten.waarvoor")]
    assert [each.split(",")[0] for each in said] == [
        "U ziet deze vraag bij nummer 1.1", "U ziet deze vraag bij nummer 1.2 niet", "U ziet deze vraag bij nummer 2.1 niet",
        "U ziet deze vraag nog niet bij nummer 3",
    ]  # fmt: skip
    assert "“Bedrag” is hoogstens “Hoe breed”" in said[1] and "“Soort” is niet “Eten”" in said[2]
    with pytest.raises(KeyError):
        reasons(PLAN, state(), "kramen.kosten.gas")


THIRD = "{question: derde, type: group, label: Derde, questions: [{question: x, type: text, label: X}]}"


@pytest.mark.parametrize(("change", "said"), [
    (("{question: wie, type: people, from: persoon.kinderen, min: 0, label: Wie betaalt?, required: false}", THIRD), "niet nog een niveau dieper"),
    (("question: waarvoor,", "question: bedrag,"), "dezelfde naam"), (("value: som van kosten.bedrag", "value: duur"), "duur → samen|samen → duur"),
    (("toon als: bedrag > meter", "toon als: bedrag > breedte"), "breedte"),
    (("from: persoon.kinderen, min", "from: persoon.ouders, min"), "persoon.ouders"),
    (("value: som van kosten.bedrag", "value: som van kramen.kosten.bedrag"), "kramen → kramen"),
    (("{{ bedrag | euro }} voor", "{{ bedragen }} voor"), "bedragen"),
])  # fmt: skip
def test_what_is_wrong_is_found(change, said):
    with pytest.raises(DefinitionError, match=said):
        made(gas=(GAS + NESTED).replace(*change))
    assert change[0] in GAS + NESTED
