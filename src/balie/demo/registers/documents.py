"""Travel documents: an API of our own, because the basisregister reisdocumenten has no public one.

`POST /reisdocumenten/v1/documenten` with `{"burgerservicenummer": "…"}`: the BSN stays out of the address.
"""
from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from balie.demo import faults, place
from balie.demo.registers.problem import needs_key, problem


def bsn_in(request: HttpRequest) -> str | None:
    """The BSN in the JSON body, or None when it is not nine digits."""
    try:
        bsn = json.loads(request.body)["burgerservicenummer"]
    except (ValueError, KeyError, TypeError):
        return None
    return bsn if isinstance(bsn, str) and len(bsn) == 9 and bsn.isdigit() else None


@require_POST
@faults.affects("reisdocumenten")
@needs_key("reisdocumenten")
def documents(request: HttpRequest) -> HttpResponse:
    """All documents of one person, newest expiry first; an empty list for somebody without any."""
    bsn = bsn_in(request)
    if bsn is None:
        return problem(request, 400, params=[("burgerservicenummer", "pattern", "Waarde voldoet niet aan patroon ^[0-9]{9}$.")])
    rows = sorted(place.current().documents.get(bsn, []), key=lambda row: row["datumEindeGeldigheid"], reverse=True)
    return JsonResponse({"documenten": [{key: value for key, value in row.items() if key != "burgerservicenummer"} for row in rows]})
