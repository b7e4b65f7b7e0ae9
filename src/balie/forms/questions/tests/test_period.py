"""A period: both days, in order, as long as the question allows."""
from datetime import date, time
from decimal import Decimal

import pytest

from balie.forms.questions.tests.test_questions import question


def posted(begin="3 6 2026", end="5 6 2026", **times):
    found = {}
    for name, text in (("begin", begin), ("eind", end)):
        found |= {f"q-{name}-{part}": [typed] for part, typed in zip(("dag", "maand", "jaar"), text.split(), strict=False)}
    return found | {f"q-{name}": [typed] for name, typed in times.items()}


def answer(typed, **extra):
    return question("period", **extra).parse(typed, "q")


def test_what_is_stored_and_what_rules_see():
    found = answer(posted())
    assert found.error is None and found.json == {"begin": "2026-06-03", "eind": "2026-06-05"}
    assert question("period").from_json(found.json) == {"begin": date(2026, 6, 3), "eind": date(2026, 6, 5), "dagen": Decimal(3)}


def test_in_words():
    kind = question("period")
    assert kind.describe(kind.from_json({"begin": "2026-06-03", "eind": "2026-06-05"})) == "van 3 juni 2026 tot en met 5 juni 2026"
    assert kind.describe(kind.from_json({"begin": "2026-06-03", "eind": "2026-06-03"})) == "3 juni 2026"
    english = question("period", language="en")
    assert english.describe(english.from_json({"begin": "2026-06-03", "eind": "2026-06-05"})) == "from 3 June 2026 to 5 June 2026"


def test_with_times():
    found = answer(posted(end="3 6 2026", begintijd="9.30", eindtijd="17"), times=True)
    assert found.json == {"begin": "2026-06-03", "eind": "2026-06-03", "begintijd": "09:30", "eindtijd": "17:00"}
    value = question("period", times=True).from_json(found.json)
    assert value["begintijd"] == time(9, 30) and "9.30 uur" in question("period", times=True).describe(value)


@pytest.mark.parametrize(("typed", "extra", "code", "part"), [
    (posted(end="2 6 2026"), {}, "period_order", "eind"),
    (posted(end="3 6 2026", begintijd="17", eindtijd="9"), {"times": True}, "period_order", "eind"),
    (posted(), {"max_days": 2}, "period_long", "eind"),
    (posted(), {"min_days": 4}, "period_short", "eind"),
    (posted(end=""), {}, "missing_date", "eind"),
    (posted(begin="31 2 2026"), {}, "date", "begin"),
    (posted(begin="3 6 26"), {}, "year", "begin"),
    (posted(begintijd="25", eindtijd="9"), {"times": True}, "time", "begintijd"),
])
def test_what_is_wrong_says_where(typed, extra, code, part):
    found = answer(typed, **extra)
    assert found.json is None and (found.error.code, found.error.part) == (code, part)
    assert found.raw["begin"]["dag"] == "3" or found.raw["begin"]["dag"] == "31"  # what was typed is there to show again


def test_nothing_typed_is_no_answer():
    assert answer({}).json is None and answer({}).error is None


@pytest.mark.parametrize("data", ["x", [], {"begin": 3}, {"begin": "2026-06-03"}, {"begin": "x", "eind": "y"}])
def test_what_it_never_stored_is_refused(data):
    with pytest.raises((ValueError, TypeError)):
        question("period").from_json(data)


def test_goes_around():
    kind = question("period", times=True)
    value = kind.from_json({"begin": "2026-06-03", "eind": "2026-06-05", "begintijd": "09:30", "eindtijd": "17:00"})
    assert kind.to_json(value) == kind.to_json(kind.adopt(value)) and kind.adopt({"begin": date(2026, 6, 3)}) is None
    again = {f"q-{name}" + (f"-{part}" if part else ""): [typed] for name, raw in kind.raw(value).items() for part, typed in raw.items()}
    assert kind.parse(again, "q").json == kind.to_json(value)
