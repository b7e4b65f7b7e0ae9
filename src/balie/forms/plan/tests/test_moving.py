"""Moving to another version: what fits comes along, what does not is named, and the same version changes nothing."""
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balie.forms.definition.folder import definition_of
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate
from balie.forms.plan.moving import carried, differences, same_page
from balie.forms.plan.tests.random_plans import DATA, Service
from balie.forms.tests import sample

pytestmark = pytest.mark.soak

DAY = date(2026, 11, 27)
ANSWERS = {"bezoekers": "120", "muziek": True, "wijk": "Noord", "activiteiten": ["alcohol"], "eerste_hulp": "Jo", "kramen": [{"soort": "eten"}]}


def plan_with(*changes: tuple[str, str]):
    text = sample.SERVICE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return compile_plan(definition_of(sample.FILES | {"service.yaml": text}))


@pytest.fixture(scope="module")
def old():
    return plan_with()


def state(plan, answers):
    return evaluate(plan, answers, {}, today=DAY)


def test_a_question_that_is_gone_and_one_of_another_type_stay_behind(old):
    new = plan_with(("question: eerste_hulp, type: text", "question: ehbo, type: text"), ("type: yes_no, label: Is er muziek?, default: nee",
                    "type: text, label: Is er muziek?, required: false"), ("muziek is ja", "muziek is ingevuld"))
    found = carried(old, new, ANSWERS)
    assert "eerste_hulp" not in found.answers and "muziek" not in found.answers and found.again == ("muziek",)
    assert found.answers["bezoekers"] == "120" and found.answers["wijk"] == "Noord"


def test_an_option_that_is_gone_and_a_limit_that_is_passed_are_asked_again(old):
    new = plan_with(("[{value: alcohol, label: Alcohol schenken}, ", "["), ("        min: 1\n", "        min: 200\n"))
    assert set(carried(old, new, ANSWERS).again) == {"activiteiten", "bezoekers"}


def test_control_a_limit_that_is_not_passed_keeps_the_answer(old):
    new = plan_with(("        min: 1\n", "        min: 100\n"))
    assert carried(old, new, ANSWERS).answers == ANSWERS and carried(old, new, ANSWERS).again == ()


def test_the_differences_in_the_words_of_the_questions(old):
    new = plan_with(("Hoeveel mensen komen er?", "Hoeveel gasten komen er?"), ("question: eerste_hulp, type: text, label: Wie geeft eerste hulp?",
                    "question: ehbo, type: text, label: Wie is de EHBO?"), ("[Noord, Zuid]", "[Noord, Zuid]"))
    found = differences(state(old, ANSWERS), state(new, carried(old, new, ANSWERS).answers), old, new)
    assert found.new == ("Wie is de EHBO?",) and found.gone == ("Wie geeft eerste hulp?",)
    assert found.changed == (("Hoeveel mensen komen er?", "Hoeveel gasten komen er?"),) and found.price is None
    assert not same_page(old, new, "feest") and same_page(old, new, "wie") and not same_page(old, new, "bestaat_niet")


def test_a_price_that_changed(old):
    new = plan_with(("tarief * 2", "tarief * 3"))
    found = differences(state(old, ANSWERS), state(new, ANSWERS), old, new)
    assert found.price == (Decimal("76.50"), Decimal("102.00"))
    assert differences(state(old, ANSWERS), state(old, ANSWERS), old, old).price is None  # control


def test_a_fresh_application_takes_no_files_statements_or_bsn():
    definition = sample.SERVICE.replace("  - page: groot\n", """  - page: extra
    title: Nog iets
    questions:
      - {question: tekening, type: upload, label: Tekening, required: false}
      - {question: waar, type: statement, label: Ik vul het naar waarheid in, required: false}
      - {question: van_wie, type: bsn, label: BSN, required: false}
      - {question: reden, type: text, label: Waarom?, required: false}
  - page: groot
""")
    plan = compile_plan(definition_of(sample.FILES | {"service.yaml": definition}))
    answers = {"tekening": [{"document_id": "d1", "name": "a.pdf", "size": 1}], "waar": True, "van_wie": "x", "reden": "feest", "onbekend": "1"}
    assert dict(carried(plan, plan, answers, afresh=True).answers) == {"reden": "feest"}
    assert dict(carried(plan, plan, answers).answers) == answers  # control: moving the same draft takes all


@given(seed=st.integers(0, 10**6), picks=st.lists(st.sampled_from(range(len(DATA))), min_size=30, max_size=30))
def test_moving_to_the_same_version_changes_nothing(seed, picks):
    service = Service(seed)
    plan, again = compile_plan(service.definition()), compile_plan(service.definition())
    answers = dict(zip(plan.types, (DATA[pick] for pick in picks), strict=False))
    found = carried(plan, again, answers)
    assert found.answers == {name: value for name, value in answers.items() if value is not None}
    assert found.again == ()
    before = evaluate(plan, answers, {}, today=DAY)
    after = evaluate(again, found.answers, {}, today=DAY)
    assert differences(before, after, plan, again) == differences(before, before, plan, plan)
    assert not differences(before, after, plan, again).new + differences(before, after, plan, again).changed


@settings(max_examples=settings.default.max_examples // 2)
@given(one=st.integers(0, 10**6), other=st.integers(0, 10**6), picks=st.lists(st.sampled_from(range(len(DATA))), min_size=30, max_size=30))
def test_between_any_two_versions_nothing_breaks_and_what_comes_along_can_be_evaluated(one, other, picks):
    old, new = compile_plan(Service(one).definition()), compile_plan(Service(other).definition())
    answers = dict(zip(old.types, (DATA[pick] for pick in picks), strict=False))
    for afresh in (False, True):
        found = carried(old, new, answers, afresh=afresh)
        assert set(found.answers) <= set(new.types) and set(found.again) <= set(new.types)
        assert not set(found.answers) & set(found.again)
        evaluate(new, found.answers, {}, today=DAY)
