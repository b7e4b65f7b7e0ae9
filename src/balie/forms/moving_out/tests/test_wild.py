"""Whatever moved in can move out: never a crash, no part without a line, and what comes back is right."""

import pytest

from balie.forms.definition.folder import definition_of
from balie.forms.definition.service import Service
from balie.forms.moving_in.assemble import assemble
from balie.forms.moving_in.read import read
from balie.forms.moving_in.settle import settled
from balie.forms.moving_in.tests import sample, wild
from balie.forms.moving_out import form
from balie.forms.moving_out.export import exported
from balie.forms.plan.tests import random_plans


def untold(service, report):
    """What stands in the service and is nowhere in the report."""
    told = {(each.kind, each.key) for each in report.items}
    parts = [("page", page.page) for page in service.pages]
    for each in (each for page in service.pages for each in page.questions):
        parts += _parts(each)
    parts += [("variable", name) for name in (*service.values, *service.settings)]
    silent = [f"{each.key}: without a reason" for each in report.items if each.status == "person" and not any(each.notes)]
    return [each for each in parts if each not in told] + silent


def _parts(question):
    return [("component", question.question), *(part for each in getattr(question, "questions", ()) for part in _parts(each))]


@pytest.mark.parametrize("seed", range(30))
def test_a_wild_form_goes_in_and_out_and_in(seed, tmp_path):
    texts, errors = settled(assemble(read(sample.zipped(tmp_path / "in.zip", wild.export(seed, version=seed % 3 + 1))), "dienst"))
    assert errors == []
    definition = definition_of(texts)
    files, report = exported(definition)
    assert untold(definition.service, report) == []
    _, errors = settled(assemble(read(sample.zipped(tmp_path / "uit.zip", files)), "dienst"))
    assert errors == []


@pytest.mark.parametrize("seed", range(30))
def test_any_service_moves_out(seed, tmp_path):
    """Also one with question types, rules and texts that no form there has."""
    definition = random_plans.Service(seed).definition()
    files, report = exported(definition)
    assert untold(definition.service, report) == []
    _, errors = settled(assemble(read(sample.zipped(tmp_path / "uit.zip", files)), "dienst"))
    assert errors == []


def test_control_a_part_without_a_line_is_noticed():
    definition = random_plans.Service(1).definition()
    _, report = exported(definition)
    gone = next(each for each in report.items if each.kind == "component")
    report.items.remove(gone)
    assert untold(definition.service, report)


def test_everything_a_service_says_is_held_or_named(monkeypatch):
    """A key that is new to the definition is named too, by its own name, until somebody says more of it here."""
    assert form.HELD | set(form.NOT_HELD) <= set(Service.model_fields) and not form.HELD & set(form.NOT_HELD)
    definition = random_plans.Service(1).definition()
    said = definition.service.model_fields_set - form.HELD
    for words in (form.NOT_HELD, {}):
        monkeypatch.setattr(form, "NOT_HELD", words)
        told = {each.key: each.where for each in exported(definition)[1].items if each.kind == "form"}
        assert said <= told.keys() and told["decision"] == words.get("decision", "decision")
