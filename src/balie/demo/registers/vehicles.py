"""Vehicles: RDW's open data by number plate, and (ours) whether one is in somebody's name.

Open data never says who owns a car. The question "is it in this person's name" is answered with yes or no only:
`POST /rdw/resource/tenaamstelling` with `{"kenteken", "burgerservicenummer"}` gives `{"op_naam": true}`.
"""
from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from balie.demo import faults, place
from balie.demo.registers.documents import bsn_in
from balie.demo.registers.problem import problem


def plain(plate: str) -> str:
    return plate.replace("-", "").replace(" ", "").upper()


@require_GET
@faults.affects("rdw")
def vehicle(request: HttpRequest) -> HttpResponse:
    """A list with the vehicle of `kenteken`, or an empty list, as the Socrata API of RDW answers."""
    row = place.current().vehicles.get(plain(request.GET.get("kenteken", "")))
    return JsonResponse([row["open"]] if row else [], safe=False)


@require_POST
@faults.affects("rdw")
def in_name(request: HttpRequest) -> HttpResponse:
    bsn = bsn_in(request)
    if bsn is None:
        return problem(request, 400, params=[("burgerservicenummer", "pattern", "Waarde voldoet niet aan patroon ^[0-9]{9}$.")])
    row = place.current().vehicles.get(plain(str(json.loads(request.body).get("kenteken", ""))))
    if row is None:
        return problem(request, 404)
    return JsonResponse({"kenteken": row["open"]["kenteken"], "op_naam": row["eigenaar"] == bsn})
