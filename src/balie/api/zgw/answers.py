"""Writing an answer: JSON, its ETag and headers, or a `Fout` as application/problem+json."""
from __future__ import annotations

from hashlib import blake2b
from typing import Any
from uuid import uuid4

import msgspec
from django.http import HttpResponse, StreamingHttpResponse

from balie.api.zgw import ranges
from balie.api.zgw.requests import CRS
from balie.zgw.public import Answer, contract, errors

PROBLEM = "application/problem+json"
TYPES = "/ref/fouten/"
DESCRIPTIONS = {"json": "application/json", "yaml": "application/yaml"}
_encode = msgspec.json.Encoder(decimal_format="number").encode


def answer(operation: contract.Operation, request: Any, given: Answer) -> HttpResponse:
    given = ranges.asked(request, given)
    status = given.status or operation.status
    if given.content is not None:
        response: Any = StreamingHttpResponse(given.content, status=status)
    else:
        body = b"" if given.body is None else _encode(given.body)
        response = HttpResponse(body, status=status, content_type="application/json")
        if given.body is None:
            del response.headers["Content-Type"]
        if request.method in ("GET", "HEAD"):
            _conditional(operation, request, response, body)
    for name, value in given.headers.items():
        response.headers[name] = value
    _common(operation.api, response)
    if "Accept-Crs" in operation.headers or "Content-Crs" in operation.headers:
        response.headers["Content-Crs"] = CRS
    return response


def _conditional(operation: contract.Operation, request: Any, response: HttpResponse, body: bytes) -> None:
    if not operation.conditional:
        if request.method == "HEAD":
            response.content = b""
        return
    tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    response.headers["ETag"] = tag
    if tag in [each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")]:
        response.status_code, response.content = 304, b""
        del response.headers["Content-Type"]
    elif request.method == "HEAD":
        response.headers["Content-Length"] = str(len(body))
        response.content = b""


def problem(api: str, request: Any, error: errors.ZgwError) -> HttpResponse:
    """The standard's `Fout`, and `ValidatieFout` with every mistake."""
    body: dict[str, Any] = {
        "type": f"{request.build_absolute_uri('/')[:-1]}{TYPES}{type(error).__name__}/", "code": error.code, "title": error.title,
        "status": error.status, "detail": error.detail, "instance": f"urn:uuid:{uuid4()}",
    }
    if isinstance(error, errors.Invalid):
        body["invalidParams"] = [{"name": each.name, "code": each.code, "reason": each.reason} for each in error.params]
    response = HttpResponse(_encode(body), status=error.status, content_type=PROBLEM)
    _common(api, response)
    return response


def description(api: str, rest: str, request: Any) -> HttpResponse | None:
    """The OpenAPI file, for everybody; None when `rest` is another path. Also under `schema/`, where clients look for it."""
    name, _, form = rest.removeprefix("schema/").partition(".")
    if name != "openapi" or form not in DESCRIPTIONS:
        return None
    root = request.build_absolute_uri(f"/{api}/api/v1")
    response = HttpResponse(contract.openapi_bytes(api, root, form), content_type=DESCRIPTIONS[form])
    response.headers["Access-Control-Allow-Origin"] = "*"  # an editor elsewhere may read it: there is nothing of anybody in it
    response.headers["Cache-Control"] = "public, max-age=3600"
    _common(api, response)
    return response


def _common(api: str, response: Any) -> None:
    response.headers["API-version"] = contract.load(api).version
