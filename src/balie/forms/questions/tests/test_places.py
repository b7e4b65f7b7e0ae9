"""Places on a map or in words: both are whole answers, and what rules know of them is worked out here."""
import json

import pytest

from balie.forms.language.types import NUMBER, TEXT, YES_NO
from balie.forms.questions import points
from balie.forms.questions.tests.test_questions import answer, question

SPOT = "52.635100, 5.233400"
SQUARE = ["52.6350, 5.2330", "52.6360, 5.2330", "52.6360, 5.2345", "52.6350, 5.2345"]
RD_SPOT = "144588 516410"


def typed(**parts):
    return {f"q-{name}": [text] for name, text in parts.items()}


def value(kind, posted, **extra):
    found = answer(kind, posted, **extra)
    assert found.error is None
    return question(kind, **extra).from_json(json.loads(json.dumps(found.json)))


@pytest.mark.parametrize(
    ("kind", "posted", "words"),
    [
        ("map_point", typed(postcode="1998 ab", huisnummer="3a"), "3a, 1998 AB"),
        ("map_point", typed(beschrijving="Achter de  school"), "Achter de school"),
        ("map_point", typed(punten=SPOT), f"Aangewezen op de kaart: {SPOT}"),
        ("map_line", typed(straten="Havenkade van Damplein tot Oosterkade\n\n Kerkstraat"), "Havenkade van Damplein tot Oosterkade\nKerkstraat"),
        ("map_line", typed(punten="52.635, 5.233\n52.636, 5.233"), "Getekend op de kaart: 2 punten, 111 meter lang."),
        ("map_area", typed(straten="hoek Havenkade en Damplein", beschrijving="Het plein"), "hoek Havenkade en Damplein\nHet plein"),
        ("map_area", typed(punten="\n".join(SQUARE)), "Getekend op de kaart: 4 hoeken, 11.256 m² groot."),
    ],
)  # fmt: skip
def test_words_or_map_either_is_a_whole_answer(kind, posted, words):
    found = value(kind, posted)
    assert question(kind).describe(found) == words
    assert question(kind).validate(found) is None


@pytest.mark.parametrize("written", [SPOT, "5.2334, 52.6351", "52,6351 5,2334", "52.6351,5.2334", RD_SPOT, "x: 144588 y: 516410"])
def test_coordinates_as_people_write_them(written):
    assert points.read(written)[0] == pytest.approx((5.2334, 52.6351), abs=0.00001)


@pytest.mark.parametrize("written", ["hier", "52.6351", "1 2 3", "0, 0", "52.6351, 15.2", "٥٢ ٥", "999999 999999", "nan nan"])
def test_what_is_no_place_in_the_netherlands_is_said(written):
    found = answer("map_point", typed(punten=written))
    assert (found.error.code, found.error.part, found.raw["punten"]) == ("point", "punten", written)


@pytest.mark.parametrize(
    ("kind", "posted", "code", "part"),
    [
        ("map_point", typed(postcode="1998 ab"), "house_number", "huisnummer"),
        ("map_point", typed(huisnummer="3"), "postcode", "postcode"),
        ("map_point", typed(punten=f"{SPOT}\n{SPOT}"), "point_one", "punten"),
        ("map_point", typed(beschrijving="x" * 1001), "too_long", "beschrijving"),
        ("map_line", typed(punten=SPOT), "points_few", "punten"),
        ("map_line", typed(punten="\n".join([SPOT] * 101)), "points_many", "punten"),
        ("map_line", typed(punten=(SPOT + "\n") * 50_000), "points_many", "punten"),
        ("map_line", typed(punten=f"{SPOT}\nhier"), "points", "punten"),
        ("map_area", typed(punten="\n".join(SQUARE[:2])), "points_few", "punten"),
        ("map_area", typed(punten="\n".join([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]])), "area_crosses", "punten"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_where_it_is(kind, posted, code, part):
    found = answer(kind, posted)
    assert (found.error.code, found.error.part, found.json) == (code, part, None)
    assert found.raw == {name: posted.get(f"q-{name}", [""])[0].strip() for name in question(kind).parts}  # nothing typed is lost


def test_what_is_stored_is_geojson():
    found = answer("map_area", typed(punten="\n".join(SQUARE))).json["geometry"]
    ring = found["coordinates"][0]
    assert found["type"] == "Polygon" and ring[0] == ring[-1] and len(ring) == 5
    assert ring[0] == [5.233, 52.635]
    assert sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False)) > 0  # counter-clockwise, RFC 7946 §3.1.6
    assert answer("map_point", typed(punten=SPOT)).json == {"geometry": {"type": "Point", "coordinates": [5.2334, 52.6351]}}


def test_what_rules_know():
    line, area, point = (question(kind).type({}).fields for kind in ("map_line", "map_area", "map_point"))
    assert line["lengte"] == NUMBER and area["oppervlakte"] == NUMBER and point["adres"] == TEXT and point["in_gemeente"] == YES_NO
    found = value("map_line", typed(punten="52.635, 5.233\n52.636, 5.233"))
    assert (found["lengte"], found["punten"]) == (111, 2)
    assert value("map_line", typed(straten="Kerkstraat"))["lengte"] is None
    for kind in ("map_line", "map_area", "map_point"):
        filled = value(kind, typed(beschrijving="hier", punten=SPOT if kind == "map_point" else "\n".join(SQUARE)))
        assert set(filled) == set(question(kind).type({}).fields)


def test_outside_the_municipality_is_refused_or_remarked():
    stored = {"beschrijving": "hier", "in_gemeente": False}
    strict, mild = question("map_point"), question("map_point", outside="warn")
    assert strict.validate(strict.from_json(stored)).code == "outside"
    assert mild.validate(mild.from_json(stored)) is None and "buiten de gemeente" in mild.describe(mild.from_json(stored))
    inside = stored | {"in_gemeente": True}
    assert strict.validate(strict.from_json(inside)) is None and strict.from_json(inside)["in_gemeente"] is True


@pytest.mark.parametrize("stored", [
    {"geometry": {"type": "Point", "coordinates": [5.2, 52.6, 1]}}, {"geometry": {"type": "Polygon", "coordinates": [[[5.2, 52.6]]]}},
    {"geometry": {"type": "Point", "coordinates": ["5", "52"]}}, {"geometry": {"type": "Point", "coordinates": [500, 52]}},
    {"geometry": "x"}, {"beschrijving": 3}, {"in_gemeente": "ja", "beschrijving": "x"}, "hier", [1],
])  # fmt: skip
def test_what_we_never_stored_is_refused(stored):
    with pytest.raises(ValueError, match="expected|many"):
        question("map_point").from_json(stored)


def test_the_posted_form_cannot_say_that_it_lies_inside():
    assert answer("map_point", typed(punten=SPOT, in_gemeente="ja", van_adres="ja")).json == {
        "geometry": {"type": "Point", "coordinates": [5.2334, 52.6351]}}


def test_english():
    found = question("map_point", language="en")
    assert found.describe(found.from_json({"geometry": {"type": "Point", "coordinates": [5.2334, 52.6351]}})).startswith("Pointed out on the map")
