"""What becomes of a search is counted when the answer has gone, and never in its way."""

import logging
import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from balie.assistant import public as assistant
from balie.assistant.models import Heard
from balie.assistant.tests.officials import official, steady
from balie.catalogue import public as catalogue
from balie.portal import searched
from balie.portal.tests.browser import browser

pytestmark = pytest.mark.django_db
FIND = "/zoeken/"


@pytest.fixture
def town(gemeente, monkeypatch):
    steady(monkeypatch, by_visitor=True)
    catalogue.publish_standard_catalogue()
    return gemeente


@pytest.fixture
def come_by(town):
    """`come_by()`: a browser that has been on another page, and so has a cookie of ours."""
    secrets = (letter * 32 for letter in "abcdefgh")

    def come():
        visitor = browser()
        visitor.get("/contact/")
        assert len(visitor.cookies[settings.CSRF_COOKIE_NAME].value) == 32
        visitor.cookies[settings.CSRF_COOKIE_NAME] = next(secrets)
        return visitor

    return come


def missed() -> list[tuple[str, int, bool]]:
    return [(each.words, each.sessions, each.nothing) for each in assistant.missed(official("teamleider"))]


def choose(visitor, query: str, there: str) -> None:
    visitor.get(FIND, {"q": query})
    visitor.get(there, headers={"referer": f"http://{visitor.defaults['HTTP_HOST']}{FIND}?q={query}"})


def test_three_browsers_that_found_nothing_are_a_line_for_officials(come_by):
    for _ in range(2):
        come_by().get(FIND, {"q": "qwxzv qwxzvypjk"})
    assert missed() == []
    come_by().get(FIND, {"q": "Qwxzv qwxzvypjk?"})
    assert missed() == [("qwxzv qwxzvypjk", 3, True)]


def test_one_browser_stays_one(come_by):
    visitor = come_by()
    for _ in range(4):
        visitor.get(FIND, {"q": "qwxzvypjk"})
    assert len(Heard.objects.get().sessions) == 1 and missed() == []


def test_a_browser_without_a_cookie_of_ours_is_not_counted(town):
    for _ in range(3):
        browser().get(FIND, {"q": "qwxzvypjk"})
    assert not Heard.objects.exists()


def test_going_on_to_a_result_is_a_choice_and_leaving_is_none(come_by):
    for _ in range(3):
        come_by().get(FIND, {"q": "paspoort"})
    assert missed() == [("paspoort", 3, False)]
    choose(come_by(), "paspoort", "/diensten/paspoort/")
    assert missed() == []


@pytest.mark.parametrize("there", ["/diensten/paspoort/", "/producten/huurtoeslag/", "/aanvragen/paspoort/"])
def test_every_way_from_the_results_is_a_choice(come_by, there):
    choose(come_by(), "paspoort", there)
    assert len(Heard.objects.get().chose) == 1


@pytest.mark.parametrize("came_from", ["", "http://boos.example/zoeken/?q=paspoort", "http://{host}/diensten/?q=paspoort", "http://[kapot/zoeken/?q=paspoort",
                                       "http://{host}/zoeken/?q=verhuizen", "http://{host}/zoeken/?" + "q=paspoort&" * 30])  # fmt: skip
def test_coming_from_elsewhere_is_no_choice(come_by, came_from):
    visitor = come_by()
    visitor.get(FIND, {"q": "paspoort"})
    host = visitor.defaults["HTTP_HOST"]
    assert visitor.get("/diensten/paspoort/", headers={"referer": came_from.replace("{host}", host)}).status_code == 200
    assert Heard.objects.get().chose == []


def test_a_filter_is_not_another_search(come_by):
    come_by().get(FIND, {"q": "paspoort", "voor": "inwoner"})
    assert not Heard.objects.exists()


class Answer(HttpResponse):
    """Django's own closes the connection of the test."""

    gone = False

    def close(self) -> None:
        self.gone = True


def test_it_is_counted_after_the_answer(rf, town):
    """Nothing of it runs while the page is made: only `close`, which the server calls when the answer has gone, counts."""
    request = rf.get(FIND, {"q": "qwxzvypjk"})
    request.gemeente, request.COOKIES["balie_csrf"] = town, "x"
    response = searched.counted(request, Answer("klaar"), "qwxzvypjk", nothing=True)
    assert response.content == b"klaar" and not Heard.objects.exists()
    response.close()
    assert Heard.objects.exists() and response.gone


def test_a_search_is_answered_also_when_counting_fails_and_the_words_are_not_logged(come_by, monkeypatch, caplog):
    def broken(**words):
        raise RuntimeError(str(words))

    monkeypatch.setattr("balie.assistant.public.count_search", broken)
    with caplog.at_level(logging.ERROR):
        assert come_by().get(FIND, {"q": "qwxzvypjk"}).status_code == 200
    assert "not counted" in caplog.text and "qwxzvypjk" not in caplog.text


def test_what_is_typed_may_be_anything(come_by):
    for query in (b"\xed\xa0\x80", "😀".encode(), b"%00", b"a" * 3000, b"'; drop table x;--", b"{{ 7*7 }}"):
        assert come_by().get(FIND, {"q": query}).status_code == 200


def test_a_word_of_the_municipality_is_found_on_the_page_and_while_typing(come_by):
    visitor = come_by()
    assert "/diensten/paspoort/" not in visitor.get(FIND, {"q": "qwxzvypjk"}).text
    assistant.add_words(official=official("teamleider"), said="qwxzvypjk", target="paspoort")
    assert re.search(r'<h2[^>]*><a[^>]*href="/diensten/paspoort/"', visitor.get(FIND, {"q": "qwxzvypjk"}).text)
    assert visitor.get(reverse("portal:suggest"), {"q": "qwxz"}).json()["results"][0]["url"] == "/diensten/paspoort/"


def test_control_without_the_decorator_a_choice_is_not_seen(come_by, monkeypatch):
    monkeypatch.setattr(searched, "_searched", lambda request: "")
    choose(come_by(), "paspoort", "/diensten/paspoort/")
    assert Heard.objects.get().chose == []
