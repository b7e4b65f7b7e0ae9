"""Places and signatures on the page: typed words are enough, the server adds what it knows, and only our own drawings are shown."""
import json

import pytest
from django.test import override_settings

from balie.applications import public as applications
from balie.portal.apply import maps
from balie.portal.apply.tests.test_kinds import answers, at, post, with_question  # noqa: F401  a fixture
from balie.portal.tests.browser import queries
from balie.registers import public as registers
from balie.registers import town_map as town_maps

BOUNDS = (5.0, 52.0, 5.02, 52.01)
INSIDE, OUTSIDE = "52.005, 5.01", "52.5, 5.5"
STREET = {"type": "Feature", "properties": {"kind": "street", "name": "Havenkade", "width": 8},
          "geometry": {"type": "LineString", "coordinates": [[5.0, 52.005], [5.02, 52.005]]}}
PLEK = "{question: plek, type: map_point, label: Waar is het?}"
TEKEN = "{question: teken, type: signature, label: Uw handtekening}"


@pytest.fixture
def town(monkeypatch):
    """The municipality has a map of its own."""
    found = registers.TownMap((STREET,), BOUNDS, ((5.0, 52.0), (5.02, 52.0), (5.02, 52.01), (5.0, 52.01)))
    monkeypatch.setattr(registers, "town_map", lambda: found)
    return found


@pytest.fixture
def bag(monkeypatch):
    found = registers.Address(straat="Kerkstraat", huisnummer=5, postcode="1998AC", woonplaats="Zonnedam", bag_id="9991010000000012",
                              rd=(129099.7, 446359.16))
    monkeypatch.setattr(registers, "find_address", lambda **typed: [found] if typed["postcode"] == "1998AC" else [])


def test_an_address_is_completed_and_found_on_the_map(jo, with_question, town, bag):  # noqa: F811
    draft = with_question(PLEK)
    assert post(jo, draft, **{"plek-postcode": "1998 ac", "plek-huisnummer": "5"}).status_code == 302
    kept = answers(jo, draft)["plek"]
    assert (kept["straat"], kept["van_adres"], kept["in_gemeente"]) == ("Kerkstraat", True, True)
    assert kept["geometry"]["coordinates"] == pytest.approx([5.01, 52.005], abs=0.00001)
    page = jo.get(at(draft)).text
    assert "Kerkstraat 5, 1998 AC Zonnedam" in page and 'value="1998AC"' in page and 'data-found="52.0' in page  # so that the map can show it


def test_an_address_that_is_not_there_is_said(jo, with_question, town, bag):  # noqa: F811
    page = post(jo, with_question(PLEK), **{"plek-postcode": "1998 zz", "plek-huisnummer": "5"})
    assert page.status_code == 422 and "Dit adres kennen wij niet" in page.text and 'href="#f-plek-postcode"' in page.text


def test_words_are_enough_and_so_are_coordinates(jo, with_question, town):  # noqa: F811
    draft = with_question(PLEK)
    assert post(jo, draft, **{"plek-beschrijving": "Achter de school"}).status_code == 302
    assert answers(jo, draft)["plek"] == {"beschrijving": "Achter de school"}
    assert post(jo, draft, **{"plek-punten": INSIDE}).status_code == 302
    assert answers(jo, draft)["plek"]["in_gemeente"] is True


def test_outside_the_municipality(jo, with_question, town):  # noqa: F811
    page = post(jo, with_question(PLEK), **{"plek-punten": OUTSIDE})
    assert page.status_code == 422 and "buiten onze gemeente" in page.text and OUTSIDE in page.text
    draft = with_question(PLEK.replace("}", ", outside: warn}"))
    assert post(jo, draft, **{"plek-punten": OUTSIDE}).status_code == 302
    assert answers(jo, draft)["plek"]["in_gemeente"] is False


def test_control_without_a_map_nobody_is_sent_away(jo, with_question, monkeypatch):  # noqa: F811
    monkeypatch.setattr(registers, "town_map", lambda: registers.TownMap())
    draft = with_question(PLEK)
    assert post(jo, draft, **{"plek-punten": OUTSIDE}).status_code == 302
    assert "in_gemeente" not in answers(jo, draft)["plek"]


def test_no_answer_and_a_wrong_answer_are_said(jo, with_question, town):  # noqa: F811
    draft = with_question(PLEK)
    assert "Zeg waar het is" in post(jo, draft).text
    page = post(jo, draft, **{"plek-punten": "daar"})
    assert page.status_code == 422 and "Deze plek kunnen wij niet vinden" in page.text and ">daar</textarea>" in page.text
    assert 'href="#f-plek-punten"' in page.text


def test_signing_is_dated_by_the_server_and_keeps_its_moment(jo, with_question):  # noqa: F811
    draft = with_question(TEKEN)
    signed = {"teken-naam": "Jo de Wit", "teken-akkoord": "ja"}
    assert post(jo, draft, **signed).status_code == 302
    first = answers(jo, draft)["teken"]
    assert first["naam"] == "Jo de Wit" and first["moment"].endswith("+00:00")
    town_of_time = {**first, "moment": "2020-01-01T00:00:00+00:00"}
    from balie.portal.apply.looking import Looking
    from balie.portal.apply.placed import sign

    assert sign(None, {"naam": "Jo de Wit"}, town_of_time, Looking())[0]["moment"] == "2020-01-01T00:00:00+00:00"
    assert sign(None, {"naam": "Iemand anders"}, town_of_time, Looking())[0]["moment"] != "2020-01-01T00:00:00+00:00"


def test_half_a_signature_is_said_where_it_is(jo, with_question):  # noqa: F811
    draft = with_question(TEKEN)
    page = post(jo, draft, **{"teken-naam": "Jo de Wit"})
    assert page.status_code == 422 and "Zet ook het vinkje" in page.text and 'value="Jo de Wit"' in page.text
    assert "Zet uw handtekening" in post(jo, draft).text
    evil = post(jo, draft, **{"teken-lijn": '"><script>alert(1)</script>'})
    assert evil.status_code == 422 and "<script>alert" not in evil.text and "Teken opnieuw" in evil.text


def test_the_check_page_shows_place_and_signature(jo, with_question, town):  # noqa: F811
    draft = with_question(PLEK, TEKEN)
    posted = {"plek-punten": INSIDE, "plek-beschrijving": "Bij <b>de</b> brug", "teken-lijn": "M1 1L20 20L40 5"}
    assert post(jo, draft, **posted).status_code == 302
    from balie.portal.apply import summary

    rows = {row["key"]: row for section in summary.sections(applications.get(draft.id, resident=jo.resident)) for row in section.rows}
    assert "Havenkade" in rows["Waar is het?"]["drawn"] and "brug" not in rows["Waar is het?"]["drawn"]
    assert 'd="M1 1L20 20L40 5"' in rows["Uw handtekening"]["drawn"]
    assert rows["Hoe luid is het?"]["drawn"] == "" if "Hoe luid is het?" in rows else True
    assert "Gezet op" in rows["Uw handtekening"]["value"]


def test_the_map_tells_what_it_shows(jo, town):
    found = json.loads(jo.get("/kaart/over.json").content)
    assert found["bounds"] == list(BOUNDS) and found["ground"] == "/kaart/ondergrond.svg" and found["streets"][0][0] == "Havenkade"
    drawing = jo.get("/kaart/ondergrond.svg")
    assert drawing["Content-Type"] == "image/svg+xml" and "sandbox" in drawing["Content-Security-Policy"] and b"Havenkade" in drawing.content


def test_tiles_come_from_the_host_that_was_set_and_only_on_pages_with_a_map(jo, with_question, town, settings):  # noqa: F811
    tiles = settings.BALIE.model_copy(update={"map_tiles": "https://tegels.voorbeeld.nl/{z}/{x}/{y}.png"})
    draft, other = with_question(PLEK), "/"
    assert "tegels" not in jo.get(at(draft))["Content-Security-Policy"]
    with override_settings(BALIE=tiles):
        assert "img-src 'self' data: https://tegels.voorbeeld.nl;" in jo.get(at(draft))["Content-Security-Policy"]
        assert "tegels" not in jo.get(other)["Content-Security-Policy"]
        assert json.loads(jo.get("/kaart/over.json").content)["ground"] == ""


def test_a_map_costs_no_query(jo, with_question, town):  # noqa: F811
    plain, with_map = with_question(), None
    cost = queries(jo, at(plain))
    with_map = with_question(PLEK, TEKEN)
    assert queries(jo, at(with_map)) == cost


def test_a_map_that_cannot_be_had_is_asked_for_again_later(gemeente, monkeypatch):
    asked = []

    def call(*_args, **_more):
        asked.append(1)
        raise registers.RegisterUnavailable("kaart")

    monkeypatch.setattr(town_maps, "call", call)
    monkeypatch.setattr(town_maps, "_kept", {})
    assert town_maps.town_map() == registers.TownMap() and town_maps.town_map().holds([(5.0, 52.0)]) is None
    assert len(asked) == 1
    monkeypatch.setattr(town_maps, "_kept", {})
    monkeypatch.setattr(town_maps, "call", lambda *_args: {"features": [STREET]})
    assert town_maps.town_map().bounds == (5.0, 52.005, 5.02, 52.005)


def test_places_in_rows_are_completed_too(jo, with_question, town):  # noqa: F811
    draft = with_question("{question: plekken, type: group, label: Plekken, questions: [{question: plek, type: map_point, label: Waar?}]}")
    assert post(jo, draft, **{"plekken-0-plek-punten": INSIDE}).status_code == 302
    assert answers(jo, draft)["plekken"][0]["plek"]["in_gemeente"] is True
    page = post(jo, draft, **{"plekken-0-plek-punten": OUTSIDE})
    assert page.status_code == 422 and "buiten onze gemeente" in page.text


def test_no_tiles_no_host():
    class Nothing:
        plan = None

    assert maps.image_sources(Nothing(), "x") == ()
