"""An address in another country, without JavaScript: the country brings the fields that belong to it."""
import pytest

from balie.applications import public as applications
from balie.applications.tests import factories

FIRST = "      - {question: toelichting,"
QUESTION = (FIRST, "      - {question: adres, type: address_nl, abroad: true, label: Waar woont u?}\n" + FIRST)
HERE = {"postcode": "1998SB", "huisnummer": "12", "huisletter": "A"}


@pytest.fixture
def draft(jo, wire):
    factories.publish(QUESTION)
    return factories.on_the_second_page(jo.resident)


def post(jo, draft, path: str = "", **typed):
    revision = applications.get(draft.id, resident=jo.resident).revision
    return jo.post(f"/aanvraag/{draft.id}/stap/wie/{path}", {"revision": revision, **{f"adres-{part}": text for part, text in typed.items()}})


def kept(jo, draft):
    return applications.get(draft.id, resident=jo.resident).answers.get("adres")


def test_at_first_it_asks_an_address_here(jo, draft):
    page = jo.get(f"/aanvraag/{draft.id}/stap/wie/").text
    assert 'name="adres-land"' in page and 'name="adres-postcode"' in page and 'name="adres-regel1"' not in page
    assert '<option value="België">' in page


def test_here_it_is_completed_from_the_bag(jo, draft):
    assert post(jo, draft, land="", **HERE).status_code == 302
    assert (kept(jo, draft)["straat"], kept(jo, draft)["land"], kept(jo, draft)["bag_id"]) == ("Kerkstraat", "NL", "9991010000000001")
    assert "Kerkstraat 12A" in jo.get(f"/aanvraag/{draft.id}/stap/wie/").text


def test_another_country_brings_its_own_fields(jo, draft, wire):
    page = post(jo, draft, land="België")
    assert page.status_code == 422 and 'name="adres-regel1"' in page.text and 'name="adres-postcode"' not in page.text
    assert 'value="België"' in page.text and 'href="#f-adres-regel1"' in page.text
    assert post(jo, draft, land="België", regel1="Wetstraat 16", regel2="1000 Brussel").status_code == 302
    assert kept(jo, draft) == {"land": "BE", "regel1": "Wetstraat 16", "regel2": "1000 Brussel"}
    assert not [each for each in wire.asked if each[0] == "bag"], "nobody here can look it up"
    assert "Wetstraat 16, 1000 Brussel, België" in jo.get(f"/aanvraag/{draft.id}/controle/").text


def test_back_to_here_drops_the_lines(jo, draft):
    post(jo, draft, land="België", regel1="Wetstraat 16")
    assert post(jo, draft, land="", regel1="Wetstraat 16").status_code in (302, 422)
    assert post(jo, draft, land="Nederland", **HERE).status_code == 302 and "regel1" not in kept(jo, draft)


def test_a_country_that_is_none_is_said(jo, draft):
    page = post(jo, draft, land="Atlantis", regel1="Diep 1")
    assert page.status_code == 422 and "Kies een land uit de lijst." in page.text and 'value="Atlantis"' in page.text


def test_a_browser_with_javascript_gets_the_fields_at_once(jo, draft):
    page = post(jo, draft, "vooruit/", land="Duitsland")
    assert page.status_code == 200 and 'name="adres-regel1"' in page.text and 'name="adres-postcode"' not in page.text
    assert 'hx-post' in jo.get(f"/aanvraag/{draft.id}/stap/wie/").text


def test_in_english(jo, draft):
    page = jo.get(f"/aanvraag/{draft.id}/stap/wie/", headers={"accept-language": "en"}).text
    assert "Only if the address is not in the Netherlands." in page
