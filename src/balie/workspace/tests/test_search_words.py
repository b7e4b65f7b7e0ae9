"""Officials see what residents searched for in vain, and say what it means here."""
from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.assistant import public as assistant
from balie.assistant.models import Heard, OwnWord
from balie.assistant.tests.officials import steady
from balie.catalogue import public as catalogue
from balie.kernel import tenancy

pytestmark = pytest.mark.django_db
LIST, NEW = "/werk/zoekwoorden/", "/werk/zoekwoorden/nieuw/"


@pytest.fixture
def town(gemeente, monkeypatch):
    steady(monkeypatch, by_visitor=True)
    catalogue.publish_standard_catalogue()
    return gemeente


@pytest.fixture
def marlon(town, log_in):
    return log_in("teamleider", name="Marlon Pinas")


def missing(*words: str, times: int = 3) -> None:
    for each in words:
        for visitor in range(times):
            assistant.count_search(query=each, visitor=f"browser {visitor}", nothing=True)


def text(response) -> str:
    return response.content.decode()


def test_from_the_list_to_a_word_that_the_search_knows(marlon):
    missing("qwxzvypjk")
    page = text(marlon.get(LIST))
    assert "qwxzvypjk" in page and "3 keer" in page and "Niets gevonden" in page
    asked = text(marlon.post(NEW, {"woorden": "qwxzvypjk"}))
    assert 'value="qwxzvypjk"' in asked and "Zoek de dienst of het product" in asked
    choose = text(marlon.post(NEW, {"woorden": "qwxzvypjk", "zoek": "parkeren"}))
    assert 'value="parkeervergunning"' in choose and "Dit betekent" in choose
    done = marlon.post(NEW, {"woorden": "qwxzvypjk", "zoek": "parkeren", "doel": "parkeervergunning", "bewaar": "ja"}, follow=True)
    assert "begrijpt deze woorden" in text(done) and "Niets gevonden" not in text(done) and "Parkeervergunning" in text(done)
    assert assistant.search("qwxzvypjk")[0].slug == "parkeervergunning"


def test_two_browsers_do_not_show(marlon):
    missing("qwxzvypjk", times=2)
    assert "qwxzvypjk" not in text(marlon.get(LIST))


def test_a_product_can_be_chosen_too(marlon):
    uri = next(uri for uri, product in catalogue.upl.by_uri().items() if product.name == "huurtoeslag")
    assert uri in text(marlon.post(NEW, {"woorden": "qwxzvypjk", "zoek": "huurtoeslag"}))
    marlon.post(NEW, {"woorden": "qwxzvypjk", "doel": uri, "bewaar": "ja"})
    assert OwnWord.objects.get().target == uri and "product</span>" in text(marlon.get(LIST))


@pytest.mark.parametrize(("sent", "said"), [
    ({"woorden": "", "doel": "paspoort", "bewaar": "ja"}, "Vul 1 tot 6 woorden in"),
    ({"woorden": "qwxzvypjk", "zoek": "paspoort", "bewaar": "ja"}, "Kies wat deze woorden betekenen"),
    ({"woorden": "qwxzvypjk", "doel": "bestaat-niet", "bewaar": "ja"}, "Zoek eerst de dienst of het product"),
    ({"woorden": "qwxzvypjk", "zoek": "qwxzv"}, "Hierbij vinden wij niets"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_kept(marlon, sent, said):
    answer = marlon.post(NEW, sent)
    assert answer.status_code == 422 and said in text(answer) and not OwnWord.objects.exists()


def test_own_words_go_away_again(marlon):
    marlon.post(NEW, {"woorden": "qwxzvypjk", "doel": "paspoort", "bewaar": "ja"})
    gone = marlon.post(f"{LIST}weg/", {"woord": str(OwnWord.objects.get().id)}, follow=True)
    assert "weggehaald" in text(gone) and assistant.search("qwxzvypjk") == []
    for which in (str(uuid4()), "geen-id", ""):
        answer = marlon.post(f"{LIST}weg/", {"woord": which})
        assert answer.status_code == 422 and "er niet meer" in text(answer)


def test_what_means_nothing_can_be_left_out(marlon):
    missing("qwxzvypjk")
    key = assistant.missed(marlon.official)[0].key
    assert "niet meer op de lijst" in text(marlon.post(f"{LIST}laat-weg/", {"sleutel": key}, follow=True))
    assert not Heard.objects.exists()


def test_only_who_may(town, marlon, log_in, nadia):
    missing("qwxzvypjk")
    for client in (nadia, log_in("balie", name="Bo Balie")):
        assert client.get(LIST).status_code == client.get(NEW).status_code == 403
        assert client.post(NEW, {"woorden": "x", "doel": "paspoort", "bewaar": "ja"}).status_code == 403
        assert client.post(f"{LIST}weg/").status_code == client.post(f"{LIST}laat-weg/").status_code == 403
        assert LIST not in text(client.get("/werk/"))
    for client in (marlon, log_in("beheerder", name="Ilse Brandsma")):
        assert "qwxzvypjk" in text(client.get(LIST)) and LIST in text(client.get("/werk/account/"))


def test_of_another_municipality_nothing_shows_and_nothing_goes(marlon, other_gemeente):
    with tenancy.scope(other_gemeente):
        missing("qwxzvypjk")
        catalogue.publish_standard_catalogue()
        row = OwnWord.objects.create(words="zwabberboekje", target="paspoort")
    page = text(marlon.get(LIST))
    assert "qwxzvypjk" not in page and "zwabberboekje" not in page
    assert marlon.post(f"{LIST}weg/", {"woord": str(row.id)}).status_code == 422
    with tenancy.scope(other_gemeente):
        assert OwnWord.objects.exists()


def cost(client) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(LIST).status_code == 200
    return sum("assistant_" in each["sql"] for each in caught.captured_queries)


def test_the_page_costs_the_same_however_long(marlon):
    missing("qwxzvypjk")
    before = cost(marlon)
    missing(*(f"qwxzv{letter * 3}" for letter in "abcdefghij"))
    for letter in "abcdefghij":
        OwnWord.objects.create(words=f"zwabber{letter}", target="paspoort")
    assert cost(marlon) == before == 3


def test_empty(marlon):
    page = text(marlon.get(LIST))
    assert "Er is niets dat vaak niet werd gevonden" in page and "Er zijn nog geen eigen woorden" in page
