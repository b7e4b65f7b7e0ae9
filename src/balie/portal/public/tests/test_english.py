"""The same pages for who reads English: by the browser's own language, and by the choice in the footer."""
import re

import pytest
from django.conf import settings

from balie.catalogue import public as catalogue

pytestmark = pytest.mark.django_db
PAGES = ["/", "/diensten/", "/diensten/paspoort/", "/diensten/paspoort/kan-ik-dit/", "/gebeurtenis/verhuizen/", "/zoeken/?q=passport",
         "/contact/", "/toegankelijkheid/", "/privacy/", "/zelf-regelen/", "/zelf-regelen/?toon=deels"]
DUTCH = re.compile(r"\b(het|een|uw|wij|niet|voor|van|naar|werkdagen|uur)\b")


@pytest.fixture
def visitor(client, gemeente):
    catalogue.publish_standard_catalogue()
    client.defaults["HTTP_HOST"] = gemeente.hosts[0]
    return client


def words(html: str) -> str:
    """What is on the page to read, without what says that it is Dutch: a service that has no translation."""
    html = re.sub(r'(?s)<(a|p|div|details|blockquote)\b[^>]*\blang="nl"[^>]*>.*?</\1>', " ", html)
    body = re.sub(r"(?s)<(script|style|svg|head)\b.*?</\1>|<[^>]+>", " ", html)
    return " ".join(body.split())


@pytest.mark.parametrize("path", PAGES)
def test_no_dutch_is_left(visitor, path):
    page = visitor.get(path, headers={"accept-language": "en-GB"}).text
    assert 'lang="en"' in page
    assert DUTCH.findall(words(page)) == []


def test_dutch_would_be_noticed(visitor):
    """Control: the same look at the Dutch page finds words."""
    assert DUTCH.findall(words(visitor.get("/diensten/paspoort/").text))


def test_a_service_without_translation_is_a_page_in_dutch_that_says_so(visitor):
    version = catalogue.current_version("terras").version_id
    assert not catalogue.definition(version).translations, "control: it has none"
    page = visitor.get("/diensten/terras/", headers={"accept-language": "en"}).text
    assert '<html lang="nl"' in page and "Terras bij een horecabedrijf aanvragen" in page
    assert "only available in Dutch" in words(page.partition('<div lang="en">')[2])[:60]
    assert "only available in Dutch" not in visitor.get("/diensten/paspoort/", headers={"accept-language": "en"}).text
    rows = visitor.get("/diensten/", headers={"accept-language": "en"}).text
    assert re.search(r'<a [^>]*lang="nl">Terrasvergunning</a>', rows)


def test_service_texts_prices_and_terms_are_english(visitor):
    page = words(visitor.get("/diensten/paspoort/", headers={"accept-language": "en"}).text)
    assert "Apply for a passport" in page
    assert "Within 5 working days" in page
    assert "From €" in page
    assert "Birth registration" in words(visitor.get("/diensten/", headers={"accept-language": "en"}).text)


def test_the_choice_in_the_footer_wins_from_the_browser(visitor):
    visitor.post("/taal/", {"language": "en", "next": "/diensten/"})
    assert visitor.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert "All subjects" in visitor.get("/diensten/", headers={"accept-language": "nl"}).text
    visitor.post("/taal/", {"language": "nl", "next": "/diensten/"})
    assert "Alle onderwerpen" in visitor.get("/diensten/", headers={"accept-language": "en"}).text


def test_words_of_a_service_by_themselves(visitor):
    assert catalogue.words("paspoort", language="en")["Paspoort"] == "Passport"
    assert catalogue.words("paspoort", language="nl") == {}
    assert catalogue.words("bestaat-niet", language="en") == {}
