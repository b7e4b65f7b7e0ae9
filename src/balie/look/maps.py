"""Draws maps as SVG with presentation attributes only: the whole municipality as a ground for the map in the browser, and a small picture of
one place for the check page, the zaak and the PDF. Pure: GeoJSON in, text out. Nothing that somebody typed comes into a drawing.

The drawing lies in the projection of web maps (Mercator), so that it fits between the corners of its bounds; a unit is about a metre.
"""
from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from shapely.geometry import LineString, box
from shapely.geometry import Point as Spot

Point = tuple[float, float]
Near = list[tuple[Mapping[str, Any], list[Point]]]  # what is known of each line, and the line in the drawing
GROUND = {"land": "#f7f3e8", "park": "#cfe5c4", "field": "#e4ecd0", "square": "#efe3c8", "water": "#bfe0e2"}
WATER, EDGE, STREET, STREET_EDGE, ROOF, ROOF_EDGE = "#bfe0e2", "#d8c9a3", "#ffffff", "#cdbf9c", "#dcb59f", "#b58a70"
MARK, MARK_LIGHT = "#8a1f4d", "#ffffff"
FONT = "Figtree, Libertinus Serif, sans-serif"
RATIO, LEAST, MARGIN = 5 / 3, 300.0, 1.6  # of a picture: width to height, metres wide, how much room around the place
_SIGNS = re.compile(r"[^\w .,'()-]")


@dataclass(frozen=True)
class Frame:
    """Where the drawing lies: Mercator metres of its west and north side, its size, and how many of those go in one metre there."""

    west: float
    north: float
    width: float
    height: float
    scale: float

    def at(self, point: Point) -> Point:
        x, y = mercator(point)
        return (x - self.west) / self.scale, (self.north - y) / self.scale


def mercator(point: Point) -> Point:
    return math.radians(point[0]) * 6_378_137, math.log(math.tan(math.pi / 4 + math.radians(point[1]) / 2)) * 6_378_137


def frame_of(bounds: Sequence[float]) -> Frame:
    """The frame of west, south, east, north in degrees."""
    west, south, east, north = bounds
    scale = 1 / math.cos(math.radians((south + north) / 2))
    (left, bottom), (right, top) = mercator((west, south)), mercator((east, north))
    return Frame(left, top, (right - left) / scale, (top - bottom) / scale, scale)


def frame_around(points: Sequence[Point]) -> Frame:
    """The frame of a picture in which all of these can be seen."""
    spots = [mercator(each) for each in points]
    scale = 1 / math.cos(math.radians(points[0][1]))
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    bottom, top = min(y for _, y in spots), max(y for _, y in spots)
    width = max((right - left) / scale * MARGIN, (top - bottom) / scale * MARGIN * RATIO, LEAST)
    height = width / RATIO
    return Frame((left + right - width * scale) / 2, (top + bottom + height * scale) / 2, width, height, scale)


def ground(features: Iterable[Mapping[str, Any]], bounds: Sequence[float]) -> str:
    """The whole municipality between these bounds."""
    frame = frame_of(bounds)
    return _svg(frame, [*_town(near := _near(features, frame)), *_names(near, frame, 13, LineString())])


def picture(features: Iterable[Mapping[str, Any]], shape: str, points: Sequence[Point]) -> str:
    """The place itself (Point, LineString or Polygon) on the map around it."""
    frame = frame_around(points)
    near = _near(features, frame)
    spots = [frame.at(each) for each in points]
    place = LineString([*spots, spots[0]]) if len(spots) > 1 else Spot(spots[0])
    return _svg(frame, [*_town(near), *_names(near, frame, frame.width / 34, place), *_mark(frame, shape, points)])


def _svg(frame: Frame, parts: Iterable[str]) -> str:
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width:.1f} {frame.height:.1f}" width="600" '
            f'height="{600 * frame.height / frame.width:.0f}" preserveAspectRatio="none"><rect width="100%" height="100%" fill="{WATER}"/>'
            + "".join(parts) + "</svg>")


def _near(features: Iterable[Mapping[str, Any]], frame: Frame) -> Near:
    lines = ((each.get("properties") or {}, _line(each["geometry"], frame)) for each in features)
    return [(about, line) for about, line in lines if line and _touches(line, frame)]


def _town(near: Near) -> list[str]:
    if not near:
        return [f'<rect width="100%" height="100%" fill="{GROUND["land"]}"/>']
    out = [f'<path d="{_path(line)}Z" fill="{fill}"/>' for kind, fill in GROUND.items() for about, line in near if about.get("kind") == kind]
    for kind, layers in (("canal", ((EDGE, 6.0), (WATER, 0.0))), ("street", ((STREET_EDGE, 3.0), (STREET, 0.0)))):
        lines = [(_width(about), line) for about, line in near if about.get("kind") == kind]
        out += [f'<path d="{_path(line)}" fill="none" stroke="{colour}" stroke-width="{width + extra:.1f}" stroke-linecap="round" '
                f'stroke-linejoin="round"/>' for colour, extra in layers for width, line in lines]
    out += [f'<path d="{_path(line)}Z" fill="{ROOF}" stroke="{ROOF_EDGE}" stroke-width=".5"/>' for about, line in near
            if about.get("kind") == "building"]
    return out


def _line(geometry: Mapping[str, Any], frame: Frame) -> list[Point]:
    found = geometry.get("coordinates") or []
    ring = found[0] if geometry.get("type") == "Polygon" and found else found if geometry.get("type") == "LineString" else []
    return [frame.at((each[0], each[1])) for each in ring]


def _touches(line: Sequence[Point], frame: Frame) -> bool:
    return (min(x for x, _ in line) <= frame.width and max(x for x, _ in line) >= 0
            and min(y for _, y in line) <= frame.height and max(y for _, y in line) >= 0)


def _path(line: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line)


def _width(about: Mapping[str, Any]) -> float:
    width = about.get("width")
    return min(max(float(width), 2.0), 60.0) if isinstance(width, int | float) else 7.0


def _names(near: Near, frame: Frame, size: float, place: Any) -> list[str]:
    """The name of each street along the longest part of it that can be seen, clear of each other and of the place itself."""
    view = box(0, 0, frame.width, frame.height)
    out = [f'<g font-family="{FONT}" font-size="{size:.1f}" fill="#40382a" text-anchor="middle" paint-order="stroke" stroke="#ffffff" '
           f'stroke-width="{size / 4:.1f}" stroke-linejoin="round">']
    named: set[str] = set()
    taken: list[tuple[Any, float]] = []
    for about, line in near:
        name = _SIGNS.sub("", str(about.get("name") or ""))
        if about.get("kind") != "street" or not name or name in named or len(line) < 2:
            continue
        seen = LineString(line).intersection(view)
        part = max((each for each in getattr(seen, "geoms", [seen]) if each.geom_type == "LineString"), key=lambda each: each.length, default=None)
        if part is None or part.length < len(name) * size * 0.62:
            continue
        half = len(name) * size * 0.27
        free = [share for share in (0.5, 0.3, 0.7) if _is_free(part.interpolate(share, normalized=True), half, size, taken)]
        if not free:
            continue
        clear = [share for share in free if place.is_empty or place.distance(part.interpolate(share, normalized=True)) > max(half * 0.6, size * 1.5)]
        share, beside = (clear[0], 0.33) if clear else (free[0], -1.1)  # a line along the street itself: the name stands above it
        middle, before, after = (part.interpolate(each, normalized=True) for each in (share, share - 0.08, share + 0.08))
        taken.append((middle, half))
        angle = math.degrees(math.atan2(after.y - before.y, after.x - before.x))
        angle = angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle
        out.append(f'<text transform="translate({middle.x:.1f} {middle.y:.1f}) rotate({angle:.1f})" dy="{size * beside:.1f}">{escape(name)}</text>')
        named.add(name)
    return [*out, "</g>"]


def _is_free(at: Any, half: float, size: float, taken: Sequence[tuple[Any, float]]) -> bool:
    return all(at.distance(other) > max((half + wide) * 0.6, size * 1.6) for other, wide in taken)


def _mark(frame: Frame, shape: str, points: Sequence[Point]) -> list[str]:
    spots, thick = [frame.at(each) for each in points], frame.width / 110
    if shape == "Point":
        x, y = spots[0]
        tall = frame.height / 7
        pin = f"M{x:.1f} {y:.1f}C{x - tall * .1:.1f} {y - tall * .4:.1f} {x - tall * .38:.1f} {y - tall * .45:.1f} {x - tall * .38:.1f} " \
              f"{y - tall * .68:.1f}A{tall * .38:.1f} {tall * .38:.1f} 0 1 1 {x + tall * .38:.1f} {y - tall * .68:.1f}C{x + tall * .38:.1f} " \
              f"{y - tall * .45:.1f} {x + tall * .1:.1f} {y - tall * .4:.1f} {x:.1f} {y:.1f}Z"
        return [f'<path d="{pin}" fill="{MARK}" stroke="{MARK_LIGHT}" stroke-width="{thick / 2:.1f}"/>',
                f'<circle cx="{x:.1f}" cy="{y - tall * .66:.1f}" r="{tall * .14:.1f}" fill="{MARK_LIGHT}"/>']
    end = "Z" if shape == "Polygon" else ""
    fill = f'fill="{MARK}" fill-opacity=".2"' if end else 'fill="none"'
    lines = [f'<path d="{_path(spots)}{end}" {own} stroke="{colour}" stroke-width="{width:.1f}" stroke-linejoin="round" stroke-linecap="round"/>'
             for own, colour, width in (('fill="none"', MARK_LIGHT, thick * 1.9), (fill, MARK, thick))]
    return lines + [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{thick * 1.1:.1f}" fill="{MARK_LIGHT}" stroke="{MARK}" stroke-width="{thick / 1.5:.1f}"/>'
                    for x, y in spots]


def signature(line: str, width: int, height: int) -> str:
    """A drawn signature. `line` is path data of our own making: digits, spaces, M and L. Raises ValueError for anything else."""
    if not re.fullmatch(r"(?a)[ML0-9 ]*", line):
        raise ValueError("path data is expected")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
            f'<rect width="100%" height="100%" fill="#ffffff"/><path d="{line}" fill="none" stroke="#14202b" stroke-width="3" '
            f'stroke-linejoin="round" stroke-linecap="round"/></svg>')
