"""A calendar of events as a municipality may have one: for look-ups of services. It can also answer in every way that is no answer.

`GET /opzoeken/evenementenkalender?datum=2026-04-27` gives `{"count": 1, "results": [{"naam", "datum", "bezet", "bezoekers"}]}`.
"""
from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from balie.demo import faults
from balie.demo.registers.problem import needs_key, problem

# day of the year → name, how many come, and whether the whole square is taken
EVENTS = {
    (4, 27): ("Koningsmarkt", 2500, True), (5, 5): ("Bevrijdingsfeest", 1800, True), (6, 21): ("Zomeravondloop", 400, False),
    (9, 12): ("Havendagen", 6000, True), (11, 11): ("Sint-Maartensoptocht", 300, False), (12, 31): ("Oudejaarsvuur", 900, True),
}


@require_GET
@faults.affects("kalender")
@needs_key("lookup")
def events(request: HttpRequest) -> HttpResponse:
    if (other := _other(faults.of("kalender")[0])) is not None:
        return other
    try:
        day = date.fromisoformat(request.GET.get("datum", ""))
    except ValueError:
        return problem(request, 400, params=[("datum", "date", "Schrijf de datum als 2026-12-31.")])
    found = EVENTS.get((day.month, day.day))
    results = [{"naam": found[0], "datum": day.isoformat(), "bezoekers": found[1], "bezet": found[2]}] if found else []
    return JsonResponse({"count": len(results), "results": results})


def _other(fault: str) -> HttpResponse | None:
    if fault == "redirect":
        return HttpResponse(status=302, headers={"Location": "https://elders.example/kalender"})
    if fault == "page":
        return HttpResponse("<!doctype html><title>Onderhoud</title><p>Wij zijn zo terug.")
    if fault == "huge":
        return JsonResponse({"results": [{"naam": "x" * 1000}] * 1000})
    return JsonResponse({"results": [{"bezet": {"antwoord": "misschien"}, "naam": 7.5}]}) if fault == "wrong" else None
