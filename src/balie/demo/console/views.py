"""The console page, the map, and `/console/faults` as a form for people and as JSON for tests."""
from __future__ import annotations

import json
import time

import pyotp
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_http_methods

from balie.demo import faults, place
from balie.demo.municipality import MUNICIPALITIES, by_code
from balie.demo.officials import OFFICIALS
from balie.demo.pages import page, same_site


def _initials(name: str) -> str:
    parts = name.split()
    return (parts[0][0] + parts[-1][0]).upper()


def _people() -> list[dict]:
    town = place.current()
    rows = []
    for person in town.town.test_people:
        home = town.persons[person["bsn"]].get("verblijfplaats", {})
        municipality = by_code(person["municipality"])
        rows.append({**person, "initials": _initials(person["name"]), "home": f"{home.get('straat', '')} {home.get('huisnummer', '')}",
                     "place": municipality.name if municipality else ""})
    return rows


def _officials() -> list[dict]:
    names = {one.slug: one.name for one in MUNICIPALITIES}
    return [{"name": one.name, "email": one.email, "password": one.password, "task": one.task, "municipality": names[one.municipality],
             "code": pyotp.TOTP(one.totp_secret).now(), "secret": one.totp_secret} for one in OFFICIALS]


@require_GET
def console(request: HttpRequest) -> HttpResponse:
    town = place.current()
    port = town.config.balie_url.rsplit(":", 1)[-1]
    switches = [{"key": key, "name": name, "fault": faults.of(key)[0], "seconds": faults.of(key)[1],
                 "choices": [{"key": fault, "words": words} for fault, words in faults.choices(key).items()]}
                for key, name in faults.SIMULATORS.items()]
    return page("console.html", {
        "people": _people(), "officials": _officials(), "switches": switches, "seconds_left": 30 - int(time.time()) % 30,
        "mails": len(town.journal.all("mail")), "texts": len(town.journal.all("sms")), "about": town.town.about, "count": len(town.persons),
        "houses": len(town.town.addresses), "waterrijk_url": f"http://waterrijk.localhost:{port}", "active": "console",
        "broken": sum(row["fault"] != "off" for row in switches)})


@require_http_methods(["GET", "POST"])
@same_site
def switch(request: HttpRequest) -> HttpResponse:
    """GET: all switches. POST: `{"simulator", "fault", "seconds"?}` as JSON or as a form; `{"reset": true}` puts all off."""
    if request.method == "GET":
        return JsonResponse(faults.overview())
    as_json = request.content_type == "application/json"
    try:
        body = json.loads(request.body) if as_json else request.POST.dict()
        if body.get("reset"):
            for name in faults.SIMULATORS:
                faults.switch(name, "off")
        else:
            seconds = body.get("seconds")
            faults.switch(str(body.get("simulator")), str(body.get("fault")), float(seconds) if seconds not in (None, "") else None)
    except (ValueError, AttributeError) as error:
        if as_json:
            return JsonResponse({"title": str(error), "status": 400}, status=400, content_type="application/problem+json")
        return page("fout.html", {"title": "Deze keuze bestaat niet"}, status=400)
    if as_json:
        return JsonResponse(faults.overview())
    response = HttpResponse(status=303)
    response["Location"] = "/#storingen"
    return response


@require_GET
def map_page(request: HttpRequest, slug: str = "zonnedam") -> HttpResponse:
    municipality = next((one for one in MUNICIPALITIES if one.slug == slug), None)
    if municipality is None:
        raise Http404
    return page("kaart.html", {"municipality": municipality, "others": MUNICIPALITIES, "active": "map"})


@require_GET
def map_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """`/kaart/<slug>.svg` and `/kaart/<slug>.geojson`."""
    town = place.current().town
    if slug not in town.pictures:
        raise Http404
    if kind == "svg":
        response = HttpResponse(town.pictures[slug], content_type="image/svg+xml")
    else:
        response = JsonResponse(town.maps[slug], content_type="application/geo+json")
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_GET
def people_json(request: HttpRequest) -> HttpResponse:
    """The test people and officials, for tests that drive a browser."""
    return JsonResponse({"people": place.current().town.test_people, "officials": _officials()})


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok", "residents": len(place.current().persons)})
