"""Random and nasty requests: what no page may answer with a server error.

`requests(keys)` is a hypothesis strategy of `Request`s over all routes; `send(world, request)` does one and gives the response. The names of
fields and of query parameters are read from the code of the doors and from the services, so that a new one is tried without a word here.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote_from_bytes

from django.urls import NoReverseMatch, reverse
from hypothesis import strategies as st

from balie.settings.environment import ROOT
from tests.security import matrix, people
from tests.security.world import World

LOGIN = ("login", "password", "next", "code", "credential", "name", "oldpassword", "password1", "password2", "action")
NAMES = re.compile(r"(?:GET|POST|FILES|parameters)(?:\.get|\.getlist)?[\[(]\s*f?\"([\w-]+)\"")
QUESTIONS = re.compile(r"question: (\w+)")
NASTY = [
    b"", b"\x00", b"a\x00b", b"\xff\xfe", b"\xed\xa0\x80", b"%", b"%00", b"..%2f..%2fetc/passwd", b"../../../etc/passwd", b"-1", b"0", b"1e999",
    b"NaN", b"99999999999999999999999999", b"2147483648", b"0001-01-01", b"9999-12-31", b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-14:00",
    b"2026-02-30", b"2026-11-23T09:00:00+01:00", b"stadhuis|9999-12-31T23:59:59-12:00", b"stadhuis|0001-01-01T00:00:00+14:00", b"ja", b"nee",
    b"on", b"<script>alert(1)</script>", b"\"'><img src=x onerror=alert(1)>", b"{{ 7*7 }}{% load %}", b"#import \"x\"", b"a" * 20_000,
    b"\xf0\x9f\x91\xa9" * 300,
    b"\r\nSet-Cookie: a=b", b"01a208b5-e29a-7472-bc6b-c3da5635091a", b"http://boos.example/", b"//boos.example", b"javascript:alert(1)",
    b"'; drop table x;--",
    b"naam@voorbeeld.example", b"naam@voorbeeld.example\nBcc: x@y.example", b"\xe2\x80\xae\xe2\x80\x8b", b"999993653", b"1 week", b"verlenen",
    b"weigeren",
]
ROLES = ("visitor", "owner", "parent", "organisation", "assisted", "behandelaar", "teamleider", "beheerder")
ODD = "onbekend-onderdeel"
KINDS = {"uuid": st.uuids(), "slug": st.sampled_from(["paspoort", "digid", "brp", "x", "lengte", "verhuizen", "-", "a" * 300]),
         "int": st.sampled_from([0, 1, 10**30]), "path": st.sampled_from(["x", "zaken/x", "zaken/%00", "openapi.yaml", "zaken//", "a" * 300])}


@dataclass(frozen=True)
class Request:
    role: str
    method: str
    path: str
    body: bytes


@cache
def names(module: str) -> tuple[str, ...]:
    """Every name that the view's module reads from a request; for the pages of an application also every question of the services."""
    path = ROOT / "src" / Path(*module.split(".")).with_suffix(".py")
    found = set(NAMES.findall(path.read_text())) if path.exists() else set()
    if module.startswith(("balie.portal.apply.form", "balie.portal.public.eligibility")):
        for service in sorted(Path(ROOT, "services").glob("*/service.yaml")):
            found |= set(QUESTIONS.findall(service.read_text()))
    return (*sorted(found), *LOGIN) if "login" in module else tuple(sorted(found | {"next", "q"}))


def values() -> st.SearchStrategy[bytes]:
    return st.sampled_from(NASTY) | st.binary(max_size=30) | st.text(max_size=30).map(lambda text: text.encode(errors="surrogatepass"))


def encoded(pairs) -> bytes:
    return "&".join(f"{name}={quote_from_bytes(value)}" for name, value in pairs).encode()


@st.composite
def requests(draw, world: World) -> Request:
    """A request at one of the routes, with its own object or with anything in the address; mostly of somebody who is let in."""
    route = draw(st.sampled_from(ways()))
    method = draw(st.sampled_from([method for method in matrix.METHODS if line(route)[method] != "nobody"] or ["get"]))
    role = draw(st.sampled_from([role for role in ROLES if matrix.wanted(line(route)[method], role) == "ja"] or ["visitor"]) | st.sampled_from(ROLES))
    pairs = draw(st.lists(st.tuples(st.sampled_from(names(route.module)), values()), min_size=draw(st.integers(0, 2)), max_size=8))
    path = matrix.address(world, route) if draw(st.integers(0, 3)) else draw(odd_address(route))
    if method == "get" and pairs:
        path += "?" + encoded(pairs).decode()
    return Request(role, method, path, encoded(pairs) if method == "post" else b"")


@cache
def ways() -> tuple[matrix.Route, ...]:
    """The routes, those with variable parts or something to fill in twice as often."""
    every = sorted(matrix.routes(), key=lambda each: each.key)
    return tuple(each for each in every if each.key in matrix.table()["routes"])


def line(route: matrix.Route) -> dict:
    return matrix.table()["routes"][route.key]


@st.composite
def odd_address(draw, route: matrix.Route) -> str:
    """The route's address with something else in its variable parts: a value of the right kind, or anything."""
    try:
        path = reverse(route.key, kwargs={name: ODD if each == "str" else draw(KINDS[each]) for name, each in route.parameters.items()})
    except NoReverseMatch:
        path = "/"
    return path.replace(ODD, quote_from_bytes(draw(values()), safe="")) + draw(st.sampled_from(["", "", "%00", "%ff", "..", "%0d%0a"]))


def send(world: World, request: Request):
    """The response; what it changed is undone. An error in a view gives a 500 here too, with what went wrong in `response.exc_info`."""
    with people.undone():
        browser = people.client(world, request.role, raise_request_exception=False)
        if request.method == "get":
            return browser.get(request.path)
        return browser.post(request.path, request.body, content_type="application/x-www-form-urlencoded")
