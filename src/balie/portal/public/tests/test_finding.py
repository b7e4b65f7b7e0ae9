"""The box, the suggestions and the page of results."""

import re

import pytest

from balie.assistant import public as assistant
from balie.catalogue import public as catalogue
from balie.kernel import egress
from balie.portal.tests.browser import queries

pytestmark = pytest.mark.django_db
SUGGEST = "/zoeken/suggesties/"


@pytest.fixture
def visitor(client, gemeente):
    catalogue.publish_standard_catalogue()
    client.defaults["HTTP_HOST"] = gemeente.hosts[0]
    return client


def test_suggestions_say_what_it_is_and_where_it_leads(visitor):
    found = visitor.get(SUGGEST, {"q": "paspo"}).json()["results"]
    assert found[0]["title"].startswith("Paspoort") and found[0]["url"] == "/diensten/paspoort/" and "€" in found[0]["hint"]
    product = next(each for each in visitor.get(SUGGEST, {"q": "huurtoesl"}).json()["results"] if each["url"].startswith("/producten/"))
    assert product["hint"] == "Dit regelt het Rijk"


@pytest.mark.parametrize("query", ["", " ", "qwxzv", "a" * 5000, "\ud800", "<script>", "%00", "😀"])
def test_nothing_to_suggest_is_an_empty_list_never_an_error(visitor, query):
    answer = visitor.get(SUGGEST, {"q": query.encode("utf-8", "surrogatepass")})
    assert answer.status_code == 200 and isinstance(answer.json()["results"], list)


def test_what_did_not_change_is_not_sent_again(visitor):
    answer = visitor.get(SUGGEST, {"q": "paspoort"})
    assert "max-age=60" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    assert visitor.get(SUGGEST, {"q": "paspoort"}, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert visitor.get(SUGGEST, {"q": "verhuizen"}, headers={"if-none-match": answer["ETag"]}).status_code == 200


def test_every_suggestion_and_result_leads_to_a_page(visitor):
    for query in ("paspoort", "hond", "kliko", "uitkering", "waterschap"):
        for each in visitor.get(SUGGEST, {"q": query}).json()["results"]:
            assert visitor.get(each["url"]).status_code in (200, 302)


def test_typing_costs_no_more_queries_with_more_results(visitor):
    visitor.get(SUGGEST, {"q": "paspoort"})
    assert queries(visitor, f"{SUGGEST}?q=paspoort") == queries(visitor, f"{SUGGEST}?q=qwxzv") <= 4


def test_the_first_result_begins_at_once_where_that_can_be_done_here(visitor, monkeypatch):
    assert 'href="/aanvragen/brp-uittreksel/"' in visitor.get("/zoeken/", {"q": "uittreksel"}).text
    monkeypatch.setattr(egress, "available", lambda *names, **options: False)
    page = visitor.get("/zoeken/", {"q": "uittreksel"}).text
    assert 'href="/aanvragen/brp-uittreksel/"' not in page and "/diensten/brp-uittreksel/" in page


def test_filters_are_links_that_keep_the_question(visitor):
    page = visitor.get("/zoeken/", {"q": "parkeervergunning"}).text
    assert "/zoeken/?q=parkeervergunning&amp;voor=bedrijf" in page
    chosen = visitor.get("/zoeken/", {"q": "parkeervergunning", "voor": "bedrijf"}).text
    assert 'aria-current="true"' in chosen and "/diensten/bedrijfsparkeervergunning/" in chosen and "/diensten/parkeervergunning/" not in chosen


def test_a_filter_that_leaves_nothing_or_everything_is_not_shown(visitor):
    assert "&amp;voor=" not in visitor.get("/zoeken/", {"q": "huurtoeslag"}).text
    assert "Met deze keuze blijft er niets over" in visitor.get("/zoeken/", {"q": "huurtoeslag", "voor": "vereniging"}).text


def test_few_life_events_to_choose_from_those_of_the_best_results_first(visitor):
    page = visitor.get("/zoeken/", {"q": "aangifte"}).text
    offered = set(re.findall(r"bij=([a-z-]+)", page))
    assert 0 < len(offered) <= 3
    best = assistant.search("aangifte", 1)[0]
    assert offered & set(best.card.life_events)
    far = next(each.slug for each in catalogue.life_events() if each.slug not in offered)
    assert f"bij={far}" not in page  # and who asks for another keeps it as a choice to undo
    assert 'aria-current="true"' in visitor.get("/zoeken/", {"q": "aangifte", "bij": far}).text


def test_an_unknown_filter_leaves_nothing_out(visitor):
    assert "/diensten/paspoort/" in visitor.get("/zoeken/", {"q": "paspoort", "voor": "koning", "bij": "nergens"}).text


def test_nothing_found_says_what_was_searched_and_how_to_reach_somebody(visitor):
    page = visitor.get("/zoeken/", {"q": "ik wil een qwxzv"}).text
    assert "Wij zochten op: qwxzv" in page and "/diensten/" in page and "/contact/" in page and 'href="tel:"' not in page


@pytest.mark.parametrize(("path", "boxes"), [("/contact/", 1), ("/diensten/paspoort/", 1), ("/", 1), ("/zoeken/", 1)])
def test_one_box_on_every_page(visitor, path, boxes):
    assert visitor.get(path).text.count('role="search"') == boxes
