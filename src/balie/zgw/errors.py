"""What a client of the ZGW APIs may be told when something cannot be done: the `Fout` and `ValidatieFout` of the standard, as exceptions."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NOWHERE = "nonFieldErrors"  # the name of a mistake that is in no attribute in particular


@dataclass(frozen=True, slots=True)
class InvalidParam:
    """One mistake in a body or a query: where (`relevanteAndereZaken.0.url`), its code for machines, and the reason for people."""

    name: str
    code: str
    reason: str


class ZgwError(Exception):
    """Becomes a `Fout`. The class says which; a caller may give another code or a detail of its own."""

    status = 500
    code = "error"
    title = "Er ging iets mis."
    detail = "Er ging iets mis bij ons. Probeer het later opnieuw."

    def __init__(self, detail: str | None = None, *, code: str | None = None) -> None:
        self.detail = self.detail if detail is None else detail
        self.code = code or self.code
        super().__init__(f"{self.status} {self.code}")


class Invalid(ZgwError):
    """A body or a query with mistakes, all of them at once: becomes a `ValidatieFout`."""

    status = 400
    code = "invalid"
    title = "Invalid input."
    detail = "Niet alles klopt. Bij invalidParams staat wat er mis is."

    def __init__(self, params: Sequence[InvalidParam], detail: str | None = None, *, code: str | None = None) -> None:
        super().__init__(detail, code=code)
        self.params = tuple(params)


class NotAuthenticated(ZgwError):
    """403, not 401: the standard wants so for a missing or wrong token."""

    status = 403
    code = "not_authenticated"
    title = "U bent niet aangemeld."
    detail = "Stuur een geldig token mee."


class Forbidden(ZgwError):
    status = 403
    code = "permission_denied"
    title = "U mag dit niet doen."
    detail = "Uw applicatie heeft hier geen toestemming voor."


class NotFound(ZgwError):
    status = 404
    code = "not_found"
    title = "Niet gevonden."
    detail = "Wat u vraagt, bestaat hier niet."


class MethodNotAllowed(ZgwError):
    status = 405
    code = "method_not_allowed"
    title = "Deze methode kan hier niet."
    detail = "Gebruik een methode die bij dit adres hoort."


class NotAcceptable(ZgwError):
    status = 406
    code = "not_acceptable"
    title = "Dit formaat kunnen wij niet geven."
    detail = "Vraag een formaat dat wij wel kunnen geven."


class Conflict(ZgwError):
    status = 409
    code = "conflict"
    title = "Dit botst met iets anders."
    detail = "Haal de gegevens opnieuw op en probeer het nog eens."


class PreconditionFailed(ZgwError):
    status = 412
    code = "precondition_failed"
    title = "Er ontbreekt een voorwaarde."
    detail = "Kijk of alle verplichte headers er zijn."


class TooLarge(ZgwError):
    status = 413
    code = "too_large"
    title = "Dit is te groot."
    detail = "Stuur minder gegevens tegelijk."


class UnsupportedMediaType(ZgwError):
    status = 415
    code = "unsupported_media_type"
    title = "Dit formaat kunnen wij niet lezen."
    detail = "Stuur een formaat dat wij wel kunnen lezen."
