"""What the processes keep in memory: the heads of the services on offer (a few seconds) and published versions (for ever).

A version never changes, so its definition and plan can be kept by id. Which version is current and what a municipality overlaid
does change: that is read again after `FRESH_SECONDS`, and at once in the process that changed it. A service that is new is found
everywhere at once.
"""

import threading
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from balie.catalogue.models import ServiceVersion
from balie.catalogue.rules import content_hash
from balie.catalogue.views import UnknownService
from balie.forms.public import Plan, ServiceDefinition, compile_plan, definition_of
from balie.kernel import tenancy

FRESH_SECONDS = 5.0
Made = TypeVar("Made")


@dataclass(frozen=True)
class Head:
    """The current version of a service on offer."""

    slug: str
    version_id: UUID
    number: int
    content_hash: str
    overlay: dict = field(hash=False)


@dataclass
class _Shelf:
    heads: dict[str, Head]
    read_at: float
    gathered: bool = False
    made: dict[Hashable, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.digests = {head.version_id: head.content_hash for head in self.heads.values()}


_shelves: dict[int, _Shelf] = {}


def heads() -> dict[str, Head]:
    """Slug → head, of this municipality. At most one query."""
    return _fresh().heads


def gathered() -> dict[str, Head]:
    """The same, for who needs what is published of all of them: one query more for everything that is not in memory."""
    return _gathered().heads


def once(key: Hashable, make: Callable[[Mapping[str, Head]], Made]) -> Made:
    """What `make` makes of these heads and nothing else, the same for every visitor: made once for as long as the heads stay the same."""
    shelf = _gathered()
    if key not in shelf.made:
        shelf.made[key] = make(shelf.heads)
    return shelf.made[key]


def _fresh() -> _Shelf:
    gemeente_id = tenancy.current_id()
    shelf = _shelves.get(gemeente_id)
    if shelf is None or time.monotonic() - shelf.read_at > FRESH_SECONDS:
        found, now = _read(), time.monotonic()
        if shelf is not None and shelf.heads == found:
            shelf.read_at = now  # what was made of them stays
        else:
            _shelves[gemeente_id] = shelf = _Shelf(found, now)
    return shelf


def _gathered() -> _Shelf:
    shelf = _fresh()
    if not shelf.gathered:
        missing = [head.version_id for head in shelf.heads.values() if not _contents(head.content_hash).definitions]
        if missing:
            with _transaction():
                for files in ServiceVersion.objects.filter(pk__in=missing).values_list("files", flat=True).iterator(chunk_size=50):
                    kept(files)
        shelf.gathered = True
    return shelf


def head(slug: str) -> Head:
    """The head of one service. One that is not on the shelf may have been published a moment ago by another process: look again."""
    found = heads().get(slug)
    if found is None:
        forget(tenancy.current_id())
        found = heads().get(slug)
    if found is None:
        raise UnknownService(slug)
    return found


def forget(gemeente_id: int) -> None:
    """Something was published or changed there. The scope may already have been left: a commit comes after it."""
    _shelves.pop(gemeente_id, None)


def _read() -> dict[str, Head]:
    with _transaction():
        return _newest()


def _newest() -> dict[str, Head]:
    newest = ServiceVersion.objects.filter(service__on_offer=True).order_by("service", "-number").distinct("service")
    rows = newest.values_list("service__slug", "pk", "number", "content_hash", "service__overlay")
    return {slug: Head(slug, pk, number, digest, overlay) for slug, pk, number, digest, overlay in sorted(rows, key=lambda row: row[0])}


def _transaction():
    """Outside a transaction the database shows no rows of anybody, and remembering that would hide the services."""
    return transaction.atomic(savepoint=False)


def definition(version_id: UUID, language: str = "nl") -> ServiceDefinition:
    """The definition as published, without overlay."""
    return _content(version_id).definition(language)


def plan(version_id: UUID, language: str = "nl") -> Plan:
    return _content(version_id).plan(language)


class Content:
    """What was published, whoever published it: thirty municipalities with the same standard service share one definition and one plan."""

    def __init__(self) -> None:
        self.definitions: dict[str, ServiceDefinition] = {}
        self.plans: dict[str, Plan] = {}
        self.lock = threading.RLock()  # the first visitors come all at once: one thread reads, the others wait for it

    def read(self, files: Mapping[str, str]) -> ServiceDefinition:
        with self.lock:
            if "nl" not in self.definitions:
                self.definitions["nl"] = definition_of(files)
        return self.definitions["nl"]

    def definition(self, language: str) -> ServiceDefinition:
        if language not in self.definitions:
            with self.lock:
                if language not in self.definitions:
                    self.definitions[language] = self.definitions["nl"].in_language(language)
        return self.definitions[language]

    def plan(self, language: str) -> Plan:
        if language not in self.plans:
            with self.lock:
                if language not in self.plans:
                    self.plans[language] = compile_plan(self.definition(language))
        return self.plans[language]


def kept(files: Mapping[str, str]) -> ServiceDefinition:
    """The definition of these files, read once per process. Raises DefinitionError."""
    return _contents(content_hash(files)).read(files)


def _content(version_id: UUID) -> Content:
    gemeente_id = tenancy.current_id()
    shelf = _shelves.get(gemeente_id)
    digest = shelf.digests.get(version_id) if shelf else None
    content = _contents(digest or _digest(gemeente_id, version_id))
    if not content.definitions:
        content.read(_of_version(version_id, "files"))
    return content


# the municipality is part of the key: another's version is unknown here, also when what it holds is in memory
@lru_cache(maxsize=50_000)
def _digest(gemeente_id: int, version_id: UUID) -> str:
    return _of_version(version_id, "content_hash")


@lru_cache(maxsize=1024)
def _contents(digest: str) -> Content:
    return Content()


def _of_version(version_id: UUID, field: str) -> Any:
    with _transaction():
        found = ServiceVersion.objects.filter(pk=version_id).values_list(field, flat=True).first()
    if found is None:
        raise UnknownService(str(version_id))
    return found
