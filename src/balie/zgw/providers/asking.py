"""What a request points at that lies with another provider: asked there between two transactions, never within one.

A rule says what it needs (`things`). What was not asked yet ends the transaction of the request (`Needed`), which undoes all that it did and
holds no lock any more; the door (`between`) asks it, and runs the request again, now with the answers.
"""
from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from balie.zgw import contract
from balie.zgw.contract import meant
from balie.zgw.contract.shapes import component
from balie.zgw.providers import connections, roots
from balie.zgw.providers.client import Refused, Unreachable, Zgw

MOST = 100  # that one request may point at
SECONDS = 30.0  # after which nothing more is asked, of one with all that belongs to it or of all together
RELATIONS = {"zaken/zaken": ("zaakinformatieobjecten", "zaak"), "besluiten/besluiten": ("besluitinformatieobjecten", "besluit")}
GONE = "not_found"
NO_RELATION = "inconsistent-relation"
T = TypeVar("T")
Wanted = tuple[str, str]  # the address, and of what kind it should be
Collect = Callable[[Zgw, Mapping[str, Any]], dict[str, Any]]
_collects: dict[str, Collect] = {}


def collects(kind: str, collect: Collect) -> None:
    """What has to be read together with a thing of this kind."""
    _collects[kind] = collect


@dataclass(frozen=True)
class Thing:
    """What is there. `fault`: the code of why it is not what it should be, with its `reason`; empty when it is.

    `more`: what belongs to it and was read with it (`collects`). `gone`: the other side answers that there is no such thing.
    """

    url: str
    kind: str
    body: Mapping[str, Any] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    connection: str = ""
    fault: str = ""
    reason: str = ""
    gone: bool = False


class Needed(Exception):
    """The request needs to know what is at these addresses."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        super().__init__("asked elsewhere first")
        self.wanted = tuple(dict.fromkeys(wanted))


_answers: ContextVar[dict[Wanted, Thing] | None] = ContextVar("things_elsewhere", default=None)
_steps: ContextVar[list[Callable[[], None]]] = ContextVar("steps_elsewhere")


def things(wanted: Iterable[Wanted]) -> list[Thing]:
    """In that order. Raises `Needed` when they have to be asked first; outside a request (`between`) nothing is asked."""
    known, listed = _answers.get(), list(wanted)
    if known is not None and (missing := [each for each in listed if each not in known and lies_there(each[0])]):
        raise Needed(missing)
    return [(known or {}).get(each) or _unknown(*each) for each in listed]


def thing(url: str, kind: str) -> Thing:
    return things([(url, kind)])[0]


def relation(owner: str, kind: str, document: str) -> Thing:
    """Whether that zaak or besluit there has this document: no fault when it does. As `thing`."""
    return things([(f"{owner} {document}", kind)])[0]


def lies_there(url: str) -> bool:
    """Whether it lies under a root of somebody we are connected to."""
    return roots.of(url.partition(" ")[0]) is not None


def between(run: Callable[[], T]) -> T:
    """`run` is one transaction, and may run more than once."""
    answers: dict[Wanted, Thing] = {}
    steps: list[Callable[[], None]] = []
    token, steps_token, until = _answers.set(answers), _steps.set(steps), time.monotonic() + SECONDS
    try:
        while True:
            steps.clear()
            try:
                answer = run()
                for step in steps:
                    step()
                return answer
            except Needed as needed:
                for url, kind in needed.wanted:
                    too_much = len(answers) >= MOST or time.monotonic() > until
                    answers[url, kind] = _too_much(url, kind) if too_much else ask(url, kind)
    finally:
        _steps.reset(steps_token)
        _answers.reset(token)


def afterwards(step: Callable[[], None]) -> None:
    """When the transaction of this request has committed, and before it is answered: telling the other side, which may look whether it is so.

    What it raises is what the client is told; the step itself undoes what was committed. Only within a request.
    """
    _steps.get().append(step)


def ask(url: str, kind: str) -> Thing:
    """What is there now. Not to be called within a transaction."""
    url, _, document = url.partition(" ")
    root = roots.of(url)
    if root is None or "?" in url:
        return _unknown(url, kind)
    if root.api != kind.partition("/")[0]:
        return _other(url, kind)
    try:
        zgw = Zgw(connections.access_to(root.connection), until=time.monotonic() + SECONDS)
        if document:
            return _relation(zgw, url, kind, document)
        body = zgw.one(root.api, url)
        if not looks_like(body, kind, url):
            return _other(url, kind)
        return Thing(url, kind, body, _collects.get(kind, _nothing)(zgw, body), root.connection)
    except (Refused, Unreachable, connections.Unknown) as problem:
        reason, gone = "Dit adres bestaat niet, of wij krijgen daar nu geen antwoord.", GONE in getattr(problem, "codes", ())
        return Thing(url, kind, connection=root.connection, fault="bad-url", reason=reason, gone=gone)
    except (KeyError, TypeError, AttributeError, ValueError):  # what belongs to it has not the form of the standard
        return _other(url, kind)


def _relation(zgw: Zgw, owner: str, kind: str, document: str) -> Thing:
    path, name = RELATIONS[kind]
    found = zgw.all(kind.partition("/")[0], path, **{name: owner, "informatieobject": document})
    if any(same(each[name], owner) and same(each["informatieobject"], document) for each in found):
        return Thing(owner, kind)
    return Thing(owner, kind, fault=NO_RELATION, reason="Maak de relatie eerst bij de zaak of het besluit.")


def same(one: str, other: str) -> bool:
    """Two addresses of one thing: a provider may be known by more than one host name, and an id is of one thing alone."""
    return urlsplit(one).path == urlsplit(other).path


def looks_like(body: Any, kind: str, url: str) -> bool:
    """It says that it is at this address, and has what every such thing has by the standard, in whichever version."""
    return isinstance(body, dict) and isinstance(url, str) and body.get("url") == url and all(name in body for name in _always(kind))


def recognised(body: Any, kind: str, url: str, *, beside: str = "") -> Any:
    """The body, when it is such a thing. `beside`: of the same provider as what is at this address, so that nobody says what others have, or we.

    Raises `ValueError`.
    """
    if not looks_like(body, kind, url) or (beside and (roots.of(url) is None or roots.of(url) != roots.of(beside))):
        raise ValueError(kind)
    return body


@cache
def _always(kind: str) -> frozenset[str]:
    """What a client must send to make one, and is shown always: what the server adds differs by version."""
    api, _, path = kind.partition("/")
    operations, one = contract.load(api).operations, path.replace("*", "{zaak_uuid}")
    name_of = operations["POST", f"/{one}"].body["application/json"]
    made, optional = component(api, name_of).shape, meant.OPTIONAL.get((api, name_of), frozenset())
    read = component(api, operations["GET", f"/{one}/{{uuid}}"].response).shape
    return frozenset(name for name in made.required if name in read.required and not made.properties[name].shape.read_only) - optional


def _nothing(zgw: Zgw, body: Mapping[str, Any]) -> dict[str, Any]:
    return {}


def _unknown(url: str, kind: str) -> Thing:
    return Thing(url, kind, fault="bad-url", reason="Dit adres bestaat niet, of wij kunnen er niet bij.")


def _too_much(url: str, kind: str) -> Thing:
    return Thing(url, kind, fault="bad-url", reason="Er staan te veel adressen van andere systemen in één vraag, of wij moeten te lang wachten.")


def _other(url: str, kind: str) -> Thing:
    return Thing(url, kind, fault="invalid-resource", reason="Dit adres wijst naar iets anders dan hier hoort.")
