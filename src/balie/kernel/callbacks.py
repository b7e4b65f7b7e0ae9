"""The way out to an address that an outsider gave: a webhook. Never a machine of our own network, however its name resolves.

`with callbacks.client(address) as http: http.post(address, …)` is `egress` with two guards more. The address that a name leads to is looked at
at the moment of connecting, and that same address is connected to; one inside the house is refused, unless the setting
`BALIE_CALLBACK_NETWORKS` names its network. And an answer that trickles in is cut off, so that nobody can keep a worker waiting.
"""
from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable
from contextlib import contextmanager
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

import httpcore2
import httpx2
from django.conf import settings

from balie.kernel import egress
from balie.settings.outside import is_safe

NAME = "callback"
ANSWER_SECONDS = 8.0
Address = IPv4Address | IPv6Address


class Inside(httpcore2.ConnectError):
    """The name leads into a network that callbacks may not reach."""


class BadAddress(ValueError):
    """No web address that a callback can go to; `str()` says why."""


def check(address: str) -> None:
    """What can be said without asking anybody. Raises `BadAddress`."""
    try:
        parts = urlsplit(address)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0 and bool(httpx2.URL(address).host)
    except (ValueError, httpx2.InvalidURL):
        fine = False
    if not fine or parts.username or parts.fragment:
        raise BadAddress("Schrijf het adres als https://naam/pad, zonder inlognaam of #.")
    if not is_safe(address):
        raise BadAddress("Het adres begint niet met https://.")


def may_reach(found: str) -> bool:
    """Whether callbacks may go to this address of a machine."""
    address: Address = ip_address(found)
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    if address.is_global and not address.is_multicast:
        return True
    return any(address.version == each.version and address in each for each in _networks(settings.BALIE.callback_networks))


@lru_cache(maxsize=8)
def _networks(text: str):
    return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())


class _Outside(httpcore2.SyncBackend):
    """Connects to nothing but addresses that were looked at."""

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
                    socket_options: Iterable | None = None) -> httpcore2.NetworkStream:
        try:
            found = [each[4][0] for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as problem:  # a name that no name can be is said in its own way
            raise httpcore2.ConnectError(str(problem)) from None
        allowed = [each for each in dict.fromkeys(found) if may_reach(each)]
        if not allowed:
            raise Inside("inside")
        problem: Exception = Inside("inside")
        for each in allowed:
            try:
                return _Prompt(super().connect_tcp(each, port, timeout, local_address, socket_options))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failed:
                problem = failed
        raise problem


class _Prompt(httpcore2.NetworkStream):
    """An answer has to be there within some seconds after the question, however it is cut up."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream, self._until = stream, 0.0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("too slow")
        return self._stream.read(max_bytes, left if timeout is None else min(left, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)
        self._until = time.monotonic() + ANSWER_SECONDS

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context, server_hostname: str | None = None, timeout: float | None = None) -> httpcore2.NetworkStream:
        return _Prompt(self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str):
        return self._stream.get_extra_info(info)


class _Transport(egress.GuardedTransport):
    def __init__(self, allowed: tuple[str, str, int | None]) -> None:
        trusted = _trusted()
        super().__init__(NAME, allowed, verify=trusted)
        # httpx2 has no option for it: the same pool, over our own line
        self._pool = httpcore2.ConnectionPool(
            ssl_context=trusted, max_connections=egress.LIMITS.max_connections,
            max_keepalive_connections=egress.LIMITS.max_keepalive_connections, keepalive_expiry=egress.LIMITS.keepalive_expiry,
            network_backend=_Outside(),
        )


@lru_cache(maxsize=1)
def _trusted():
    """Reading the certificates takes longer than all the rest."""
    return httpx2.create_ssl_context(trust_env=False)


_making = threading.Lock()  # sixteen threads that ask at once get one and the same client, and its open lines


@lru_cache(maxsize=128)
def _client(scheme: str, host: str, port: int | None) -> httpx2.Client:
    return httpx2.Client(transport=_Transport((scheme, host, port)), timeout=egress.TIMEOUT, follow_redirects=False, trust_env=False)


@contextmanager
def client(address: str):
    """A client for the host of that address alone. Raises `BadAddress`, `egress.EgressFailed`, `egress.EgressRefused`."""
    check(address)
    url = httpx2.URL(address)
    with _making:
        found = _client(url.scheme, url.host, url.port)
    try:
        yield found
    except httpx2.TimeoutException:
        raise egress.EgressFailed(NAME, "geen antwoord op tijd") from None
    except httpx2.HTTPError as error:
        reason = "het adres ligt binnen een netwerk dat niet mag" if isinstance(error.__cause__, Inside) else type(error).__name__
        raise egress.EgressFailed(NAME, reason) from None
