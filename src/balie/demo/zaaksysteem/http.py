"""How the APIs answer: log-in by JWT, pages, faults of the standard (`Fout`, `ValidatieFout`), and the fault that the console switched on."""
from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from balie.demo import config, faults

VALID = 3600  # seconds that a token is taken
PAGE = 100


class Wrong(Exception):
    """What was sent is not right: (field, code, reason)."""

    def __init__(self, name: str, code: str, reason: str = ""):
        super().__init__(name, code)
        self.parameter = {"name": name, "code": code, "reason": reason or code}


def fault(status: int, code: str, title: str, parameters: Iterable[dict] = ()) -> JsonResponse:
    body = {"type": "", "code": code, "title": title, "status": status, "detail": title, "instance": f"urn:uuid:{uuid.uuid4()}"}
    found = list(parameters)
    return JsonResponse(body | ({"invalidParams": found} if found else {}), status=status, content_type="application/problem+json")


def logged_in(request: HttpRequest) -> bool:
    """HS256 with the secret of the client, `client_id` ours, made not long ago."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(token, OctKey.import_key(config.ZGW_SECRET), algorithms=["HS256"]).claims
    except (JoseError, ValueError):
        return False
    made = claims.get("iat")
    return claims.get("client_id") == config.ZGW_CLIENT_ID and isinstance(made, int) and -60 <= time.time() - made <= VALID


def api(version: str, *, crs: bool = False) -> Callable:
    """For a view that gives (status, data), data, or a response; with `Wrong` for what is not right."""
    def decorate(view: Callable) -> Callable[..., HttpResponse]:
        @faults.affects("zaaksysteem")
        @wraps(view)
        def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not logged_in(request):
                return fault(403, "permission_denied", "Je hebt geen toestemming om deze actie uit te voeren.")
            if crs and request.headers.get("Accept-Crs") != "EPSG:4326":
                return fault(406, "not_acceptable", "Accept-Crs: EPSG:4326 ontbreekt.")
            if crs and request.method == "POST" and request.headers.get("Content-Crs") != "EPSG:4326":
                return fault(412, "precondition_failed", "Content-Crs: EPSG:4326 ontbreekt.")
            try:
                status, data = view(request, *args, **kwargs)
            except Wrong as wrong:
                return fault(400, "invalid", "Invalid input.", [wrong.parameter])
            if data is None:
                return fault(404, "not_found", "Niet gevonden.")
            response = JsonResponse(data, status=status, safe=False)
            response["API-version"] = version
            if crs:
                response["Content-Crs"] = "EPSG:4326"
            return response
        return answered
    return decorate


def body_of(request: HttpRequest, *needed: str) -> dict:
    """The JSON that was sent. Raises `Wrong`."""
    try:
        body = json.loads(request.body)
    except ValueError:
        raise Wrong("nonFieldErrors", "parse_error") from None
    if not isinstance(body, dict):
        raise Wrong("nonFieldErrors", "invalid")
    for name in needed:
        if body.get(name) in (None, ""):
            raise Wrong(name, "required", "Dit veld is vereist.")
    return body


def asked(request: HttpRequest, *known: str) -> dict[str, str]:
    """The query parameters, one value each. Raises `Wrong` for one that does not exist."""
    for name in request.GET:
        if name not in (*known, "page"):
            raise Wrong(name, "unknown-parameters")
    return {name: value for name, value in request.GET.items() if name != "page"}


def paged(request: HttpRequest, found: list[dict]) -> dict:
    try:
        number = max(1, int(request.GET.get("page", 1)))
    except ValueError:
        raise Wrong("page", "invalid") from None
    query = request.GET.copy()
    query["page"] = str(number + 1)
    more = request.build_absolute_uri(f"{request.path}?{query.urlencode()}") if len(found) > number * PAGE else None
    return {"count": len(found), "next": more, "previous": None, "results": found[(number - 1) * PAGE : number * PAGE]}
