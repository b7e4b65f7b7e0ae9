"""The measuring of the question engine: the made-up form has the shape it says, and each promise can be broken."""
import pytest

from balie.forms.public import compile_plan, evaluate
from tests.load import forms
from tests.load.big_form import PAGES, QUESTIONS, BigForm

GOOD = [
    {"name": f"forms_{what}_{size}", "questions": size, "cpu_ms": ms * (size / 399 if what == "full" else 1), "p95_ms": 1.0}
    for size in (100, 399, 5000) for what, ms in (("full", 1.0), ("change", 0.05), ("compare", 0.05), ("check", 200.0))
]


def broken(**slower) -> list[str]:
    rows = [row | {"cpu_ms": row["cpu_ms"] * slower.get(row["name"].removeprefix("forms_"), 1)} for row in GOOD]
    return [each.what for each in forms.promises(rows) if not each.kept]


def test_control_good_measurements_keep_every_promise():
    assert broken() == [] and len(forms.promises(GOOD)) == 4 + 3


@pytest.mark.parametrize(("slower", "what"), [
    ({"full_399": 2.1}, "full evaluation, 399 questions"), ({"change_399": 5}, "a change, 399 questions"),
    ({"compare_399": 5}, "a change, compared, 399 questions"), ({"check_399": 6}, "compile and check, 399 questions"),
    ({"full_5000": 2.1}, "full, growth against linear growth"), ({"change_5000": 5, "change_100": 2}, "a change, 5,000 questions"),
])  # fmt: skip
def test_each_promise_can_be_broken(slower, what):
    assert broken(**slower) == [what]


def test_the_form_is_as_large_as_it_says_and_the_same_each_time():
    made = BigForm()
    plan = compile_plan(made.definition)
    assert len(plan.pages) == PAGES and abs(forms._size(made.definition) - QUESTIONS) <= 2
    assert len(plan.read) > 144 and any(each.inner for page in plan.pages for each in page.questions)
    assert made.definition.files == BigForm().definition.files and BigForm(seed=2).definition.files != made.definition.files


def test_its_answers_count_and_each_change_is_one():
    made = BigForm(100)
    plan = compile_plan(made.definition)
    state = evaluate(plan, made.answers, {}, today=forms.TODAY)
    assert len(state.answers) > 10 and not any(each.error for page in state.pages for each in page.questions)
    assert made.changes and all(made.answers[name] != data for name, data in made.changes)


def test_what_is_measured_is_what_the_file_keeps(capsys):
    rows = forms.report(each=5, sizes=[10])
    assert {row["name"] for row in rows} == {f"forms_{what}_10" for what in ("full", "change", "compare", "compile", "check")}
    assert all(row["cpu_ms"] > 0 and row["questions"] == 10 for row in rows) and "forms_full_10" in capsys.readouterr().out
