"""Searching: what people really type must find what they mean."""

import pytest
from prometheus_client import REGISTRY

from balie.assistant import index, words
from balie.assistant import public as assistant
from balie.catalogue import public as catalogue
from balie.kernel import tenancy

ASKED = {
    "paspoort": "paspoort",
    "Paspóórt": "paspoort",
    "pasport": "paspoort",
    "paspoord": "paspoort",
    "kinderpaspoort": "paspoort",
    "ik ben mijn paspoort kwijt": "paspoort",
    "spoed paspoort": "paspoort",
    "reizen met mijn kind": "paspoort",
    "id kaart": "identiteitskaart",
    "ID-kaart": "identiteitskaart",
    "idkaart": "identiteitskaart",
    "identiteitskaat": "identiteitskaart",
    "mijn id is gestolen": "identiteitskaart",
    "legitimatie": "identiteitskaart",
    "verhuizen": "verhuizing",
    "ik ga verhuizen": "verhuizing",
    "wij zijn verhuisd": "verhuizing",
    "verhuizng": "verhuizing",
    "nieuw adres doorgeven": "verhuizing",
    "adreswijziging": "verhuizing",
    "op kamers": "verhuizing",
    "uittreksel": "brp-uittreksel",
    "uitreksel gba": "brp-uittreksel",
    "bewijs van inschrijving": "brp-uittreksel",
    "parkeren": "parkeervergunning",
    "parkeervegunning": "parkeervergunning",
    "waar kan ik mijn auto kwijt": "parkeervergunning",
    "leaseauto": "parkeervergunning",
    "mijn wagen": "parkeervergunning",
    "parkeren voor mijn bedrijf": "bedrijfsparkeervergunning",
    "bedrijfsauto": "bedrijfsparkeervergunning",
    "eherkenning": "bedrijfsparkeervergunning",
    "mijn kind is geboren": "geboorteaangifte",
    "wij hebben een baby gekregen": "geboorteaangifte",
    "tweeling": "geboorteaangifte",
    "bevallen": "geboorteaangifte",
    "babyverzekering": "geboorteaangifte",
    "drieling": "geboorteaangifte",
    "dubbele achternaam": "geboorteaangifte",
    "ondergrondse container": "afvalpas",
    "vuilnis": "afvalpas",
}
TYPING = {"pas": "paspoort", "ver": "verhuizing", "ik ben verh": "verhuizing", "geb": "geboorteaangifte", "uitt": "brp-uittreksel"}
NOTHING = ["xyzzy", "zwembad", "hond", "", "   ", "';drop table", "😀", "de het een " * 50]


@pytest.fixture
def town(gemeente):
    catalogue.publish_standard_catalogue()
    return gemeente


def first(found) -> str | None:
    return next((hit.slug for hit in found), None)


def test_first_hit_is_what_they_mean(town):
    assert {query: first(assistant.search(query)) for query in ASKED} == ASKED


def test_suggestions_while_typing(town):
    assert {query: first(assistant.suggest(query)) for query in TYPING} == TYPING


def test_nothing_is_invented(town):
    assert {query: assistant.search(query) for query in NOTHING} == dict.fromkeys(NOTHING, [])


def test_english(town):
    assert assistant.search("passport", language="en")[0].slug == "paspoort"
    assert assistant.search("moving house", language="en")[0].slug == "verhuizing"
    assert assistant.search("my baby was born", language="en")[0].slug == "geboorteaangifte"


def test_a_hit_says_price_time_and_what_happens(town):
    hit = assistant.search("uittreksel")[0]
    assert (str(hit.price), hit.price_from, hit.minutes, hit.online) == ("13.90", True, 2, "direct")


def test_another_municipality_has_its_own_results(town, other_gemeente):
    with tenancy.scope(other_gemeente):
        assert assistant.search("paspoort") == []


def test_zero_results_are_counted_without_the_words(town):
    labels = {"gemeente": town.slug, "language": "nl"}
    before = REGISTRY.get_sample_value("balie_search_nothing_found_total", labels) or 0
    assistant.search("zwembad van Jansen")
    assert REGISTRY.get_sample_value("balie_search_nothing_found_total", labels) == before + 1
    assert not any("jansen" in str(sample).lower() for metric in REGISTRY.collect() for sample in metric.samples)


def test_a_search_asks_the_database_nothing_once_warm(town, django_assert_num_queries):
    assistant.search("paspoort")
    with django_assert_num_queries(0):
        assistant.search("verhuizen")


@pytest.mark.parametrize("switched_off", ["synonyms", "mistakes", "parts"])
def test_control_each_part_of_the_search_is_needed(town, monkeypatch, switched_off):
    if switched_off == "synonyms":
        monkeypatch.setattr(words, "synonyms", lambda language: {})
    else:
        monkeypatch.setattr(index.Index, f"_{switched_off}", lambda self, found, word: None)
    assert {query: first(assistant.search(query)) for query in ASKED} != ASKED


def test_edits():
    assert words.distance("paspoort", "pasport", 2) == 1
    assert words.distance("vehruizen", "verhuizen", 2) == 1  # two letters swapped
    assert words.distance("kat", "verhuizing", 2) == 3
