"""Coordinates as people write them, and back: one point on a line, "52.63510, 5.23340" or "144588 516410" (Rijksdriehoek)."""

import re
from collections.abc import Sequence

from balie.kernel import geo
from balie.kernel.geo import Point

PLACES = 6  # decimals of a degree: a tenth of a metre
LAT, LON = (50.5, 53.8), (3.0, 7.4)  # the Netherlands
RD_X, RD_Y = (-7_000, 300_000), (289_000, 629_000)
_NUMBER = re.compile(r"(?a)-?\d{1,6}(?:[.,]\d{1,12})?")


class Nowhere(ValueError):
    """A line that is no place in the Netherlands; `number` counts from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def read(text: str) -> list[Point]:
    """The points of a text, in order. Raises `Nowhere`."""
    lines = [line for part in re.split(r"[\n;]", text) if (line := part.strip())]
    return [_point(line, number) for number, line in enumerate(lines, start=1)]


def _point(line: str, number: int) -> Point:
    found = _NUMBER.findall(line)
    if len(found) != 2 or len(line) > 100:
        raise Nowhere(number)
    a, b = (float(each.replace(",", ".")) for each in found)
    if _in(a, LON) and _in(b, LAT):
        a, b = b, a
    if _in(a, LAT) and _in(b, LON):
        return round(b, PLACES), round(a, PLACES)
    if _in(a, RD_X) and _in(b, RD_Y):
        lon, lat = geo.from_rd(a, b)
        if lon == lon and lat == lat:  # no number outside the grid
            return round(lon, PLACES), round(lat, PLACES)
    raise Nowhere(number)


def _in(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def written(points: Sequence[Point], between: str = "\n") -> str:
    """One point on a line, latitude first as maps show it."""
    return between.join(f"{lat:.{PLACES}f}, {lon:.{PLACES}f}" for lon, lat in points)


def geometry(kind: str, points: Sequence[Point]) -> dict:
    """GeoJSON (RFC 7946) of a Point, LineString or Polygon; the outer ring of a polygon runs counter-clockwise and is closed."""
    if kind == "Point":
        return {"type": kind, "coordinates": list(points[0])}
    ring = list(points)
    if kind == "Polygon":
        twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
        ring = ring if twice >= 0 else [ring[0], *ring[:0:-1]]
        return {"type": kind, "coordinates": [[list(each) for each in [*ring, ring[0]]]]}
    return {"type": kind, "coordinates": [list(each) for each in ring]}


def points_of(kind: str, stored: object) -> list[Point]:
    """The points of GeoJSON of this kind. Raises ValueError for anything else."""
    found = stored.get("coordinates") if isinstance(stored, dict) and stored.get("type") == kind else None
    if kind == "Polygon":
        found = found[0][:-1] if isinstance(found, list) and len(found) == 1 and isinstance(found[0], list) else None
    every = [found] if kind == "Point" else found
    if not isinstance(every, list) or not every or not all(_is_point(each) for each in every):
        raise ValueError("GeoJSON is expected")
    return [(float(each[0]), float(each[1])) for each in every]


def _is_point(each: object) -> bool:
    return isinstance(each, list) and len(each) == 2 and all(isinstance(part, int | float) and not isinstance(part, bool) for part in each) \
        and _in(each[0], LON) and _in(each[1], LAT)
