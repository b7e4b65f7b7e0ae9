"""Puts houses along the streets: number, postcode, BAG ids, place on the map, ground plan.

An address depends on the plan and the size of the town only, never on the seed, so that test people keep theirs.
"""
from __future__ import annotations

import math
from dataclasses import dataclass, field

from shapely import STRtree
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from balie.demo.generate.numbers import bag_id
from balie.demo.generate.rd import to_wgs84
from balie.demo.generate.shapes import Line, Plan, Street

LETTERS = "ABCDEGHJKLMNPRSTVWXZ"  # letters that occur in Dutch postcodes


@dataclass(kw_only=True)
class Address:
    municipality: str
    place: str
    street: str
    quarter: str
    number: int
    letter: str = ""
    addition: str = ""
    postcode: str
    use: str
    index: int
    street_index: int
    rd: tuple[float, float]
    ground: Line = field(default_factory=list)
    building: int = 0
    built: int = 1975
    area: int = 90

    def as_json(self) -> dict:
        lon, lat = to_wgs84(*self.rd)
        return {
            "nummeraanduidingIdentificatie": bag_id(self.municipality, "20", self.index),
            "adresseerbaarObjectIdentificatie": bag_id(self.municipality, "01", self.index),
            "pandIdentificatie": bag_id(self.municipality, "10", self.building),
            "openbareRuimteIdentificatie": bag_id(self.municipality, "30", self.street_index + 1),
            "woonplaatsIdentificatie": self.municipality, "gemeente": self.municipality,
            "straat": self.street, "huisnummer": self.number, "huisletter": self.letter, "huisnummertoevoeging": self.addition,
            "postcode": self.postcode, "woonplaats": self.place, "wijk": self.quarter, "gebruiksdoel": self.use,
            "bouwjaar": self.built, "oppervlakte": self.area, "rd": list(self.rd), "lon": lon, "lat": lat,
        }


def postcode(street_index: int, *, even: bool) -> str:
    pair = street_index * 2 + even
    return f"1998{LETTERS[pair // 20 % 20]}{LETTERS[pair % 20]}"


def build(plan: Plan, needed: int) -> list[Address]:
    """At least `needed` addresses: houses of a width that fits, and flats above each other when the town is large."""
    plots = _plots(plan, 1.0)
    if needed < len(plots):
        plots = _plots(plan, min(2.2, len(plots) / needed))
    floors = max(1, math.ceil(needed / len(plots)))
    addresses: list[Address] = []
    for building, (street_index, street, number, place, ground) in enumerate(plots, start=1):
        for floor in range(1, floors + 1):
            index = len(addresses) + 1
            letter = "A" if floors == 1 and building % 37 == 0 else ""
            addresses.append(Address(
                municipality=plan.code, place=plan.name, street=street.name, quarter=street.quarter, number=number, letter=letter,
                addition=str(floor) if floors > 1 else "", postcode=postcode(plan.first_index + street_index, even=number % 2 == 0),
                use=_use(street, number), index=index, street_index=street_index, building=building, ground=ground,
                rd=(round(plan.origin[0] + place[0], 1), round(plan.origin[1] + place[1], 1)),
                built=_built(street, building), area=60 + building * 37 % 110,
            ))
    for street_name, number, place in plan.civic:
        street_index = next(i for i, street in enumerate(plan.streets) if street.name == street_name)
        building += 1
        addresses.append(Address(
            municipality=plan.code, place=plan.name, street=street_name, quarter=plan.streets[street_index].quarter, number=number,
            postcode=postcode(plan.first_index + street_index, even=number % 2 == 0), use="bijeenkomstfunctie", index=len(addresses) + 1,
            street_index=street_index, building=building, ground=_box(place, 0.0, 34, 22), built=1901, area=2400,
            rd=(round(plan.origin[0] + place[0], 1), round(plan.origin[1] + place[1], 1)),
        ))
    return addresses


def _use(street: Street, number: int) -> str:
    if street.use == "werken":
        return "industriefunctie" if number % 3 else "kantoorfunctie"
    if street.use == "gemengd" and number % 5 == 1:
        return "winkelfunctie"
    return "woonfunctie"


def _built(street: Street, building: int) -> int:
    first = {"Centrum": 1640, "Havenkwartier": 1700, "Dorp": 1850, "Vogelbuurt": 1955, "Bloemenbuurt": 1934, "Waterwijk": 2008}
    return first.get(street.quarter, 1978) + building * 13 % 40


def _plots(plan: Plan, stretch: float) -> list[tuple[int, Street, int, tuple[float, float], Line]]:
    taken: list[BaseGeometry] = [LineString(s.line).buffer(s.width / 2 + 1.5, quad_segs=2) for s in plan.streets]
    for area in plan.areas:
        if area.kind == "canal":
            taken.append(LineString(area.ring).buffer(area.width / 2 + 2, quad_segs=2))
        elif area.kind in ("water", "park", "square"):
            taken.append(Polygon(area.ring))
    taken += [Polygon(_box(place, 0.0, 38, 38)) for kind, _, place in plan.landmarks if kind != "haven"]
    reserved = {(street, number) for street, number, _ in plan.civic}
    fixed = STRtree(taken)
    land = [Polygon(area.ring).buffer(-4) for area in plan.areas if area.kind == "land"][0]
    houses: list[Polygon] = []
    found = []
    for street_index, street in enumerate(plan.streets):
        line = LineString(street.line)
        frontage = street.plot * stretch
        numbers = {0: 1, 1: 2}
        candidates = []
        for step in range(int(line.length / frontage)):
            for side in (0, 1):
                candidates.append(_house(line, (step + 0.5) * frontage, side, street, frontage))
        polygons = [Polygon(ground) for _, ground in candidates]
        built = STRtree(houses) if houses else None
        own: list[Polygon] = []
        for i, (place, ground) in enumerate(candidates):
            shape, side = polygons[i], i % 2
            free = (land.contains(shape) and not len(fixed.query(shape, predicate="intersects"))
                    and (built is None or not len(built.query(shape, predicate="intersects")))
                    and not any(shape.intersects(other) for other in own[-4:]))
            if free:
                while (street.name, numbers[side]) in reserved:
                    numbers[side] += 2
                own.append(shape)
                found.append((street_index, street, numbers[side], place, ground))
                numbers[side] += 2
        houses += own
    return found


def _house(line: LineString, along: float, side: int, street: Street, frontage: float) -> tuple[tuple[float, float], Line]:
    here, ahead = line.interpolate(along), line.interpolate(min(along + 1, line.length))
    angle = math.atan2(ahead.y - here.y, ahead.x - here.x)
    depth = 26.0 if street.use == "werken" else 11.0 + (int(along) % 3)
    away = street.width / 2 + 4.5 + depth / 2 + (0 if street.plot < 14 else 3)
    turn = math.pi / 2 if side == 0 else -math.pi / 2
    place = (here.x + math.cos(angle + turn) * away, here.y + math.sin(angle + turn) * away)
    gap = 0.6 if street.plot < 14 else (3.5 if street.use != "werken" else 10)
    return (round(place[0], 1), round(place[1], 1)), _box(place, angle, min(frontage - gap, 20 if street.use != "werken" else 40), depth)


def _box(centre: tuple[float, float], angle: float, width: float, depth: float) -> Line:
    c, s = math.cos(angle), math.sin(angle)
    corners = [(-width / 2, -depth / 2), (width / 2, -depth / 2), (width / 2, depth / 2), (-width / 2, depth / 2)]
    return [(round(centre[0] + x * c - y * s, 1), round(centre[1] + x * s + y * c, 1)) for x, y in corners]
