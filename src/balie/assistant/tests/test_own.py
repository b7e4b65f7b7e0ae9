"""Words that a municipality adds: the search understands them at once, there and nowhere else."""

from statistics import median
from time import perf_counter

import pytest
from django.core.exceptions import PermissionDenied

from balie.assistant import own
from balie.assistant import public as assistant
from balie.assistant.models import OwnWord
from balie.assistant.tests.officials import official, steady
from balie.catalogue import public as catalogue
from balie.kernel import tenancy

WORD = "qwxzvypjk"
HUURTOESLAG = next(uri for uri, product in catalogue.upl.by_uri().items() if product.name == "huurtoeslag")


@pytest.fixture
def town(gemeente):
    catalogue.publish_standard_catalogue()
    return gemeente


@pytest.fixture
def boss():
    return official("teamleider")


def slugs(hits) -> list[str]:
    return [hit.slug for hit in hits]


def test_a_word_that_found_nothing_finds_the_service_at_once(town, boss):
    assert assistant.search(WORD) == []
    assistant.add_words(official=boss, said=f" {WORD.upper()}! ", target="parkeervergunning")
    assert slugs(assistant.search(WORD))[0] == "parkeervergunning"
    assert slugs(assistant.search(f"waar is mijn {WORD}"))[0] == "parkeervergunning"


def test_also_while_typing_and_with_a_mistake(town, boss):
    assistant.add_words(official=boss, said=WORD, target="parkeervergunning")
    for query in ("qwx", "qwxzvyp", "qwxzvypkj", "qwxvypjk", "qwxzvypjken"):
        assert slugs(assistant.suggest(query))[:1] == ["parkeervergunning"], query
    assert slugs(assistant.suggest("knip"))[:1] != ["parkeervergunning"]


def test_a_product_too_and_one_of_a_service_is_that_service(town, boss):
    assistant.add_words(official=boss, said=WORD, target=HUURTOESLAG)
    first = assistant.search(WORD)[0]
    assert first.upl == HUURTOESLAG and first.product
    uri = catalogue.service("paspoort").products[0]
    assistant.add_words(official=boss, said="zwabberboekje", target=uri)
    assert slugs(assistant.search("zwabberboekje"))[0] == "paspoort"


def test_it_goes_before_what_was_learned(town, boss):
    assert slugs(assistant.search("paspoort"))[0] == "paspoort"
    assistant.add_words(official=boss, said="paspoort", target="hondenbelasting")
    assert slugs(assistant.search("paspoort"))[:2] == ["hondenbelasting", "paspoort"]


def test_all_the_words_have_to_be_asked_for(town, boss):
    assistant.add_words(official=boss, said=f"{WORD} zwart", target="parkeervergunning")
    assert assistant.search(WORD) == []
    assert slugs(assistant.search(f"zwarte {WORD}"))[0] == "parkeervergunning"


def test_what_is_taken_away_is_gone(town, boss):
    assistant.add_words(official=boss, said=WORD, target="parkeervergunning")
    assert assistant.remove_words(official=boss, id=OwnWord.objects.get().id)
    assert assistant.search(WORD) == [] and assistant.own_words(boss) == []
    assert not assistant.remove_words(official=boss, id=town.pk and official("balie").id)


def test_twice_is_once(town, boss):
    for said in (WORD, WORD.title()):
        assistant.add_words(official=boss, said=said, target="parkeervergunning")
    assert [(each.words, each.kind) for each in assistant.own_words(boss)] == [(WORD, "dienst")]


@pytest.mark.parametrize(("said", "target", "field"), [
    ("", "paspoort", "woorden"), ("!?", "paspoort", "woorden"), ("a b c d e f g", "paspoort", "woorden"), ("x" * 200, "paspoort", "woorden"),
    (WORD, "", "doel"), (WORD, "bestaat-niet", "doel"), (WORD, "http://standaarden.overheid.nl/owms/terms/niets", "doel"),
])  # fmt: skip
def test_what_cannot_be_added_is_said(town, boss, said, target, field):
    with pytest.raises(assistant.InvalidWords) as wrong:
        assistant.add_words(official=boss, said=said, target=target)
    assert wrong.value.field == field and not OwnWord.objects.exists()


def test_only_who_may(town):
    for who in (official("behandelaar"), official("balie")):
        with pytest.raises(PermissionDenied):
            assistant.add_words(official=who, said=WORD, target="paspoort")
        with pytest.raises(PermissionDenied):
            assistant.own_words(who)
        with pytest.raises(PermissionDenied):
            assistant.remove_words(official=who, id=who.id)
    assistant.add_words(official=official("beheerder"), said=WORD, target="paspoort")


def test_another_municipality_keeps_its_own_language(town, other_gemeente, boss):
    assistant.add_words(official=boss, said=WORD, target=HUURTOESLAG)
    with tenancy.scope(other_gemeente):
        assert assistant.search(WORD) == [] and assistant.own_words(boss) == []


def test_words_that_were_given_a_meaning_are_missed_no_more(town, boss, monkeypatch):
    steady(monkeypatch, by_visitor=True)
    for visitor in ("een", "twee", "drie"):
        assistant.count_search(query=WORD, visitor=visitor, nothing=True)
    assert [each.words for each in assistant.missed(boss)] == [WORD]
    assistant.add_words(official=boss, said=WORD, target="paspoort")
    assert assistant.missed(boss) == []


def test_a_service_that_is_gone_is_no_result_and_says_so(town, boss):
    OwnWord.objects.create(words=WORD, target="opgeheven")
    own.forget(town.pk)
    assert assistant.search(WORD) == [] and assistant.own_words(boss)[0].name == ""


def test_a_search_asks_nothing_once_warm_and_the_list_asks_once(town, boss, django_assert_num_queries):
    for number in range(10):
        assistant.add_words(official=boss, said=f"{WORD}{number}", target="paspoort")
    assistant.search(WORD)
    with django_assert_num_queries(0):
        assistant.search(WORD)
        assistant.suggest(WORD)
    with django_assert_num_queries(1):
        assert len(assistant.own_words(boss)) == 10


def test_five_hundred_words_are_compared_in_milliseconds():
    said = [own.Said((f"{start}ubber{end}", "bak"), "paspoort") for start in "abcdefghijklmnopqrst" for end in "abcdefghijklmnopqrstuvwxy"]
    took = []
    for _ in range(10):
        began = perf_counter()
        own.fitting(said, ["waarom", "staat", "mijn", "gubbere", "bak", "leeg"], "nl")
        took.append(perf_counter() - began)
    assert median(took) < 0.05


def test_control_without_own_words_nothing_is_found(town, boss, monkeypatch):
    assistant.add_words(official=boss, said=WORD, target="parkeervergunning")
    monkeypatch.setattr(own, "meant", lambda query, language, unfinished=False: {})
    assert assistant.search(WORD) == []
