"""From state to state: what is not touched is the very same object, the state before never changes, a hidden answer never counts."""

from datetime import date
from decimal import Decimal as D

from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate, reevaluate
from balie.forms.plan.tests.test_evaluate import ANSWERS, FACTS, plan, question, state


def after(before, _facts=None, **changes):
    return reevaluate(before, {**ANSWERS, **changes}, _facts)


def test_it_is_the_state_that_a_full_evaluation_gives():
    assert after(state(), bezoekers="150") == state({**ANSWERS, "bezoekers": "150"})
    assert after(state(), bezoekers="150") != state()


def test_what_is_not_touched_is_the_very_same():
    before = state()
    found = after(before, activiteiten=["alcohol"])
    assert found.page("wie") is before.page("wie")
    assert question(found, "bezoekers") is question(before, "bezoekers")
    assert question(found, "activiteiten") is not question(before, "activiteiten"), "control"
    assert found.decision is not before.decision and found.starts is before.starts


def test_only_what_hangs_on_the_change_is_computed(monkeypatch):
    fresh = compile_plan(plan().definition)
    before = evaluate(fresh, ANSWERS, FACTS, today=date(2026, 11, 23))
    read = []
    for kind in fresh.types.values():
        monkeypatch.setattr(kind, "from_json", lambda data, rows=(), kind=kind, real=kind.from_json: (read.append(kind.name), real(data, rows))[1])
    reevaluate(before, {**ANSWERS, "muziek": True})
    assert read == ["muziek"]
    evaluate(fresh, ANSWERS, FACTS, today=date(2026, 11, 23))
    assert set(read) >= set(ANSWERS), "control"


def test_the_state_before_never_changes():
    before = state()
    was = (dict(before.values), before.pages, before.total, before.answers, set(before.memory.visible))
    found = after(before, bezoekers="150", muziek=True, wijk=None)
    after(found, bezoekers="2")
    assert was == (dict(before.values), before.pages, before.total, before.answers, before.memory.visible)
    assert before == state()


def test_a_hidden_answer_never_counts_and_comes_back():
    crowd = state({**ANSWERS, "bezoekers": "100", "eerste_hulp": "De buurvrouw"})
    hidden = reevaluate(crowd, {**ANSWERS, "bezoekers": "10", "eerste_hulp": "De buurvrouw"})
    assert hidden.values["eerste_hulp"] is None and "eerste_hulp" not in hidden.answers and hidden.page("groot") is None
    again = reevaluate(hidden, {**ANSWERS, "bezoekers": "100", "eerste_hulp": "De buurvrouw"})
    assert again.answers["eerste_hulp"] == "De buurvrouw" and again == crowd


def test_facts_change_too():
    young = {"persoon": {"naam": "Al Vos", "geboortedatum": "2010-01-01"}}
    found = after(state(), young)
    assert found.decision.row == "jong" and found.values["aanvrager"] == {"naam": "Al Vos"} and found == state(facts=young)
    assert after(found).decision.row == "jong", "the facts stay when none are given"
    assert after(found, {}).values["leeftijd"] is None


def test_who_knows_what_changed_may_say_so():
    before = state()
    new = {**ANSWERS, "bezoekers": "150", "muziek": True}
    assert reevaluate(before, new, changed=["bezoekers", "muziek", "bestaat_niet"]) == state(new)
    partly = reevaluate(before, new, changed=["bezoekers"])
    assert partly.values["muziek"] is False and partly.values["bezoekers"] == D(150), "a name left out is not looked at"


def test_settings_holidays_and_day_stay():
    before = state(settings={"tarief": "30"}, known={"gemeente": {"naam": "Zonnedam"}})
    found = after(before, muziek=True)
    assert found.total == D("90.00") and found.page("feest").intro == "Een feest in Zonnedam."


def test_alike_is_not_the_same():
    # 1.0 and 1.00 are equal numbers, but not the same stored answer; 1 is no yes
    assert question(after(state(), bezoekers="30.0"), "bezoekers").json == "30.0"
    assert question(reevaluate(state({**ANSWERS, "muziek": True}), {**ANSWERS, "muziek": 1}), "muziek").error == "Vul dit opnieuw in."
