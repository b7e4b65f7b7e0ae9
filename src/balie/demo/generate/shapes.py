"""Small geometry in metres on the town's own plane (x east, y north): lines, arcs, bends, blocks of parallel streets."""
from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]
Line = list[Point]


@dataclass(frozen=True, kw_only=True)
class Street:
    name: str
    quarter: str
    line: Line
    width: float = 7.0
    plot: float = 15.0  # metres of street per house
    use: str = "wonen"  # wonen | gemengd (shops below) | werken
    rank: int = 2  # 1 = main road, shown with its name first


@dataclass(frozen=True, kw_only=True)
class Area:
    kind: str  # land | water | canal | park | square | field
    name: str
    ring: Line
    width: float = 0.0  # a canal is a line with a width; other areas are closed rings


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One municipality on the map: what is drawn before houses come."""
    code: str
    name: str
    origin: Point  # RD of the plane's (0, 0)
    size: Point
    streets: tuple[Street, ...]
    areas: tuple[Area, ...]
    landmarks: tuple[tuple[str, str, Point], ...]  # (kind, name, place)
    civic: tuple[tuple[str, int, Point], ...] = ()  # (street, number, place) of buildings of the municipality
    margin: float = 0.0  # metres of empty water in the south that a picture leaves out
    first_index: int = 0  # streets are numbered on from here, for postcodes


def arc(centre: Point, radius: float, start: float, stop: float) -> Line:
    """Points on a circle, angles in degrees from east, counterclockwise."""
    steps = max(8, int(abs(stop - start) / 5))
    angles = [math.radians(start + (stop - start) * i / steps) for i in range(steps + 1)]
    return [(round(centre[0] + radius * math.cos(a), 1), round(centre[1] + radius * math.sin(a), 1)) for a in angles]


def ray(centre: Point, angle: float, near: float, far: float) -> Line:
    a = math.radians(angle)
    return [(round(centre[0] + r * math.cos(a), 1), round(centre[1] + r * math.sin(a), 1)) for r in (near, far)]


def bend(start: Point, stop: Point, bulge: float) -> Line:
    """A gentle curve from start to stop; `bulge` metres to the left of the straight line in the middle."""
    (x0, y0), (x1, y1) = start, stop
    length = math.hypot(x1 - x0, y1 - y0)
    nx, ny = -(y1 - y0) / length, (x1 - x0) / length
    points = []
    for i in range(13):
        t = i / 12
        lift = 4 * t * (1 - t) * bulge
        points.append((round(x0 + (x1 - x0) * t + nx * lift, 1), round(y0 + (y1 - y0) * t + ny * lift, 1)))
    return points


def block(names: list[str], *, quarter: str, at: Point, angle: float, length: float, spacing: float, bulge: float = 0.0,
          cross: tuple[str, ...] = (), plot: float = 15.0, use: str = "wonen") -> list[Street]:
    """Parallel streets from `at` upwards, each `length` long, joined by cross streets at even distances."""
    a = math.radians(angle)
    ux, uy = math.cos(a), math.sin(a)

    def place(along: float, up: float) -> Point:
        return (round(at[0] + ux * along - uy * up, 1), round(at[1] + uy * along + ux * up, 1))

    height = spacing * (len(names) - 1)
    streets = [Street(name=name, quarter=quarter, line=bend(place(0, i * spacing), place(length, i * spacing), bulge),
                      plot=plot, use=use) for i, name in enumerate(names)]
    for i, name in enumerate(cross):
        along = length * i / (len(cross) - 1) if len(cross) > 1 else length / 2
        lift = bulge * 4 * (along / length) * (1 - along / length)
        streets.append(Street(name=name, quarter=quarter, line=[place(along, lift), place(along, height + lift)], plot=plot, use=use))
    return streets
