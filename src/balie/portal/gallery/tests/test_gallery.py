"""The page of question types: none is forgotten, and each state is what it says."""
import re

import pytest

from balie.forms.definition.questions import TYPES
from balie.portal.apply import fields
from balie.portal.gallery import page, sample
from balie.portal.gallery.sample import EMPTY, FILLED, WRONG
from balie.portal.tests.browser import queries

PATH = "/vraagsoorten/"
ENTRIES = sample.entries()
KINDS = {each.key: sample.plan().types[f"{each.key}_{EMPTY}"] for each in ENTRIES}
ASKED = [each for each in ENTRIES if KINDS[each.key].asks and not KINDS[each.key].definition.locked]


def forgotten(entries) -> set[str]:
    return set(TYPES) - {each.type for each in entries}


def test_every_type_is_on_the_page():
    assert forgotten(ENTRIES) == set()


def test_no_entry_hides_another():
    """YAML takes the last of two with one name."""
    assert re.findall(r"(?m)^(\w+):", sample.HERE.joinpath("entries.yaml").read_text()) == [each.key for each in ENTRIES]


def test_control_a_type_that_is_left_out_is_missed():
    assert forgotten([each for each in ENTRIES if each.type != "iban"]) == {"iban"}


@pytest.mark.parametrize("entry", [each for each in ASKED if each.typed], ids=lambda each: each.key)
def test_what_is_typed_is_understood_and_read_back(entry):
    name = f"{entry.key}_{FILLED}"
    answer = sample.parsed(entry, name, entry.typed)
    assert answer.error is None and answer.json is not None
    question = sample.sample().question(name)
    assert question.answered and question.error is None and entry.said in question.words


@pytest.mark.parametrize("entry", [each for each in ASKED if each.wrong], ids=lambda each: each.key)
def test_what_is_wrong_is_refused_with_a_sentence_and_kept(entry):
    name = f"{entry.key}_{WRONG}"
    answer = sample.parsed(entry, name, entry.wrong)
    errors = [answer.error] if answer.error else [inner.error for row in answer.rows for inner in row.values() if inner.error]
    assert errors and errors[0].text.endswith(".")
    drawn = page.field(sample.sample(), entry, WRONG, wrong=True)
    assert list(fields.mistakes(drawn))


def test_the_page_shows_every_state(visitor):
    answer = visitor.get(PATH)
    assert answer.status_code == 200
    for entry in ENTRIES:
        assert f'id="{entry.key}"' in answer.text
        assert not entry.said or entry.said.split("\n")[0] in answer.text, entry.key
    assert answer.text.count("Leeg</h3>") == len(ASKED)


def test_no_two_controls_share_a_name(visitor):
    found = re.findall(r'\sid="([^"]+)"', visitor.get(PATH).text)
    assert sorted(found) == sorted(set(found))


def test_the_page_asks_the_database_little(visitor):
    assert queries(visitor, PATH) <= 2
