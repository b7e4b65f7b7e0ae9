"""BAG API individuele bevragingen 2: adressen, adressenuitgebreid and adressen/zoek, as HAL JSON."""
from __future__ import annotations

import re
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from balie.demo import faults, place
from balie.demo.registers.problem import needs_key, problem

HAL = "application/hal+json"
PATTERNS = {
    "postcode": (r"[1-9][0-9]{3}[a-zA-Z]{2}", "pattern"), "huisnummer": (r"[1-9][0-9]{0,4}", "integer"), "huisletter": (r"[a-zA-Z]", "pattern"),
    "huisnummertoevoeging": (r"[0-9a-zA-Z]{1,4}", "pattern"), "adresseerbaarObjectIdentificatie": (r"[0-9]{4}(01|02|03)[0-9]{10}", "pattern"),
    "pandIdentificatie": (r"[0-9]{4}10[0-9]{10}", "pattern"), "exacteMatch": (r"true|false", "boolean"), "page": (r"[1-9][0-9]*", "integer"),
    "pageSize": (r"[1-9][0-9]|100", "integer"),
}
OTHERS = ("zoekresultaatIdentificatie", "woonplaatsNaam", "openbareRuimteNaam", "expand")


def _address(row: dict, *, extended: bool = False) -> dict:
    base = f"{place.current().config.url}/lvbag/individuelebevragingen/v2"
    out = {
        "openbareRuimteNaam": row["straat"], "korteNaam": row["straat"][:24], "huisnummer": row["huisnummer"],
        **{key: row[key] for key in ("huisletter", "huisnummertoevoeging") if row[key]},
        "postcode": row["postcode"], "woonplaatsNaam": row["woonplaats"],
        **{key: row[key] for key in ("nummeraanduidingIdentificatie", "openbareRuimteIdentificatie", "woonplaatsIdentificatie",
                                     "adresseerbaarObjectIdentificatie")},
        "pandIdentificaties": [row["pandIdentificatie"]], "indicatieNevenadres": False,
    }
    if extended:
        out |= {
            "typeAdresseerbaarObject": "Verblijfsobject", "adresseerbaarObjectStatus": "Verblijfsobject in gebruik",
            "adresseerbaarObjectGeometrie": {"punt": {"type": "Point", "coordinates": [*row["rd"], 0.0]}},
            "gebruiksdoelen": [row["gebruiksdoel"]], "oppervlakte": row["oppervlakte"], "oorspronkelijkBouwjaar": [str(row["bouwjaar"])],
        }
    self_path = "adressenuitgebreid" if extended else "adressen"
    out["_links"] = {
        "self": {"href": f"{base}/{self_path}/{row['nummeraanduidingIdentificatie']}"},
        "openbareRuimte": {"href": f"{base}/openbareruimten/{row['openbareRuimteIdentificatie']}"},
        "nummeraanduiding": {"href": f"{base}/nummeraanduidingen/{row['nummeraanduidingIdentificatie']}"},
        "woonplaats": {"href": f"{base}/woonplaatsen/{row['woonplaatsIdentificatie']}"},
        "adresseerbaarObject": {"href": f"{base}/verblijfsobjecten/{row['adresseerbaarObjectIdentificatie']}"},
        "panden": [{"href": f"{base}/panden/{row['pandIdentificatie']}"}],
    }
    return out


def _faulty(request: HttpRequest, allowed: tuple[str, ...]) -> list[tuple[str, str, str]]:
    found = [(name, "unknownParam", "Parameter is niet verwacht.") for name in request.GET if name not in allowed]
    for name, (pattern, code) in PATTERNS.items():
        if name in request.GET and name in allowed and not re.fullmatch(pattern, request.GET[name]):
            found.append((name, code, f"Waarde voldoet niet aan patroon {pattern}."))
    return found


def _search(request: HttpRequest) -> list[dict] | HttpResponse:
    """Addresses for the combinations that the specification allows, or the answer that says what is missing."""
    town, asked = place.current(), request.GET
    faults_found = _faulty(request, (*PATTERNS, *OTHERS))
    if faults_found:
        return problem(request, 400, params=faults_found)
    if not set(asked) - {"page", "pageSize", "expand", "exacteMatch"}:
        return problem(request, 400, title="Ten minste één parameter moet worden opgegeven.", code="paramsRequired")
    if "zoekresultaatIdentificatie" in asked:
        row = town.addresses.get(asked["zoekresultaatIdentificatie"])
        rows = [row] if row else []
    elif "postcode" in asked and "huisnummer" in asked:
        rows = town.by_postcode.get((asked["postcode"].upper(), int(asked["huisnummer"])), [])
    elif {"woonplaatsNaam", "openbareRuimteNaam", "huisnummer"} <= set(asked):
        rows = [row for row in town.town.addresses if row["woonplaats"].lower() == asked["woonplaatsNaam"].lower()
                and row["straat"].lower() == asked["openbareRuimteNaam"].lower() and row["huisnummer"] == int(asked["huisnummer"])]
    elif "adresseerbaarObjectIdentificatie" in asked or "pandIdentificatie" in asked:
        name = "adresseerbaarObjectIdentificatie" if "adresseerbaarObjectIdentificatie" in asked else "pandIdentificatie"
        rows = [row for row in town.town.addresses if row[name] == asked[name]]
    else:
        return problem(request, 400, title="Minimale combinatie van parameters moet worden opgegeven.", code="paramsCombination")
    exact = asked.get("exacteMatch") == "true"
    for name in ("huisletter", "huisnummertoevoeging"):
        if name in asked or exact:
            rows = [row for row in rows if row[name].lower() == asked.get(name, "").lower()]
    return rows


def _collection(request: HttpRequest, name: str, rows: list[dict]) -> JsonResponse:
    page, size = int(request.GET.get("page", 1)), int(request.GET.get("pageSize", 20))
    base = place.current().config.url + request.path

    def link(number: int) -> dict:
        return {"href": f"{base}?{urlencode({**request.GET.dict(), 'page': number})}"}

    last = max(1, -(-len(rows) // size))
    body: dict = {"_links": {"self": link(page)}}
    if last > 1:
        body["_links"] |= {"first": link(1), "last": link(last)}
        body["_links"] |= ({"next": link(page + 1)} if page < last else {}) | ({"previous": link(page - 1)} if page > 1 else {})
    shown = rows[(page - 1) * size:page * size]
    if shown:
        body["_embedded"] = {name: shown}
    response = JsonResponse(body, content_type=HAL, json_dumps_params={"ensure_ascii": False})
    response["X-Pagination-Page"], response["X-Pagination-Limit"], response["Content-Crs"] = page, size, "epsg:28992"
    return response


@require_GET
@faults.affects("bag")
@needs_key("bag")
def addresses(request: HttpRequest, extended: bool = False) -> HttpResponse:
    rows = _search(request)
    if isinstance(rows, HttpResponse):
        return rows
    return _collection(request, "adressen", [_address(row, extended=extended) for row in rows])


@require_GET
@faults.affects("bag")
@needs_key("bag")
def address(request: HttpRequest, identification: str, extended: bool = False) -> HttpResponse:
    row = place.current().addresses.get(identification)
    if row is None:
        return problem(request, 404)
    response = JsonResponse(_address(row, extended=extended), content_type=HAL)
    response["Content-Crs"] = "epsg:28992"
    return response


@require_GET
@faults.affects("bag")
@needs_key("bag")
def suggestions(request: HttpRequest) -> HttpResponse:
    """Addresses in which every typed word occurs: street, number, postcode or place."""
    if not request.GET.get("zoek"):
        return problem(request, 400, params=[("zoek", "required", "Parameter is verplicht.")])
    bad = _faulty(request, ("zoek", "page", "pageSize"))
    if bad:
        return problem(request, 400, params=bad)
    words = re.sub(r"\b(\d{4})\s+([a-z]{2})\b", r"\1\2", request.GET["zoek"].lower()).replace(",", " ").split()
    base = f"{place.current().config.url}/lvbag/individuelebevragingen/v2/adressen"
    found = []
    for row in place.current().town.addresses:
        number = f"{row['huisnummer']}{row['huisletter']}{'-' + row['huisnummertoevoeging'] if row['huisnummertoevoeging'] else ''}".lower()
        names = f"{row['straat']} {row['woonplaats']} {row['postcode']}".lower().split()
        if all(number.startswith(word) if word[0].isdigit() and len(word) < 6 and not word.isdigit() else
               (word == str(row["huisnummer"]) or word in number.split("-") or row["postcode"].startswith(word) and len(word) == 4)
               if word.isdigit() else any(name.startswith(word) for name in names) for word in words):
            key = row["nummeraanduidingIdentificatie"]
            found.append({"omschrijving": f"{row['straat']} {number.upper()}, {row['postcode']} {row['woonplaats']}", "identificatie": key,
                          "_links": {"adres": {"href": f"{base}?zoekresultaatIdentificatie={key}"}}})
    return _collection(request, "zoekresultaten", found)
