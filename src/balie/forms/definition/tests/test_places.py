"""Where something stands in a service: found by name, changed without touching the rest."""

import pytest

from balie.forms.definition.folder import definition_of
from balie.forms.definition.places import NOTHING, leaves, stands_at, value_at, with_values
from balie.forms.tests import sample


@pytest.mark.parametrize(("what", "value"), [
    ("service", "straatfeest"), ("zaak.statuses.0.name", "same"), ("decision.rows.jong.outcome", "weigeren"), ("decision.rows.0.outcome", "weigeren"),
    ("decision.rows.oud", NOTHING), ("decision.rows.99", NOTHING), ("zaak.niets", NOTHING), ("service.verder", NOTHING), ("texts/niets.md", NOTHING),
])
def test_by_its_name_or_number(what, value):
    found = stands_at(sample.definition(), what)
    assert found == value or (value == "same" and found not in (NOTHING, ""))


def test_one_value_changes_and_nothing_else():
    files = sample.files()
    changed = with_values(files, {"decision.rows.jong.reason": "U bent te jong.", "texts/weg.md": "x", "zaak.niets": 1})
    assert changed.keys() == files.keys()
    before, after = leaves(definition_of(files)), leaves(definition_of(changed))
    assert {each for each in before if before[each] != after[each]} == {"decision.rows.jong.reason"} and before.keys() == after.keys()
    assert definition_of(changed).service.decision.rows[0].reason == "U bent te jong."


def test_control_without_a_value_nothing_is_rewritten():
    files = sample.files()
    assert with_values(files, {}) == files and with_values(files, {"texts/niets.md": "x"}) == files


def test_every_leaf_is_found_again_at_its_place():
    found = sample.definition()
    assert all(stands_at(found, what) == value for what, value in leaves(found).items())
    assert value_at({"a": [{"b": "c.d", "e": 1}]}, "a.0.e") == 1
