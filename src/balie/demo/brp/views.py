"""POST /haalcentraal/api/brp/personen, with the errors of the specification as problem+json (schema Foutbericht)."""
from __future__ import annotations

import json
from datetime import date

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from balie.demo import faults, place
from balie.demo.brp import fields, present, questions

SECTION = "https://datatracker.ietf.org/doc/html/rfc7231#section-6.5."
JSON = "application/json; charset=utf-8"


def _problem(request: HttpRequest, status: int, title: str, code: str, detail: str = "", **more: object) -> JsonResponse:
    section = {400: "1", 401: "2", 403: "3", 406: "6", 415: "13"}[status]
    kind = "https://datatracker.ietf.org/doc/html/rfc7235#section-3.1" if status == 401 else SECTION + section
    body = {"type": kind, "title": title, "status": status, **({"detail": detail} if detail else {}), "instance": request.path, "code": code, **more}
    response = JsonResponse(body, status=status, content_type="application/problem+json")
    if status == 401:
        response["WWW-Authenticate"] = "ApiKey"
    return response


@require_POST
@faults.affects("brp")
def personen(request: HttpRequest) -> JsonResponse:
    town = place.current()
    if request.headers.get("X-Api-Key") != town.config.keys["brp"]:
        return _problem(request, 401, "Niet correct geauthenticeerd.", "authentication")
    if not request.accepts("application/json"):
        return _problem(request, 406, "Gevraagde contenttype wordt niet ondersteund.", "notAcceptable")
    if request.content_type != "application/json":
        return _problem(request, 415, "Media Type wordt niet ondersteund.", "unsupported", f"Ondersteunde content type: {JSON}.")
    try:
        query = json.loads(request.body)
        if not isinstance(query, dict):
            raise ValueError("not an object")
        question = questions.check(query)
    except questions.Invalid as fault:
        names = ", ".join(name for name, _, _ in fault.params)
        title = "Minimale combinatie van parameters moet worden opgegeven." if fault.missing else "Een of meerdere parameters zijn niet correct."
        return _problem(request, 400, title, "paramsCombination" if fault.missing else "paramsValidation",
                        f"De foutieve parameter(s) zijn: {names}.",
                        invalidParams=[{"name": name, "code": code, "reason": reason} for name, code, reason in fault.params])
    except ValueError:
        return _problem(request, 400, "Een of meerdere parameters zijn niet correct.", "paramsValidation", "Het bericht is geen geldige JSON.")
    answers = questions.matches(query)
    if query["type"] == "RaadpleegMetBurgerservicenummer":
        candidates = [town.persons[bsn] for bsn in dict.fromkeys(query["burgerservicenummer"]) if bsn in town.persons]
    else:
        candidates = list(town.persons.values())
    found = [raw for raw in candidates if answers(raw)]
    if len(found) > question.most:
        return _problem(request, 400, "Teveel zoekresultaten.", "tooManyResults",
                        f"Meer dan maximum van {question.most} zoekresultaten gevonden. Verfijn de zoekopdracht.")
    today = date.today()
    persons = [fields.choose(present.person(raw, today, town.persons.get), query["fields"], question.tree) for raw in found]
    return JsonResponse({"type": query["type"], "personen": persons}, content_type=JSON, json_dumps_params={"ensure_ascii": False})
