"""The public pages as a visitor without login meets them, with the real catalogue."""

import re
from datetime import time

import pytest

from balie.appointments import public as appointments
from balie.catalogue import public as catalogue
from balie.kernel import dutch
from balie.look.build import paths

pytestmark = pytest.mark.django_db
PAGES = ["/", "/zoeken/", "/zoeken/?q=paspoort", "/zoeken/?q=qwxzv", "/diensten/", "/diensten/paspoort/", "/diensten/paspoort/kan-ik-dit/",
         "/gebeurtenis/verhuizen/", "/producten/", "/producten/evenementenvergunning/", "/contact/", "/toegankelijkheid/", "/privacy/",
         "/componenten/", "/offline/", "/manifest.webmanifest", "/sw.js"]


@pytest.fixture
def town(gemeente):
    catalogue.publish_standard_catalogue()
    return gemeente


@pytest.fixture
def visitor(client, town):
    client.defaults["HTTP_HOST"] = town.hosts[0]
    return client


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_without_login(visitor, path):
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_written_to_with_another_method(visitor, path):
    assert visitor.delete(path).status_code == 405


@pytest.mark.parametrize("path", ["/diensten/bestaat-niet/", "/diensten/bestaat-niet/kan-ik-dit/", "/gebeurtenis/bestaat-niet/"])
def test_unknown_subject_is_not_found_and_helps(visitor, path):
    response = visitor.get(path)
    assert response.status_code == 404
    assert 'role="search"' in response.text


def test_home_starts_with_search_and_shows_the_catalogue(visitor):
    page = visitor.get("/").text
    assert page.index('role="search"') < page.index("Vaak geregeld") < page.index("Liever iemand spreken?")
    assert page.count('class="b-tile"') == min(8, len(catalogue.list_services()))


def test_home_shows_only_moments_that_are_really_free(visitor):
    assert "Eerste vrije plekken" not in visitor.get("/").text
    appointments.add_location(code="stadhuis", name="Stadhuis", street="Damplein 1", postcode="4819 ZD", town="Zonnedam")
    appointments.add_product(code="paspoort-aanvragen", name="Paspoort aanvragen", minutes=15, locations=["stadhuis"])
    appointments.add_desk(location="stadhuis", name="Balie 1")
    appointments.open_hours(location="stadhuis", hours=[(day, time(8, 30), time(17)) for day in range(5)])
    page = visitor.get("/").text
    for slot in appointments.first_free("paspoort-aanvragen", 3):
        assert dutch.time(slot.start) in page


def test_service_page_says_price_time_and_what_you_need_beside_one_button(visitor):
    page = visitor.get("/diensten/brp-uittreksel/").text
    service = catalogue.service("brp-uittreksel")
    for sentence in (service.name, service.summary, f"{service.minutes} minuten", *service.bring):
        assert sentence in page
    assert page.count("utrecht-button-link--primary-action") == 1


def test_search_finds_and_marks_what_was_typed(visitor):
    page = visitor.get("/zoeken/", {"q": "paspoort"}).text
    assert '<mark class="b-mark">Paspoort</mark>' in page


def test_search_escapes_what_was_typed(visitor):
    assert "<script>alert" not in visitor.get("/zoeken/", {"q": '"><script>alert(1)</script>'}).text


def test_eligibility_says_yes_keeps_the_answers_and_leads_to_the_application(visitor):
    response = visitor.post("/diensten/paspoort/kan-ik-dit/", {"check_inwoner": "ja", "check_nederlander": "ja", "check_reis": "nee"})
    assert "Ja, u kunt dit aanvragen" in response.text and "/aanvragen/paspoort/" in response.text
    assert visitor.session["check:paspoort"]


def test_eligibility_says_what_to_do_instead(visitor):
    response = visitor.post("/diensten/paspoort/kan-ik-dit/", {"check_inwoner": "nee", "check_nederlander": "ja", "check_reis": "nee"})
    assert "U vraagt uw paspoort ergens anders aan" in response.text
    assert "Ja, u kunt dit aanvragen" not in response.text


def test_eligibility_asks_again_for_what_is_missing(visitor):
    response = visitor.post("/diensten/paspoort/kan-ik-dit/", {"check_inwoner": "ja"})
    assert response.status_code == 422
    assert "Er klopt nog iets niet" in response.text and "Ja, u kunt dit aanvragen" not in response.text


def test_privacy_names_every_source_with_its_purpose(visitor):
    page = visitor.get("/privacy/").text
    for source in catalogue.service("paspoort").sources:
        assert source.purpose in page


@pytest.mark.parametrize(("after", "there"), [("/diensten/", "/diensten/"), ("https://elders.example/", "/"), ("//elders.example/", "/")])
def test_language_is_remembered_and_leads_back_here_only(visitor, after, there):
    response = visitor.post("/taal/", {"language": "en", "next": after})
    assert response.status_code == 302 and response["Location"] == there
    assert '<html lang="en"' in visitor.get("/").text


def test_unknown_language_changes_nothing(visitor):
    visitor.post("/taal/", {"language": "xx", "next": "/"})
    assert '<html lang="nl"' in visitor.get("/").text


def test_service_worker_keeps_no_personal_page(visitor):
    script = visitor.get("/sw.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert "/mijn" not in script.text and "/offline/" in script.text


def test_manifest_is_of_this_municipality(visitor, town):
    manifest = visitor.get("/manifest.webmanifest").json()
    assert town.naam in manifest["name"] and manifest["start_url"] == "/" and manifest["display"] == "standalone"


def test_queries_do_not_grow_with_the_catalogue(visitor, django_assert_max_num_queries):
    visitor.get("/")
    with django_assert_max_num_queries(12):
        visitor.get("/")


@pytest.mark.skipif(not paths.built().is_dir(), reason="front end not built: balie assets")
@pytest.mark.parametrize("path", ["/", "/diensten/paspoort/"])
def test_first_visit_stays_under_150_kilobytes(visitor, path):
    """The page as it is sent, and every file it asks for as the server sends it to a browser of today (Brotli)."""
    page = visitor.get(path).text
    files = {paths.built() / name for name in re.findall(r'"/static/look/([^"]+)"', page)}
    font = [path for path in files if path.suffix == ".woff2"]
    sent = sum((path if path in font else path.with_name(path.name + ".br")).stat().st_size for path in files)
    assert font and sent + len(page.encode()) < 150_000
