"""Several examples in one file, what they say beside yes and no, and what none of them tries."""

import pytest

from balie.forms.definition.folder import definition_of
from balie.forms.examples import run_definition
from balie.forms.findings import DefinitionError
from balie.forms.plan.compile import compile_plan
from balie.forms.scenarios import coverage
from balie.forms.tests import sample

ONE = sample.EXAMPLE


def several(text):
    return definition_of(sample.files(**{"examples/klein.yaml": text}))


def as_scenarios(expect, *, change="{}"):
    """The sample's own example as what is given, with other expectations."""
    given = ONE.split("expect:")[0].split("\n", 1)[1]
    body = "given:\n" + "".join(f"  {line}\n" for line in given.splitlines() if line.strip())
    return f"{body}scenarios:\n  - example: Een\n    answers: {change}\n    expect: {expect}\n"


def test_a_file_holds_several_with_what_they_share_once():
    text = as_scenarios("{price: 76.50}") + "  - example: Twee\n    answers: {wijk: }\n    expect: {errors: [wijk]}\n"
    definition = several(text)
    assert [each.example for each in definition.examples.values()] == ["Een", "Twee"]
    lines = text.splitlines()
    assert [lines[int(name.partition("#")[2]) - 1].strip() for name in definition.examples] == ["- example: Een", "- example: Twee"]
    assert run_definition(definition) == []


def test_control_the_second_can_fail_and_says_why():
    definition = several(as_scenarios("{price: 76.50}") + "  - example: Twee\n    expect: {price: 1}\n")
    (found,) = run_definition(definition)
    assert found.example == "Twee" and found.what == "price" and "Het kost samen" in found.why


@pytest.mark.parametrize(
    ("expect", "what"),
    [
        ("{shown: [feest, wijk]}", None),
        ("{shown: [bestaat_niet]}", "shown.bestaat_niet"),
        ("{hidden: [wijk]}", "shown.wijk"),
        ("{values: {bestaat_niet: 3}}", "values.bestaat_niet"),
        ("{tasks: [bestaat-niet]}", "tasks"),
        ("{documents: [bestaat-niet]}", "documents"),
        ("{costs: {Onzin: 3}}", "costs"),
    ],
)
def test_each_expectation_passes_or_fails(expect, what):
    assert [each.what for each in run_definition(several(as_scenarios(expect)))] == ([what] if what else [])


def test_a_part_of_the_form_may_lack_answers_but_have_none_wrong():
    assert run_definition(several(as_scenarios("{partial: true}", change="{wijk: }"))) == []
    assert [each.what for each in run_definition(several(as_scenarios("{}", change="{wijk: }")))] == ["errors"]
    assert [each.what for each in run_definition(several(as_scenarios("{partial: true}", change="{bezoekers: 30.5}")))] == ["errors"]


def test_a_day_and_a_name_of_its_own_are_asked_for_with_the_line():
    text = as_scenarios("{}") + "  - example: Een\n    expect: {}\n"
    with pytest.raises(DefinitionError, match="twee keer"):
        assert several(text).examples
    without = "\n".join(line for line in as_scenarios("{}").splitlines() if "today" not in line)
    with pytest.raises(DefinitionError, match=r"examples/klein.yaml:\d+.*`today` ontbreekt"):
        assert several(without).examples
    with pytest.raises(DefinitionError, match="verwacht"):
        assert several(as_scenarios("{}").replace("expect", "verwacht")).examples


def test_what_no_example_tries_is_named():
    definition = several(as_scenarios("{}"))
    plan = compile_plan(definition)
    one = coverage(plan, definition.examples.values())
    none = coverage(plan, [])
    assert none.tried == 0 and len(none.untried) == none.total
    assert 0 < one.tried < one.total and one.tried + len(one.untried) == one.total
    assert all("nooit" in str(each) for each in one.untried)
