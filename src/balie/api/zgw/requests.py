"""Reading a request: its headers, its query and its body, held against the contract."""
from __future__ import annotations

from typing import Any

import msgspec
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import QueryDict
from django.http.multipartparser import MultiPartParserError

from balie.zgw.public import contract, errors

CRS = "EPSG:4326"
MOST_BYTES = 60 * 1024 * 1024  # of a JSON body: a document of 40 MB in base64; larger ones come in parts
JSON = "application/json"
PATCHED = (JSON, "application/merge-patch+json")


def check_headers(operation: contract.Operation, request: Any) -> None:
    """The coordinate system: 412 when it is not named, 406 when it is one that we do not have.

    A DELETE gives and takes no coordinates. What brings no body need not say in what coordinates it is: clients of 1.5 do not on a GET.
    """
    if operation.method == "DELETE":
        return
    for name in ("Content-Crs", "Accept-Crs"):
        if name in operation.headers:
            given = request.headers.get(name)
            if given is None and name == "Content-Crs" and not operation.body:
                continue
            if given is None:
                raise errors.PreconditionFailed(f"De header {name} ontbreekt. Stuur `{name}: {CRS}` mee.")
            if given != CRS:
                raise errors.NotAcceptable(f"Wij kennen alleen {name}: {CRS}.")


def check_accept(request: Any, *, given: str = JSON) -> None:
    accept = request.headers.get("Accept", "*/*")
    main = given.split("/")[0]
    if not any(each.split(";")[0].strip() in ("*/*", f"{main}/*", given, "application/problem+json", "") for each in accept.split(",")):
        raise errors.NotAcceptable(f"Wij geven hier alleen {given}.")


def query_of(operation: contract.Operation, request: Any) -> dict[str, Any]:
    values, wrong = contract.query(operation, request.GET)
    if wrong:
        raise errors.Invalid(wrong)
    return values


def body_of(operation: contract.Operation, request: Any, variant: str | None = None) -> tuple[Any, dict[str, Any]]:
    """The checked body and the files beside it. Raises `Invalid`, `UnsupportedMediaType`, `TooLarge` or `ZgwError` for what is no JSON."""
    if not operation.body:
        return None, {}
    media = (request.content_type or "").lower()
    if media.startswith(("multipart/", "application/x-www-form-urlencoded")) and media in operation.body:
        return _form(request)
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if not length and not operation.body_required:
        return _checked(operation, {}, variant), {}
    allowed = PATCHED if operation.method == "PATCH" else (JSON,)
    if media not in allowed or JSON not in operation.body:
        raise errors.UnsupportedMediaType(f"Mediatype {media[:80]!r} kunnen wij hier niet lezen. Stuur {JSON}.")
    return _checked(operation, _json(request, length), variant), {}


def _form(request: Any) -> tuple[dict[str, str], Any]:
    """Its texts and its files. Django reads by itself the forms of a POST alone."""
    try:
        if request.method == "POST":
            texts, files = request.POST, request.FILES
        elif request.content_type == "multipart/form-data":
            texts, files = request.parse_file_upload(request.META, request)
        else:
            texts, files = QueryDict(request.body), {}
    except RequestDataTooBig:
        raise errors.TooLarge from None
    except (MultiPartParserError, SuspiciousOperation):
        raise NotForm from None
    return dict(texts.items()), files


def _json(request: Any, length: int) -> Any:
    if length > MOST_BYTES:
        raise errors.TooLarge
    try:
        return msgspec.json.decode(request.read(length) if length else b"")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise NotJson from None


def _checked(operation: contract.Operation, given: Any, variant: str | None) -> Any:
    schema = operation.body[JSON]
    cleaned, wrong = contract.check(contract.load(operation.api), schema, given, partial=operation.method == "PATCH", variant=variant)
    if not wrong:
        return cleaned
    if not isinstance(given, dict):
        raise errors.Invalid(wrong)
    return Faulty(cleaned, wrong)


class Faulty(dict):
    """A body with mistakes of form: resources add theirs, so that all are said at once."""

    def __init__(self, cleaned: dict[str, Any], wrong: list[errors.InvalidParam]) -> None:
        super().__init__(cleaned)
        self.wrong = wrong


class NotJson(errors.ZgwError):
    status = 400
    code = "parse_error"
    title = "Malformed request."
    detail = "Dit is geen geldige JSON."


class NotForm(NotJson):
    detail = "Dit is geen geldig formulier (multipart/form-data)."
