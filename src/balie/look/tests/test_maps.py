"""Maps as drawings: everything lies where it belongs, and nothing gets in that could do something."""
import math
from xml.etree import ElementTree

import pytest

from balie.look import maps

STREET = {"properties": {"kind": "street", "name": 'Kade <script>"', "width": 8},
          "geometry": {"type": "LineString", "coordinates": [[5.0, 52.0], [5.02, 52.0]]}}
HOUSE = {"properties": {"kind": "building"},
         "geometry": {"type": "Polygon", "coordinates": [[[5.01, 52.0], [5.0101, 52.0], [5.0101, 52.0001], [5.01, 52.0]]]}}
FAR = {"properties": {"kind": "building"}, "geometry": {"type": "Polygon", "coordinates": [[[6.0, 53.0], [6.1, 53.0], [6.1, 53.1], [6.0, 53.0]]]}}
SHAPES = [("Point", [(5.01, 52.0)]), ("LineString", [(5.0, 52.0), (5.01, 52.001)]), ("Polygon", [(5.0, 52.0), (5.01, 52.0), (5.01, 52.001)])]


@pytest.mark.parametrize(("shape", "points"), SHAPES)
def test_a_picture_is_plain_drawing(shape, points):
    svg = maps.picture([STREET, HOUSE, FAR], shape, points)
    tags = {each.tag.split("}")[1] for each in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "rect", "path", "circle", "g", "text"}
    assert "script>" not in svg and "style=" not in svg and "href" not in svg


def test_a_name_stands_on_the_map_and_far_houses_do_not():
    svg = maps.picture([STREET, HOUSE], "Point", [(5.01, 52.0005)])
    assert "Kade script" in svg
    assert svg == maps.picture([STREET, HOUSE, FAR], "Point", [(5.01, 52.0005)])


def test_control_a_house_nearby_is_drawn():
    assert maps.picture([STREET, HOUSE], "Point", [(5.01, 52.0005)]) != maps.picture([STREET], "Point", [(5.01, 52.0005)])


def test_the_ground_fits_between_its_bounds():
    """A degree of longitude at 52 degrees is 68.5 km; the corners of the bounds are the corners of the drawing."""
    frame = maps.frame_of((5.0, 52.0, 5.02, 52.01))
    assert frame.at((5.0, 52.01)) == pytest.approx((0, 0), abs=1e-6)
    assert frame.at((5.02, 52.0)) == pytest.approx((frame.width, frame.height))
    assert frame.width == pytest.approx(0.02 * math.pi / 180 * 6_378_137 * math.cos(math.radians(52.005)), rel=1e-6)


def test_without_a_map_there_is_still_a_picture():
    assert "<path" in maps.picture([], "Point", [(5.01, 52.0)])


def test_a_signature_is_path_data_only():
    assert 'd="M1 2L3 4"' in maps.signature("M1 2L3 4", 600, 200)
    with pytest.raises(ValueError, match="path data"):
        maps.signature('M1 2"/><script>', 600, 200)
