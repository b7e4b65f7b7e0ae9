"""How a choice looks follows from its options, unless the service says so; somebody who searches may type the words of an option."""
import pytest

from balie.forms.questions.chosen import MANY
from balie.forms.questions.tests.test_questions import answer, question


def many(count):
    return {"options": [{"value": str(number), "label": f"Wijk {number}"} for number in range(count)]}


@pytest.mark.parametrize(("count", "extra", "look"), [(MANY, {}, "radio"), (MANY + 1, {}, "select"), (2, {"look": "search"}, "search")])
def test_look(count, extra, look):
    assert question("choice", **many(count), **extra).look == look


@pytest.mark.parametrize("typed", ["2", "Wijk 2", "wijk 2", "WIJK  2"])
def test_searching_finds_by_words(typed):
    assert answer("choice", typed, **many(5), look="search").json == "2"


def test_what_is_not_in_the_list_is_said_and_kept():
    found = answer("choice", "Wijk 9", **many(5), look="search")
    assert found.json is None and found.error.code == "not_found" and found.raw == {"": "Wijk 9"}


def test_two_options_with_the_same_words_are_not_guessed():
    options = {"options": [{"value": "a", "label": "Plein"}, {"value": "b", "label": "plein"}]}
    assert answer("choice", "PLEIN", **options, look="search").error.code == "not_found"


def test_control_without_search_words_are_no_answer():
    assert answer("choice", "Wijk 2", **many(5)).error.code == "option"
