"""Reading a posted page, and the way through the pages. No database."""
from datetime import date, time
from decimal import Decimal

import pytest

from balie.applications import pages
from balie.applications.tests import factories
from balie.forms.public import compile_plan, definition_of, evaluate

FACTS = {"persoon": {"naam": "Jo", "kinderen": [{"person_id": "kind-1", "naam": "Bo"}]}}


@pytest.fixture(scope="module")
def plan():
    return compile_plan(definition_of(factories.FILES))


@pytest.fixture
def look(plan):
    """Call it with answers for what follows from them."""
    return lambda **answers: evaluate(plan, answers, FACTS, today=date(2026, 12, 1))


def test_what_was_typed_is_read_and_kept_as_typed(plan, look):
    read = pages.read_page(plan, look(), "plan", {"kinderen": ["30"], "muziek": ["misschien"]})
    assert read.answers == {"kinderen": "30"} and set(read.errors) == {"muziek"} and read.raw["kinderen"][""] == "30"


def test_a_question_that_is_hidden_is_read_only_when_something_was_typed(plan, look):
    posted = {"kinderen": ["30"], "muziek": ["nee"]}
    assert "luid" not in pages.read_page(plan, look(), "plan", posted).answers
    assert pages.read_page(plan, look(), "plan", posted | {"luid": ["zacht"]}).answers["luid"] == "zacht"
    assert pages.read_page(plan, look(muziek=True), "plan", posted).answers["luid"] is None  # shown and left empty: emptied


def test_files_are_never_read_from_what_was_posted(plan, look):
    posted = {"bijlage": ['[{"document_id": "x", "name": "x", "size": 1}]'], "toelichting": ["Hallo"]}
    assert pages.read_page(plan, look(), "wie", posted).answers == {"toelichting": "Hallo", "buur_email": None, "kind": None, "kenteken": None}


def test_a_page_that_is_not_there_reads_nothing(plan, look):
    assert pages.read_page(plan, look(), "onbekend", {"kinderen": ["30"]}) == pages.Read() and pages.questions_of(plan, "onbekend") == ()


def test_the_way_through(look):
    state = look(kinderen="30", muziek=False)
    assert [pages.next_page(state, name) for name in ("plan", "wie", "onbekend")] == ["wie", None, "plan"]
    assert pages.first_open(look()) == "plan" and pages.first_open(state) is None
    assert pages.first_open(look(kinderen="30", muziek=True)) == "plan"


def test_the_way_ends_where_it_stops(look):
    state = look(kinderen="501", muziek=False)
    assert pages.next_page(state, "plan") is None and state.stop.page == "plan"


@pytest.mark.parametrize("value, as_json", [
    (Decimal("12.50"), "12.50"), (date(2026, 12, 1), "2026-12-01"), (time(9, 5), "09:05:00"), (True, True), (None, None), ("a", "a"), (3, 3),
    ({"dag": date(2026, 12, 1), "prijzen": (Decimal(1), Decimal(2))}, {"dag": "2026-12-01", "prijzen": ["1", "2"]}),
])
def test_typed_values_as_json(value, as_json):
    assert pages.plain(value) == as_json
