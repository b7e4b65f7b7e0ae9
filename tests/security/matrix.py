"""Every route, tried by everybody: what each role gets, what it should get (routes.yaml), and whether a refused answer tells anything."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.security import people
from tests.security.world import World

TABLE = Path(__file__).with_name("routes.yaml")
METHODS = ("get", "post")
CLOSED = {"login", "werk", "tweede stap", "403", "404", "405"}
SEE_ZAKEN = ("behandelaar", "other_team", "balie", "teamleider")


@dataclass(frozen=True)
class Route:
    """`key`: namespace and name, or the pattern when it has no name. `parameters`: name → uuid, slug, str, int. `module`: where its view is."""

    key: str
    parameters: dict[str, str]
    module: str


def routes(patterns=None, namespace: str = "", before: str = "", given: dict[str, str] | None = None) -> Iterator[Route]:
    """All routes of the installation."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        here, own = before + str(one.pattern), {**(given or {}), **{name: kind_of(each) for name, each in one.pattern.converters.items()}}
        if isinstance(one, URLResolver):
            space = ":".join(filter(None, [namespace, one.namespace or ""]))
            yield from routes(one.url_patterns, space, here, own)
        elif isinstance(one, URLPattern):
            yield Route(":".join(filter(None, [namespace, one.name])) if one.name else here, own, one.callback.__module__)


def kind_of(converter) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


@cache
def table() -> dict:
    return yaml.safe_load(TABLE.read_text())


def unlisted() -> list[str]:
    """Routes that the table does not have, lines of the table without a route, and names that two routes share."""
    known, listed = [route.key for route in routes()], set(table()["routes"])
    return [f"{key} is not in routes.yaml" for key in sorted(set(known) - listed)] + \
        [f"{key} in routes.yaml is no route" for key in sorted(listed - set(known))] + \
        [f"{key} is the name of two routes" for key in sorted({key for key in known if known.count(key) > 1})]


def wanted(policy: str, role: str) -> str:
    """What this role should get under this policy of the table."""
    rule = table()["policies"][policy]
    return str(rule.get(role, rule.get("rest")))


def address(world: World, route: Route) -> str:
    """The route's address with the objects of the resident in it."""
    given = table()["routes"][route.key].get("with", {})
    return reverse(route.key, kwargs={name: world.objects.get(given[name], given[name]) for name in route.parameters})


def outcome(response) -> str:
    """In one word: "ja" when the page let somebody in, also to say that what was typed is wrong."""
    code = response.status_code
    if code in (301, 302, 303):
        target = urlsplit(response.headers["Location"])
        if target.path == "/inloggen/":
            return "login"
        if target.path == "/werk/inloggen/":
            return "werk"
        return "tweede stap" if target.path == "/werk/inloggen/tweede-stap/" else "ja"
    return str(code) if str(code) in CLOSED or (code >= 500 and code != 503) else "ja"


def may_read(role: str, key: str) -> bool:
    """Whether what the resident typed may stand in answers to this role here, also when the page says no to what was sent."""
    return role in ("owner", "assisted") or (key.startswith("workspace:") and role in SEE_ZAKEN)


def told(world: World, response) -> list[str]:
    """What of the resident stands in this answer: body and headers."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode(errors="replace") + "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return [secret for secret in world.secrets if secret in text]


def visits(world: World, browser: Client, role: str, route: Route) -> Iterator[tuple[str, object]]:
    """(method, response) of this role at this route; what it changed is undone."""
    for method in METHODS:
        with people.undone():
            people.opened_anew(browser, world, role)
            data = table()["routes"][route.key].get("data", {}) if method == "post" else {}
            yield method, getattr(browser, method)(address(world, route), data)


def findings(world: World, *, only: str = "", roles=people.ROLES) -> list[str]:
    """What is not as the table says, and every leak. Empty when all is well. `only`: keys that begin so."""
    found, browsers = [], {role: people.client(world, role, raise_request_exception=False) for role in roles}
    for route in routes():
        line = table()["routes"].get(route.key)
        if line is None or not route.key.startswith(only):
            continue
        for role in roles:
            for method, response in visits(world, browsers[role], role, route):
                got, should = outcome(response), wanted(line[method], role)
                own_link = set(line.get("with", {}).values())
                allowed = may_read(role, route.key) or (got == "ja" and role in line.get("shown_to", ()))
                leaked = [] if allowed else told(world, response)
                leaked = [each for each in leaked if each not in [world.objects.get(name) for name in own_link]]
                if got != should:
                    found.append(f"{method.upper()} {route.key} as {role}: {got}, should be {should}")
                if leaked:
                    found.append(f"{method.upper()} {route.key} as {role} ({got}) tells {leaked}")
    return found
