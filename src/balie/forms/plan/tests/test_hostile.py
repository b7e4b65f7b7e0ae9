"""Answers that no form of ours sends: evaluation ends soon, stays small and never raises; what makes no sense must be entered again."""

import time
import tracemalloc

import pytest

from balie.forms.plan import bounds, run
from balie.forms.plan.bounds import MAX_DEPTH, MAX_ROWS, MAX_TEXT, too_much
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import reevaluate
from balie.forms.plan.tests.agreement import whole
from balie.forms.plan.tests.random_plans import Service, types
from balie.forms.plan.tests.test_evaluate import ANSWERS, plan, question, state

HUGE = "x" * 200_000_000


def deep(levels, inside="x"):
    for _ in range(levels):
        inside = [inside]
    return inside


NASTY = {
    "a huge text": HUGE, "a huge number": 10**4000, "a deep list": deep(5000), "ten thousand rows": [{"soort": "eten"}] * 10_000,
    "a wide row": [{f"k{at}": at for at in range(50_000)}], "rows of lists": [[["eten"] * 100] * 100], "huge keys": [{HUGE: "eten"}],
    "huge in a row": [{"soort": HUGE, "meter": HUGE}], "a million items": ["alcohol"] * 1_000_000, "not a number": float("nan"),
    "endless": float("inf"), "bytes": b"\xff" * 100, "an object": object(), "a set": {"alcohol"}, "half a sign": "\ud800", "noughts": "\x00" * 1000,
    "a script": "<script>alert(1)</script>", "braces": "{{ persoon.bsn }}", "a deep record": {"adres": {"adres": deep(200, {})}},
}  # fmt: skip


@pytest.mark.parametrize("what", NASTY)
@pytest.mark.parametrize("name", sorted(plan().types))
def test_no_answer_is_too_much(name, what):
    begun = time.process_time()
    found = state({**ANSWERS, name: NASTY[what]})
    again = reevaluate(state(), {**ANSWERS, name: NASTY[what]}, changed=[name])
    assert time.process_time() - begun < 1
    assert found.pages == again.pages
    assert found.answers.get(name) != HUGE


@pytest.mark.parametrize("what", ["a huge text", "ten thousand rows", "huge in a row", "a million items", "a deep list", "a wide row"])
def test_what_is_too_much_must_be_entered_again_and_takes_no_room(what):
    answers = {**ANSWERS, "kramen": NASTY[what], "naam": NASTY[what]}
    state()
    tracemalloc.start()
    try:
        found = state(answers)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    assert question(found, "kramen").error == "Vul dit opnieuw in." and not found.complete and "kramen" not in found.answers


def test_control_without_the_bound_it_is_read(monkeypatch):
    monkeypatch.setattr(run, "too_much", lambda data: False)
    assert len(question(state({**ANSWERS, "kramen": NASTY["ten thousand rows"]}), "kramen").rows) == 10_000


@pytest.mark.parametrize(("data", "much"), [
    ("x" * MAX_TEXT, False), ("x" * (MAX_TEXT + 1), True), (["a"] * MAX_ROWS, False), (["a"] * (MAX_ROWS + 1), True),
    (deep(MAX_DEPTH - 1), False), (deep(MAX_DEPTH + 1), True), (["x" * (MAX_TEXT // 2)] * 3, True), ([["a"] * 900] * 30, True),
    (10**70, False), (10**100, True), ([10**100], True), (None, False), (True, False), ({"a": {"b": "c"}}, False),
    ({"x" * (MAX_TEXT + 1): 1}, True),
])  # fmt: skip
def test_the_bounds(data, much):
    assert too_much(data) is much and bounds.MAX_PARTS > MAX_ROWS


def test_unknown_names_and_other_types_change_nothing():
    junk = {"bestaat_niet": HUGE, "page:groot": True, "prijs": "0", "decision": "verlenen", "vandaag": "1900-01-01", "tarief": "0", "leeftijd": 99,
            "persoon": {"geboortedatum": "1900-01-01"}, "gemeente": {"naam": "Elders"}, "groot": True, "": 1, 3: 4}  # fmt: skip
    found = state({**ANSWERS, **junk})
    assert found == state() and reevaluate(state(), {**ANSWERS, **junk}) == state()
    assert set(found.answers) == set(ANSWERS)


@pytest.mark.parametrize("seed", range(12))
def test_every_question_type_takes_anything(seed):
    service = Service(seed)
    made = compile_plan(service.definition())
    for data in NASTY.values():
        begun = time.process_time()
        found = whole(made, dict.fromkeys(service.kinds, data), {})
        assert time.process_time() - begun < 2 and found.pages


def test_control_the_services_above_hold_most_types():
    used = {part["type"] for seed in range(12) for page in Service(seed).pages for part in page["questions"]}
    assert len(used) > 0.8 * len(types())
