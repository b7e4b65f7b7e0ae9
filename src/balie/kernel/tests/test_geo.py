"""Metres, square metres and Rijksdriehoek against figures that are known from elsewhere."""
import pytest

from balie.kernel import geo

AMERSFOORT = (5.38720621, 52.15517440)  # the origin of the Rijksdriehoek: x 155000, y 463000
SQUARE = [(5.0, 52.0), (5.001, 52.0), (5.001, 52.001), (5.0, 52.001)]


def test_rijksdriehoek_there_and_back():
    assert geo.to_rd(AMERSFOORT) == pytest.approx((155000, 463000), abs=0.5)
    assert geo.from_rd(155000, 463000) == pytest.approx(AMERSFOORT, abs=0.00001)
    assert geo.from_rd(*geo.to_rd((4.88, 52.37))) == pytest.approx((4.88, 52.37), abs=0.000001)


def test_control_a_hundred_metres_off_is_noticed():
    assert geo.to_rd((AMERSFOORT[0], AMERSFOORT[1] + 0.001)) != pytest.approx((155000, 463000), abs=0.5)


def test_lengths_and_areas_agree_with_the_rijksdriehoek():
    """A degree of latitude is 111 km; the plane of the Rijksdriehoek is the measure of the land registry."""
    assert geo.length([(5, 52), (5, 52.001)]) == pytest.approx(111.2, abs=0.5)
    corners = [geo.to_rd(each) for each in SQUARE]
    by_rd = abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(corners, [*corners[1:], corners[0]], strict=True))) / 2
    assert geo.area(SQUARE) == pytest.approx(by_rd, rel=0.005)


def test_an_area_whose_edges_cross_is_no_area():
    assert geo.is_simple(SQUARE)
    assert not geo.is_simple([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]])
    assert not geo.is_simple([SQUARE[0]] * 3)


def test_within():
    assert geo.within([(5.0005, 52.0005)], [SQUARE])
    assert not geo.within([(5.0005, 52.0005), (5.1, 52.0005)], [SQUARE])
