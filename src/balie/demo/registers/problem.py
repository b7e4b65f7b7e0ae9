"""Errors and keys that the registers share: problem+json (RFC 9457) with the fields the Dutch APIs add."""
from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse

from balie.demo import place

TITLES = {400: "Een of meerdere parameters zijn niet correct.", 401: "Niet correct geauthenticeerd.", 404: "Opgevraagde resource bestaat niet."}
CODES = {400: "paramsValidation", 401: "authentication", 404: "notFound"}


def problem(request: HttpRequest, status: int, *, title: str = "", code: str = "", detail: str = "",
            params: list[tuple[str, str, str]] | None = None) -> JsonResponse:
    body: dict = {"title": title or TITLES[status], "status": status, "instance": request.path, "code": code or CODES[status]}
    if detail:
        body["detail"] = detail
    if params:
        body["invalidParams"] = [{"name": name, "code": kind, "reason": reason} for name, kind, reason in params]
    return JsonResponse(body, status=status, content_type="application/problem+json")


def needs_key(register: str, header: str = "X-Api-Key") -> Callable:
    """Refuses a call without the key of the register."""
    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.headers.get(header) != place.current().config.keys[register]:
                return problem(request, 401)
            return view(request, *args, **kwargs)
        return guarded
    return decorate
