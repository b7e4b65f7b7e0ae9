"""Searching: what people really type must find what they mean."""

import pytest
from prometheus_client import REGISTRY

from balie.assistant import index, search, words
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
    "leaseuato": "parkeervergunning",
    "mijn wagen": "parkeervergunning",
    "parkeren voor mijn bedrijf": "bedrijfsparkeervergunning",
    "bedrijfsauto": "bedrijfsparkeervergunning",
    "mijn kind is geboren": "geboorteaangifte",
    "wij hebben een baby gekregen": "geboorteaangifte",
    "tweeling": "geboorteaangifte",
    "bevallen": "geboorteaangifte",
    "babyverzekering": "geboorteaangifte",
    "drieling": "geboorteaangifte",
    "dubbele achternaam": "geboorteaangifte",
    "vuilnis": "afvalpas",
}
TYPING = {"pas": "paspoort", "ver": "verhuizing", "ik ben verh": "verhuizing", "geb": "geboorteaangifte", "uitt": "brp-uittreksel"}
AMONG_THREE = {"eherkenning": "bedrijfsparkeervergunning", "ondergrondse container": "afvalpas"}    # a product has the better name
# what the state and the water boards arrange: no service here ever covers it
PRODUCTS = {"huurtoeslag aanvragen": "huurtoeslag", "kinderbijslg": "kinderbijslag", "DigiD": "digid", "waterschapsbelasting": "waterschapsbelasting"}
NOTHING = ["xyzzy", "qwxzv", "", "   ", "';drop table", "😀", "de het een " * 50]


@pytest.fixture
def town(gemeente):
    catalogue.publish_standard_catalogue()
    return gemeente


def first(found) -> str | None:
    return next((hit.slug for hit in found), None)


def test_first_hit_is_what_they_mean(town):
    assert {query: first(assistant.search(query)) for query in ASKED} == ASKED


def test_a_service_with_another_name_is_near(town):
    assert {query: near(query, slug) for query, slug in AMONG_THREE.items()} == AMONG_THREE


def near(query, slug):
    return next((hit.slug for hit in assistant.search(query, 3) if hit.slug == slug), None)


def test_what_no_service_covers_leads_to_its_product(town):
    found = {query: assistant.search(query)[0] for query in PRODUCTS}
    assert {query: hit.slug for query, hit in found.items()} == PRODUCTS
    assert all(hit.product and not hit.card and hit.upl.startswith("http") for hit in found.values())


def test_a_product_that_a_service_covers_is_shown_once_as_that_service(town):
    found = assistant.search("paspoort")
    assert [hit.slug for hit in found if hit.upl == found[0].upl] == ["paspoort"] and found[0].card


def test_control_without_the_service_its_product_is_found(gemeente):
    assert assistant.search("paspoort")[0].product.name == "paspoort"


def test_filters(town):
    assert "bedrijfsparkeervergunning" not in {hit.slug for hit in assistant.search("parkeervergunning", audience="inwoner") if hit.card}
    assert "bedrijfsparkeervergunning" in {hit.slug for hit in assistant.search("parkeervergunning", audience="bedrijf")}
    assert {hit.slug for hit in assistant.search("verhuizen", event="verhuizen")} >= {"verhuizing"}
    assert assistant.search("verhuizen", event="bestaat-niet") == []


def test_an_answer_is_a_sentence_of_the_service_itself(town):
    answers = [hit.passage for query in ASKED for hit in assistant.search(query) if hit.passage]
    own = {each.answer for card in catalogue.list_services() for each in catalogue.service(card.slug).questions}
    assert answers and set(answers) <= own


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
        assert [hit.card for hit in assistant.search("paspoort") if hit.card] == []


def test_zero_results_are_counted_without_the_words(town):
    labels = {"gemeente": town.slug, "language": "nl"}
    before = REGISTRY.get_sample_value("balie_search_nothing_found_total", labels) or 0
    assistant.search("xyzzy van Qwxzv")
    assert REGISTRY.get_sample_value("balie_search_nothing_found_total", labels) == before + 1
    assert not any("qwxzv" in str(sample).lower() for metric in REGISTRY.collect() for sample in metric.samples)


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


def test_control_without_what_was_learned_products_are_lost(town, monkeypatch):
    monkeypatch.setattr(search, "_learned", lambda *given, **more: {})
    assert [hit for query in PRODUCTS for hit in assistant.search(query) if hit.product] == []


def test_edits():
    assert words.distance("paspoort", "pasport", 2) == 1
    assert words.distance("vehruizen", "verhuizen", 2) == 1  # two letters swapped
    assert words.distance("kat", "verhuizing", 2) == 3
