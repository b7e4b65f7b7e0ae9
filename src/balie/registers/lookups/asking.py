"""Asking an outside service: one short question, of which anything but a small JSON answer counts as no answer. Nothing of it is logged."""
from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import httpx2
import structlog

from balie.kernel import egress
from balie.registers.lookups import connections, keeping

log = structlog.get_logger("balie.registers")
TIMEOUT = httpx2.Timeout(4.0, connect=2.0)
SECONDS = 6.0  # in all: who answers drop by drop does not hold a page
MOST = 256 * 1024  # bytes of an answer
LONGEST = 500  # signs of what is sent along by one name


class NoAnswer(Exception):
    """There is no answer that can be used; `str()` says why, without what was asked."""


def consult(
    *, connection: str, parameters: Mapping[str, str], mark: str, keep: timedelta, read: Callable[[Any], dict[str, Any]], path: str = "",
    body: Mapping[str, Any] | None = None,
) -> dict | None:  # fmt: skip
    """What `read` takes from the answer (ValueError: it does not fit); None when there is none. Never raises.

    `mark` names the question: the same one is answered from what was kept, for as long as `keep` says. Not within a transaction.
    """
    known = keeping.kept(mark)
    if known is not None:
        return known
    try:
        values = read(fetched(connection, parameters, path, body))
    except (NoAnswer, ValueError) as error:
        reason = str(error) if isinstance(error, NoAnswer) else f"another answer than the service expects: {error}"
        log.warning("lookup_failed", connection=connection, reason=reason)
        connections.noted(connection, reason)
        return None
    connections.noted(connection)
    keeping.keep(mark, connection, values, keep)
    return values


def fetched(name: str, parameters: Mapping[str, str], path: str = "", body: Mapping[str, Any] | None = None) -> Any:
    """The JSON that a connection answers; `path` comes behind its address, and with a `body` it is posted. Raises `NoAnswer`."""
    access = connections.access_to(name)
    if access is None:
        raise NoAnswer("there is no such connection")
    if any(len(value) > LONGEST for value in (*parameters.values(), *(str(each) for each in (body or {}).values()), *path.split("/"))):
        raise NoAnswer("what is asked is too long")
    if any(step in ("", ".", "..") for step in path.split("/")[1:]):
        raise NoAnswer("what is asked would go to another address")
    try:
        answer = _answer(access, parameters, path, body)
    except egress.EgressFailed as error:
        raise NoAnswer(error.reason) from None
    except egress.EgressRefused:
        raise NoAnswer("the address may not be reached") from None
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        raise NoAnswer("no JSON") from None


def _answer(access: connections.Access, parameters: Mapping[str, str], path: str, body: Mapping[str, Any] | None) -> bytes:
    headers = {"Accept": "application/json", "Accept-Encoding": "identity", **access.headers}
    asked, until, found = [*access.query, *parameters.items()], time.monotonic() + SECONDS, bytearray()
    with egress.client(f"{connections.KIND}:{access.name}") as http:
        method, address = "GET" if body is None else "POST", access.path.rstrip("/") + path if path else access.path
        with http.stream(method, address, params=asked, headers=headers, timeout=TIMEOUT, json=body or None) as response:
            if response.status_code != 200:
                raise NoAnswer(f"answered {response.status_code}")
            if response.headers.get("content-encoding", "identity") != "identity":
                raise NoAnswer("a packed answer, that nobody asked for")
            for part in response.iter_raw():
                found += part
                if len(found) > MOST:
                    raise NoAnswer("a larger answer than is read")
                if time.monotonic() > until:
                    raise NoAnswer("no whole answer in time")
    return bytes(found)
