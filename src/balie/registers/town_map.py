"""The municipality's own map: GeoJSON that is fetched once an hour and kept in the process. Without it, places are asked for all the same.

`gemeente.config["kaart"]` may hold `grens` (the border, a list of [longitude, latitude]) and `gebied` ([west, south, east, north]: what the
map shows); without those, the map says how far the municipality goes.
"""
from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from balie.kernel import egress, geo, tenancy
from balie.look import maps
from balie.registers.http import call
from balie.registers.views import RegisterUnavailable

KEEP, AGAIN = 3600.0, 60.0  # seconds: a map that was found, and one that was not
NETHERLANDS = (3.2, 50.7, 7.3, 53.6)
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class TownMap:
    """`features` as in GeoJSON; `bounds` west, south, east, north; `border`: corners of the municipality, empty when we do not know it."""

    features: tuple[Mapping[str, Any], ...] = ()
    bounds: Bounds = NETHERLANDS
    border: tuple[geo.Point, ...] = ()

    @cached_property
    def ground(self) -> str:
        """All of it as SVG between its bounds; drawn once."""
        return maps.ground(self.features, self.bounds)

    @property
    def streets(self) -> list[tuple[str, list[geo.Point]]]:
        """Each street with its line, so that a place can be named."""
        return [(str(about["name"]), positions(each["geometry"])) for each in self.features
                if (about := each.get("properties") or {}).get("kind") == "street" and about.get("name")]

    def holds(self, points: Sequence[geo.Point]) -> bool | None:
        """Whether all of these lie in the municipality; None when we do not know how far it goes."""
        return geo.within(points, [self.border]) if self.border else None


_kept: dict[int, tuple[float, TownMap]] = {}


def town_map() -> TownMap:
    """Of the current municipality. Never raises: a map that cannot be had is empty, and is asked for again a minute later."""
    gemeente = tenancy.current()
    known = _kept.get(gemeente.id)
    if known is None or known[0] < time.monotonic():
        features = _fetched(gemeente.slug) if egress.available("kaart") else ()
        known = _kept[gemeente.id] = (time.monotonic() + (KEEP if features else AGAIN), _made(features, gemeente.config.get("kaart") or {}))
    return known[1]


def _fetched(slug: str) -> tuple[Mapping[str, Any], ...]:
    try:
        found = call("kaart", "GET", f"{slug}.geojson")
    except RegisterUnavailable:
        return ()
    features = found.get("features") if isinstance(found, dict) else None
    return tuple(each for each in features or () if isinstance(each, dict) and isinstance(each.get("geometry"), dict))


def _made(features: Sequence[Mapping[str, Any]], config: Mapping[str, Any]) -> TownMap:
    spots = [spot for each in features for spot in positions(each["geometry"])]
    around = _around(spots) if spots else None
    border = tuple((float(lon), float(lat)) for lon, lat in config.get("grens") or ())
    bounds = tuple(map(float, config.get("gebied") or ())) or (_around(border) if border else around)
    if not border and bounds:
        west, south, east, north = bounds
        border = ((west, south), (east, south), (east, north), (west, north))
    return TownMap(tuple(features), bounds or NETHERLANDS, border)  # type: ignore[arg-type]


def positions(geometry: Mapping[str, Any]) -> list[geo.Point]:
    """The points of a Point, LineString or Polygon (its outer ring)."""
    found = geometry.get("coordinates") or []
    every = {"Point": [found], "LineString": found, "Polygon": found[0] if found else []}.get(str(geometry.get("type")), [])
    return [(float(each[0]), float(each[1])) for each in every if len(each) >= 2]


def _around(spots: Sequence[geo.Point]) -> Bounds:
    return min(x for x, _ in spots), min(y for _, y in spots), max(x for x, _ in spots), max(y for _, y in spots)
