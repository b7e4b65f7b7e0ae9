"""Exports that nobody showed us yet: never a crash, nothing lost without a line in the report, and a service that is right."""

from collections import Counter
from itertools import islice

import pytest

from balie.forms.moving_in.report import WORDS
from balie.forms.moving_in.tests import sample, wild
from balie.forms.moving_in.write import import_form

SEEDS = range(40)


def below(components):
    for each in components:
        yield each
        inside = [*each.get("components", ()), *(one for column in each.get("columns", ()) for one in column["components"])]
        yield from below(inside)


def lost(files, report) -> list[str]:
    """What stood in the export and is nowhere in the report; what needs a person says why."""
    parts = Counter((item.kind, item.key.rsplit(".", 1)[-1]) for item in report.items)
    wanted = Counter(("component", each["key"]) for one in files["formDefinitions.json"] for each in below(one["configuration"]["components"]))
    wanted += Counter(("rule", str(number + 1)) for number, _ in enumerate(files["formLogic.json"]))
    wanted += Counter(("variable", each["key"]) for each in files["formVariables.json"])
    missing = [f"{kind} {key}" for kind, key in (wanted - parts)]
    pages = sum(item.kind == "page" for item in report.items)
    missing += [f"{len(files['formSteps.json'])} pages, {pages} told"] * (pages != len(files["formSteps.json"]))
    return missing + [f"{item.kind} {item.key}: without a reason" for item in report.items if item.status == "person" and not any(item.notes)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_wild_export_becomes_a_right_service_and_nothing_is_lost(tmp_path, seed):
    files = wild.export(seed, version=seed % 3 + 1)
    done = import_form(sample.zipped(tmp_path / "wild.zip", files), tmp_path / "dienst")
    assert done.errors == (), [str(each) for each in done.errors]
    assert lost(files, done.report) == []
    assert {item.status for item in done.report.items} <= set(WORDS)


def test_control_a_part_that_is_not_told_is_noticed(tmp_path):
    files = wild.export(1)
    report = import_form(sample.zipped(tmp_path / "wild.zip", files), tmp_path / "dienst").report
    for kind in ("component", "page"):
        item = next(each for each in report.items if each.kind == kind)
        report.items.remove(item)
        assert lost(files, report)
        report.items.append(item)
    assert lost(files, report) == []


def test_every_component_and_action_is_among_the_wild():
    exports = [wild.export(seed) for seed in SEEDS]
    kinds = {each["type"] for files in exports for one in files["formDefinitions.json"] for each in below(one["configuration"]["components"])}
    actions = {each["action"]["type"] for files in exports for rule in files["formLogic.json"] for each in rule["actions"]}
    assert kinds == set(wild.KINDS) and actions == set(wild.ACTIONS)
    assert {len(files["formSteps.json"]) for files in islice(exports, 20)} > {1}
