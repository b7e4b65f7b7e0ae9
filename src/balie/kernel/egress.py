"""The only way out over HTTP: known services at their configured address, short time-outs, no redirects to elsewhere.

`with client("brp") as http: http.post("personen", json=…)`. An address other than the service's own raises `EgressRefused`; a connection
that fails or times out raises `EgressFailed`, with a name but without the content of what was sent. A service that the installation
switched off is `EgressOff`; ask `available(…)` first, and do not offer what needs it.
"""
from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from functools import lru_cache
from urllib.parse import urlsplit

import httpx2
from django.conf import settings

from balie.kernel.tenancy import context

TIMEOUT = httpx2.Timeout(8.0, connect=3.0)
LIMITS = httpx2.Limits(max_connections=20, max_keepalive_connections=10)


class EgressRefused(RuntimeError):
    """Code tried to reach an address that is not on the list."""


class EgressFailed(RuntimeError):
    """The other side did not answer."""

    def __init__(self, service: str, reason: str):
        super().__init__(f"{service}: {reason}")
        self.service, self.reason = service, reason


class EgressOff(EgressFailed):
    """This installation does not use that service."""

    def __init__(self, service: str):
        super().__init__(service, "switched off")


class GuardedTransport(httpx2.HTTPTransport):
    def __init__(self, service: str, allowed: tuple[str, str, int | None], **options):
        super().__init__(limits=LIMITS, trust_env=False, **options)
        self.service, self.allowed = service, allowed

    def handle_request(self, request):
        target = (request.url.scheme, request.url.host, request.url.port)
        if target != self.allowed:
            raise EgressRefused(f"{self.service} may not reach {request.url.scheme}://{request.url.host}")
        return super().handle_request(request)


def available(service: str) -> bool:
    """Whether this municipality uses that service at all; whether it answers is another matter."""
    return bool(_configured(service))


def address(service: str) -> str:
    """Base address: the municipality's own setting, else the installation's. Raises `EgressOff`."""
    found = _configured(service)
    if not found:
        raise EgressOff(service)
    return found.rstrip("/") + "/"


_lookups: dict[str, Callable[[str], str]] = {}


def addresses_of(kind: str, lookup: Callable[[str], str]) -> None:
    """For a room whose services have their addresses in a table of the municipality: `kind:name` is reached at `lookup(name)`, if not empty."""
    _lookups[kind] = lookup


def _configured(service: str) -> str:
    kind, _, name = service.partition(":")
    if name:
        return _lookups[kind](name)
    gemeente_id = context.current_id_or_none()
    own = context.current().config.get("endpoints", {}).get(service) if gemeente_id is not None else None
    return own or settings.BALIE.endpoint(service)


@lru_cache(maxsize=64)
def _client(service: str, base: str) -> httpx2.Client:
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EgressRefused(f"The address of {service} is not a web address.")
    url = httpx2.URL(base)
    transport = GuardedTransport(service, (url.scheme, url.host, url.port))
    return httpx2.Client(base_url=base, transport=transport, timeout=TIMEOUT, follow_redirects=False, trust_env=False)


@contextmanager
def client(service: str):
    try:
        yield _client(service, address(service))
    except httpx2.TimeoutException:
        raise EgressFailed(service, "no answer in time") from None
    except httpx2.HTTPStatusError as error:
        raise EgressFailed(service, f"answered {error.response.status_code}") from None
    except httpx2.HTTPError as error:
        raise EgressFailed(service, type(error).__name__) from None
