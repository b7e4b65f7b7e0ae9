"""Counting searches: words only, never a person, and no words that fewer than three sessions typed."""

from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

import pytest
from django.core.exceptions import PermissionDenied

from balie.assistant import actions, jobs, rules
from balie.assistant import public as assistant
from balie.assistant.models import Heard
from balie.assistant.tests.officials import official, steady
from balie.catalogue import public as catalogue
from balie.kernel import clock, tenancy

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _marks(monkeypatch):
    steady(monkeypatch)


def known(word: str) -> bool:
    return word in {"paspoort", "kliko", "bakker", "roos"}


@pytest.fixture
def town(gemeente):
    catalogue.publish_standard_catalogue()
    with clock.frozen(MONDAY):
        yield gemeente


def searched(query: str, *visitors: str, nothing: bool = True) -> None:
    for visitor in visitors:
        assistant.count_search(query=query, visitor=visitor, nothing=nothing)


def listed() -> list[tuple[str, int]]:
    return [(each.words, each.sessions) for each in assistant.missed(official("teamleider"))]


PERSONAL = {
    "takkenbak van Jan Jansen": "takkenbak",
    "takkenbak jansen": "takkenbak",
    "mevrouw de Groot takkenbak": "takkenbak",
    "ik heet Xantippe en zoek takkenbak": "zoek takkenbak",
    "takkenbak van der Xantippe": "takkenbak",
    "takkenbak Xantippe": "takkenbak",
    "takkenbak kerkstraat 12": "takkenbak",
    "takkenbak Kerkstraat": "takkenbak",
    "takkenbak 9991 AB": "takkenbak",
    "takkenbak 9991ab zonnedam": "takkenbak zonnedam",
    "takkenbak 123456782": "takkenbak",
    "takkenbak 06-12345678": "takkenbak",
    "takkenbak iemand@voorbeeld.example": "takkenbak",
    "takkenbak iemand@voorbeeld.example, fatima": "takkenbak",
    "takkenbak 12-3-1980": "takkenbak",
}
IMPERSONAL = {
    "Hoe krijg ik een takkenbak?": "takkenbak",
    "Takkenbak": "takkenbak",
    "TAKKENBAK LEGEN": "takkenbak legen",
    "paspoort Bakker": "paspoort bakker",     # a word of a service is nobody's name
    "takkenbak in de straat": "takkenbak straat",
    "takkenbak fietspad": "takkenbak fietspad",
    "een twee drie vier vijf zes zeven acht negen": "twee drie vier vijf zes zeven",
}


@pytest.mark.parametrize("query", PERSONAL)
def test_what_looks_personal_is_left_out(query):
    assert " ".join(rules.countable(query, "nl", known)) == PERSONAL[query]


@pytest.mark.parametrize("query", IMPERSONAL)
def test_what_does_not_stays(query):
    assert " ".join(rules.countable(query, "nl", known)) == IMPERSONAL[query]


@pytest.mark.parametrize("query", ["", "?", "jansen", "06-12345678", "a@b.example", "de het een", "Kerkstraat 12", "x"])
def test_of_some_nothing_is_left(query):
    left = rules.countable(query, "nl", known)
    assert left == () or left == ("de", "het", "een")   # a few words without meaning are the question itself


def test_the_names_are_written_as_they_are_compared():
    assert all(name == name.lower() and name.isascii() for name in rules._data()["names"]) and len(rules._data()["names"]) > 400


def test_words_show_when_three_sessions_typed_them(town):
    searched("takkenbak", "een", "twee")
    assert listed() == [] and Heard.objects.get().words == ""
    searched("Takkenbak!", "drie")
    assert listed() == [("takkenbak", 3)] and Heard.objects.get().words == "takkenbak"


def test_the_same_session_is_one_however_often(town):
    for _ in range(5):
        searched("takkenbak", "een", "twee")
    assert listed() == [] and len(Heard.objects.get().sessions) == 2


def test_three_weeks_of_one_person_are_not_three_sessions(town):
    for weeks in range(4):
        with clock.frozen(MONDAY + timedelta(days=7 * weeks)):
            searched("takkenbak", "een")
            assert listed() == []
    assert Heard.objects.count() == 4 and set(Heard.objects.values_list("words", flat=True)) == {""}


def test_control_without_the_threshold_it_would_show(town, monkeypatch):
    monkeypatch.setattr(rules, "ENOUGH", 1)
    searched("takkenbak", "een")
    assert listed() == [("takkenbak", 1)]


def test_nothing_kept_leads_to_a_session(town):
    """A mark is one of 256 and differs per word and per week: neither what a browser sends nor a link between two searches is there."""
    secret = "u7Hq2-the-cookie-of-somebody"
    searched("takkenbak", secret)
    searched("snoeiafvalbak", secret)
    with clock.frozen(MONDAY + timedelta(days=7)):
        searched("takkenbak", secret)
    rows = Heard.objects.all()
    assert all(secret not in str(value) and "takken" not in str(value) for row in rows.values() for value in row.values())
    marks = [mark for row in rows for mark in row.sessions]
    assert len(marks) == 3 and all(0 <= mark < rules.MARKS for mark in marks) and len(set(marks)) > 1


def test_no_cookie_no_count(town):
    searched("takkenbak", "", "", "")
    assert not Heard.objects.exists()


def test_who_chose_a_result_found_it(town):
    searched("takkenbak", "een", "twee", "drie", nothing=False)
    assert listed() == [("takkenbak", 3)]
    assistant.count_choice(query="takkenbak", visitor="een")
    assistant.count_choice(query="takkenbak", visitor="een")
    assistant.count_choice(query="takkenbak", visitor="vreemd")    # did not search for it
    assert Heard.objects.get().chose == Heard.objects.get().chose[:1] != []
    assert listed() == []


def test_a_choice_without_a_search_counts_nothing(town):
    assistant.count_choice(query="takkenbak", visitor="een")
    assert not Heard.objects.exists()


def test_other_endings_and_order_are_the_same_words(town):
    searched("takkenbak legen", "een")
    searched("legen takkenbak", "twee")
    searched("hoe kan ik mijn takkenbakken legen", "drie")
    assert [sessions for _, sessions in listed()] == [3]


def test_weeks_are_added_up(town):
    searched("takkenbak", "een", "twee", "drie")
    with clock.frozen(MONDAY + timedelta(days=7)):
        searched("takkenbak", "een", "twee", "drie", "vier")
        assert listed() == [("takkenbak", 7)]


def test_after_ninety_days_it_is_gone(town):
    searched("takkenbak", "een", "twee", "drie")
    with clock.frozen(MONDAY + timedelta(days=90)):
        jobs.clean()
        assert Heard.objects.exists()
    with clock.frozen(MONDAY + timedelta(days=91)):
        assert listed() == []
        jobs.clean()
        assert not Heard.objects.exists()


def test_dropped_words_come_back_when_they_are_searched_for_again(town):
    searched("takkenbak", "een", "twee", "drie")
    key = assistant.missed(official("teamleider"))[0].key
    assistant.drop_words(official=official("teamleider"), key=key)
    assert listed() == []
    searched("takkenbak", "een", "twee", "drie")
    assert listed() == [("takkenbak", 3)]


def test_another_municipality_sees_nothing_of_it(town, other_gemeente):
    searched("takkenbak", "een", "twee", "drie")
    with tenancy.scope(other_gemeente):
        assert listed() == []
    assert listed() == [("takkenbak", 3)]


def test_only_who_may(town):
    for verb in (lambda who: assistant.missed(who), lambda who: assistant.drop_words(official=who, key="x")):
        with pytest.raises(PermissionDenied):
            verb(official("behandelaar"))
        verb(official("beheerder"))


def test_the_list_costs_the_same_however_long(town, django_assert_num_queries):
    for number in range(12):
        searched(f"takkenbak {'abcdefghijklmnop'[number] * 4}", "een", "twee", "drie")
    who = official("teamleider")
    catalogue.list_services()
    with django_assert_num_queries(2):
        assert len(assistant.missed(who)) == 12


def test_counting_takes_two_queries(town, django_assert_max_num_queries):
    searched("takkenbak", "een")
    with django_assert_max_num_queries(3):   # with the savepoint of the test's own transaction
        searched("takkenbak", "twee")


def test_what_is_worked_out_before_the_database_takes_less_than_a_millisecond(town):
    query = "takkenbak van Jan Jansen in de Kerkstraat 12 die ik niet meer wil"
    actions._counted(query, "een", "nl")
    took = []
    for _ in range(50):
        began = perf_counter()
        actions._counted(query, "een", "nl")
        took.append(perf_counter() - began)
    assert median(took) < 0.001
