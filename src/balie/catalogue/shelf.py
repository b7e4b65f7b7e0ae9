"""What the processes keep in memory: the heads of the services on offer (a few seconds) and published versions (for ever).

A version never changes, so its definition and plan can be kept by id. Which version is current and what a municipality overlaid
does change: that is read again after `FRESH_SECONDS`, and at once in the process that changed it. A service that is new is found
everywhere at once.
"""

import time
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from django.db import transaction

from balie.catalogue.models import ServiceVersion
from balie.catalogue.views import UnknownService
from balie.forms.public import Plan, ServiceDefinition, compile_plan
from balie.kernel import tenancy

FRESH_SECONDS = 5.0


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


_shelves: dict[int, _Shelf] = {}


def heads() -> dict[str, Head]:
    """Slug → head, of this municipality. At most one query."""
    gemeente_id = tenancy.current_id()
    shelf = _shelves.get(gemeente_id)
    if shelf is None or time.monotonic() - shelf.read_at > FRESH_SECONDS:
        _shelves[gemeente_id] = shelf = _Shelf(_read(), time.monotonic())
    return shelf.heads


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
    return _definition(tenancy.current_id(), version_id, language)


def plan(version_id: UUID, language: str = "nl") -> Plan:
    return _plan(tenancy.current_id(), version_id, language)


# the municipality is part of the key: another's version is unknown here, also when it is in memory
@lru_cache(maxsize=512)
def _definition(gemeente_id: int, version_id: UUID, language: str) -> ServiceDefinition:
    if language != "nl":
        return _definition(gemeente_id, version_id, "nl").in_language(language)
    with _transaction():
        files = ServiceVersion.objects.filter(pk=version_id).values_list("files", flat=True).first()
    if files is None:
        raise UnknownService(str(version_id))
    return _shared_definition(tuple(sorted(files.items())))


@lru_cache(maxsize=512)
def _plan(gemeente_id: int, version_id: UUID, language: str) -> Plan:
    return compile_plan(_definition(gemeente_id, version_id, language))


@lru_cache(maxsize=256)
def _shared_definition(files: tuple[tuple[str, str], ...]) -> ServiceDefinition:
    # thirty municipalities with the same standard service share one definition
    return ServiceDefinition.from_json({"files": dict(files)})
