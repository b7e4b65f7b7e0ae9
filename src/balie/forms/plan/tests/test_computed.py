"""A question that is worked out: shown in words, never asked, never posted; in a group for each row."""

import pytest

from balie.forms.findings import DefinitionError
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import reevaluate
from balie.forms.plan.tests.test_evaluate import ANSWERS, question, state
from balie.forms.tests import sample

MUSIC = "      - {question: muziek,"
ROW = "          - {question: gas,"
CHANGES = (
    (MUSIC, "      - {question: dubbel, type: computed, label: Twee keer, value: bezoekers * 2}\n" + MUSIC),
    (ROW, "          - {question: vlak, type: computed, label: Oppervlak, value: meter * 3}\n" + ROW),
)


def test_it_is_shown_and_follows_a_change():
    found = state(changes=CHANGES)
    assert (question(found, "dubbel").words, question(found, "dubbel").answered, found.values["dubbel"]) == ("60", False, 60)
    assert question(reevaluate(found, {**ANSWERS, "bezoekers": "50"}), "dubbel").words == "100"


def test_a_posted_one_is_never_looked_at():
    found = state({**ANSWERS, "dubbel": "1"}, changes=CHANGES)
    assert question(found, "dubbel").words == "60" and "dubbel" not in found.answers


def test_in_a_group_it_is_worked_out_for_each_row():
    rows = [{"soort": "eten", "meter": "3", "gas": True, "vlak": "1"}, {"soort": "spel", "meter": "2"}]
    kramen = question(state({**ANSWERS, "kramen": rows}, changes=CHANGES), "kramen")
    assert [next(each.words for each in row if each.name == "vlak") for row in kramen.rows] == ["9", "6"]
    assert kramen.json == [{"soort": "eten", "meter": "3", "gas": True}, {"soort": "spel", "meter": "2"}]


def test_a_rule_that_is_wrong_is_found():
    with pytest.raises(DefinitionError, match="bezoekersx"):
        compile_plan(sample.definition((MUSIC, MUSIC.replace("- {", "- {question: fout, type: computed, label: x, value: bezoekersx}\n      - {"))))
