"""Where a zaak is (zaakgeometrie): GeoJSON in degrees, EPSG:4326, and which zaken lie within an area."""
from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import shapely
from django.db.models import Q
from shapely.geometry import shape

from balie.cases.models import Zaak
from balie.zgw.public import Draft, Invalid, InvalidParam

EAST, NORTH = 180.0, 90.0
REASON = "Dit is geen geldige GeoJSON-geometrie in graden (EPSG:4326)."
CHUNK = 1000


def valid(draft: Draft) -> None:
    """The form was checked with the schema; here that rings close and coordinates are on earth."""
    given = draft.values.get("zaakgeometrie")
    if given is not None and not draft.has_error("zaakgeometrie") and read(given) is None:
        draft.wrong("zaakgeometrie", "invalid", REASON)


def read(given: Any) -> shapely.Geometry | None:
    """None for what is no geometry."""
    try:
        made = shape(given) if all(_is_closed(ring) for ring in _rings(given)) else None
    except (shapely.errors.ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
    if made is None or made.is_empty:
        return None
    west, south, east, north = made.bounds
    return made if -EAST <= west <= east <= EAST and -NORTH <= south <= north <= NORTH else None


def _rings(given: dict[str, Any]) -> Iterator[Any]:
    kind, coordinates = given.get("type"), given.get("coordinates") or []
    if kind == "Polygon":
        yield from coordinates
    elif kind == "MultiPolygon":
        for polygon in coordinates:
            yield from polygon
    elif kind == "GeometryCollection":
        for each in given.get("geometries") or []:
            yield from _rings(each)


def _is_closed(ring: Any) -> bool:
    """Shapely closes an open ring by itself; the standard of GeoJSON does not."""
    return isinstance(ring, list) and len(ring) >= 4 and ring[0] == ring[-1]


def within(area: Any, *, among: Q) -> Q:
    """The zaken that lie wholly within it. The database finds those whose box does; which of them really do is counted out here."""
    found = read(area)
    if found is None or not shapely.is_valid(found):
        raise Invalid([InvalidParam("zaakgeometrie.within", "invalid", REASON)])
    west, south, east, north = found.bounds
    shapely.prepare(found)
    candidates = Zaak.objects.filter(among, west__gte=west, west__lte=east, east__lte=east, south__gte=south, north__lte=north)
    rows = candidates.values_list("pk", "zaakgeometrie").iterator(chunk_size=CHUNK)
    return Q(pk__in=[key for key, given in rows if (geometry := read(_loaded(given))) is not None and found.covers(geometry)])


def _loaded(given: Any) -> Any:
    return json.loads(given) if isinstance(given, str) else given
