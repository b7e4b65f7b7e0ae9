"""Draws a plan with its houses: GeoJSON in WGS84 (RFC 7946) and an SVG map with presentation attributes only."""
from __future__ import annotations

from xml.sax.saxutils import escape

from shapely.geometry import Point, Polygon

from balie.demo.generate.addresses import Address
from balie.demo.generate.rd import to_wgs84
from balie.demo.generate.shapes import Line, Plan

PAPER = {"water": "#bfe0e2", "land": "#f7f3e8", "park": "#cfe5c4", "field": "#e4ecd0", "square": "#efe3c8"}
ROOF = {"woonfunctie": "#d9a58a", "winkelfunctie": "#d0876b", "kantoorfunctie": "#b9c3c9", "industriefunctie": "#c3c9c4",
        "bijeenkomstfunctie": "#e2b64c"}
FONT = "Figtree, 'Segoe UI', system-ui, sans-serif"


def geojson(plan: Plan, addresses: list[Address]) -> dict:
    """A FeatureCollection; `kind` is land, water, canal, park, field, square, street, building or landmark."""
    def position(point: tuple[float, float]) -> list[float]:
        return list(to_wgs84(plan.origin[0] + point[0], plan.origin[1] + point[1]))

    def feature(geometry: dict, **properties: object) -> dict:
        return {"type": "Feature", "geometry": geometry, "properties": properties}

    def polygon(ring: Line) -> dict:
        return {"type": "Polygon", "coordinates": [[position(point) for point in [*_counterclockwise(ring), _counterclockwise(ring)[0]]]]}

    def line(points: Line) -> dict:
        return {"type": "LineString", "coordinates": [position(point) for point in points]}

    features = [feature(line(area.ring) if area.kind == "canal" else polygon(area.ring), kind=area.kind, name=area.name, width=area.width)
                for area in plan.areas]
    features += [feature(line(street.line), kind="street", name=street.name, quarter=street.quarter, width=street.width, rank=street.rank)
                 for street in plan.streets]
    seen: set[int] = set()
    for address in addresses:
        if address.building not in seen:
            seen.add(address.building)
            features.append(feature(polygon(address.ground), kind="building", street=address.street, number=address.number,
                                    use=address.use))
    features += [feature({"type": "Point", "coordinates": position(place)}, kind="landmark", name=name, sort=kind)
                 for kind, name, place in plan.landmarks]
    return {"type": "FeatureCollection", "features": features}


def _counterclockwise(ring: Line) -> Line:
    twice = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True))
    return ring if twice > 0 else ring[::-1]


def svg(plan: Plan, addresses: list[Address]) -> str:
    """The map as a picture, one unit per metre, north up."""
    width, height = plan.size

    def path(points: Line, close: bool = False) -> str:
        return "M" + "L".join(f"{x:g},{height - y:g}" for x, y in points) + ("Z" if close else "")

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height - plan.margin:g}" role="img" aria-label="Kaart van {plan.name}">',
           f'<rect width="100%" height="100%" fill="{PAPER["water"]}"/>']
    for area in plan.areas:
        if area.kind in PAPER:
            edge = ' stroke="#e3d9bd" stroke-width="10" stroke-linejoin="round"' if area.kind == "land" else ""
            out.append(f'<path d="{path(area.ring, True)}" fill="{PAPER[area.kind]}"{edge}/>')
    out.append('<g fill="#a9cf9d">')
    out += [f'<circle cx="{x:g}" cy="{height - y:g}" r="{r:g}"/>' for x, y, r in trees(plan)]
    out.append("</g>")
    for area in plan.areas:
        if area.kind == "canal":
            for colour, extra in (("#d8c9a3", 6), (PAPER["water"], 0)):
                out.append(f'<path d="{path(area.ring)}" fill="none" stroke="{colour}" stroke-width="{area.width + extra:g}"/>')
    for colour, extra in (("#dccfae", 4), ("#ffffff", 0)):
        out.append(f'<g fill="none" stroke="{colour}" stroke-linecap="round" stroke-linejoin="round">')
        out += [f'<path d="{path(s.line)}" stroke-width="{s.width + extra:g}"/>' for s in plan.streets]
        out.append("</g>")
    out.append('<g stroke="#b58a70" stroke-width=".6">')
    drawn: set[int] = set()
    for address in addresses:
        if address.building not in drawn:
            drawn.add(address.building)
            out.append(f'<path d="{path(address.ground, True)}" fill="{ROOF[address.use]}"/>')
    out.append("</g>")
    out += _labels(plan, path)
    out.append("</svg>")
    return "\n".join(out)


def trees(plan: Plan) -> list[tuple[float, float, float]]:
    """Trees of the parks as (x, y, radius), scattered the same way at every start."""
    water = [Polygon(area.ring).buffer(6) for area in plan.areas if area.kind == "water"]
    found = []
    for area in plan.areas:
        if area.kind == "park":
            shape = Polygon(area.ring).buffer(-9)
            west, south, east, north = map(int, shape.bounds)
            for i, x in enumerate(range(west, east, 19)):
                for j, y in enumerate(range(south, north, 19)):
                    place = Point(x + (i * 7 + j * 13) % 11, y + (i * 5 + j * 3) % 11)
                    if (i * 31 + j * 17) % 3 and shape.contains(place) and not any(pond.contains(place) for pond in water):
                        found.append((place.x, place.y, 5 + (i + j) % 4))
    return found


def _labels(plan: Plan, path: object) -> list[str]:
    height = plan.size[1]
    out = [f'<g font-family="{FONT}" text-anchor="middle">']
    out.append('<g font-size="13" fill="#5b5443">')
    for number, street in enumerate(plan.streets):
        points = street.line if street.line[0][0] <= street.line[-1][0] else street.line[::-1]
        length = sum(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False))
        if length < len(street.name) * 11:
            continue
        out.append(f'<path id="s{number}" d="{path(points)}" fill="none"/>'  # type: ignore[operator]
                   f'<text dy="4.5" paint-order="stroke" stroke="#ffffff" stroke-width="4"><textPath href="#s{number}" startOffset="38%">'
                   f"{escape(street.name)}</textPath></text>")
    out.append('</g><g font-size="34" font-weight="700" letter-spacing="2" fill="#0b4d3f" fill-opacity=".82" paint-order="stroke"'
               ' stroke="#f7f3e8" stroke-opacity=".85" stroke-width="7">')
    for quarter in dict.fromkeys(street.quarter for street in plan.streets):
        points = [point for street in plan.streets if street.quarter == quarter and street.rank == 2 for point in street.line]
        if points:
            x = sum(p[0] for p in points) / len(points)
            y = sum(p[1] for p in points) / len(points)
            out.append(f'<text x="{x:.0f}" y="{height - y:.0f}">{escape(quarter)}</text>')
    out.append('</g><g font-size="18" font-weight="700" fill="#0b3b52">')
    for kind, name, (x, y) in plan.landmarks:
        fill = "#f2b632" if kind == "stadhuis" else "#0b4d3f"
        out.append(f'<circle cx="{x:g}" cy="{height - y:g}" r="13" fill="{fill}" stroke="#ffffff" stroke-width="4"/>'
                   f'<text x="{x:g}" y="{height - y - 22:g}" paint-order="stroke" stroke="#ffffff" stroke-width="5">{escape(name)}</text>')
    out.append("</g></g>")
    return out
