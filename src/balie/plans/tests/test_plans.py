"""The plans as data: every rule can be read, every example holds, every condition is tried both ways, and what a step names is there."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from balie.catalogue.life_events import known_life_events
from balie.forms.public import DefinitionError
from balie.plans import engine
from balie.plans.definition import STEPS, Plan, english, plans

SERVICES = Path(__file__).parents[4] / "services"
EXAMPLES = [(slug, example) for slug, plan in plans().items() for example in plan.examples]
TEN = {"verhuizen", "kind-krijgen", "trouwen", "overlijden", "achttien", "werk-kwijt", "ondernemen", "verbouwen", "ouder-worden", "naar-nederland"}


def shown(slug, example):
    state = engine.state_of(slug, example.answers, today=date.fromisoformat(example.today))
    return state, [each.name for each in state.page(STEPS).questions]


def test_the_ten_are_there():
    assert set(plans()) >= TEN and set(plans()) <= known_life_events()
    assert all(slug == plan.plan and len(plan.steps) >= 6 and len(plan.examples) >= 2 for slug, plan in plans().items())


@pytest.mark.parametrize(("slug", "example"), EXAMPLES, ids=[f"{slug}: {example.example}" for slug, example in EXAMPLES])
def test_every_example(slug, example):
    state, steps = shown(slug, example)
    assert steps == list(example.steps)
    assert {step: str(engine.day_of(state, step)) for step in example.days} == example.days


@pytest.mark.parametrize("slug", plans())
def test_every_condition_is_true_in_one_example_and_false_in_another(slug):
    plan = plans()[slug]
    seen = [set(shown(slug, example)[1]) for example in plan.examples]
    conditional = {step.step for step in plan.steps if step.condition}
    assert conditional <= set().union(*seen), "never shown"
    assert not conditional & set.intersection(*seen), "never hidden"


@pytest.mark.parametrize("slug", plans())
def test_services_and_names_are_known(slug):
    plan = plans()[slug]
    names = [step.step for step in plan.steps]
    assert len(names) == len(set(names))
    assert [step.service for step in plan.steps if step.service and not (SERVICES / step.service).is_dir()] == []


def test_all_of_it_is_there_in_english_and_nothing_else():
    texts = {text for plan in plans().values() for text in plan.texts if text}
    assert texts - english().keys() == set() and english().keys() - texts == set()
    assert [dutch for dutch, said in english().items() if not said.strip()] == []


@pytest.mark.parametrize("slug", plans())
def test_in_english_the_same_steps_apply(slug):
    plan = plans()[slug]
    for example in plan.examples:
        state = engine.state_of(slug, example.answers, language="en", today=date.fromisoformat(example.today))
        titles = [each.text for each in state.page(STEPS).questions]
        assert titles == [english()[step.title] for step in plan.steps if step.step in example.steps]


@pytest.mark.parametrize(("change", "error"), [
    ({"stages": [{"title": "Nu", "steps": [{"step": "a", "title": "A", "als": "niets is ja"}]}]}, DefinitionError),
    ({"stages": [{"title": "Nu", "steps": [{"step": "a", "title": "A", "on": "vandaag +"}]}]}, DefinitionError),
    ({"stages": [{"title": "Nu", "steps": [{"step": "a", "title": "A", "product": "nergens"}]}]}, ValidationError),
    ({"stages": [{"title": "Nu", "steps": [{"step": "a", "title": "A", "service": "klacht", "product": "paspoort"}]}]}, ValidationError),
])
def test_control_a_wrong_plan_is_not_read(monkeypatch, change, error):
    with pytest.raises(error):
        plan = Plan.model_validate({"plan": "proef", "stages": []} | change)
        engine._definition(plan)
        monkeypatch.setitem(plans(), "proef", plan)
        try:
            engine.compiled("proef")
        finally:
            engine.compiled.cache_clear()
