"""Which rows a client may see or change: its autorisaties as a condition of the query, so that lists, searches and counts keep to it too."""
from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q

from balie.zgw.autorisaties.tokens import Client
from balie.zgw.fields import Row
from balie.zgw.references import id_of
from balie.zgw.resources import Resource
from balie.zgw.rows import reader

Scopes = frozenset[str]


def visible(resource: Resource, client: Client, scopes: Scopes) -> Q:
    """A condition that holds for the rows on which the client has one of the scopes."""
    return _by_type(resource, client, scopes) & (Q(**{resource.access.ready: True}) if _only_ready(resource, client) else Q())


def _only_ready(resource: Resource, client: Client) -> bool:
    return client.only_published and bool(resource.access.ready)


def _by_type(resource: Resource, client: Client, scopes: Scopes) -> Q:
    access = resource.access
    limits = client.limits(access.component, scopes)
    if limits.all or not access.type:
        return Q()
    by_levels: dict[frozenset[str] | None, list[UUID]] = {}
    for url, levels in limits.by_type.items():
        if key := id_of(url, access.kind):
            by_levels.setdefault(levels, []).append(key)
    if not by_levels:
        return Q(pk__in=[])
    return reduce(or_, (_of(access, levels, keys) for levels, keys in by_levels.items()))


def _of(access: Any, levels: frozenset[str] | None, keys: list[UUID]) -> Q:
    which = Q(**{f"{access.type}__in": keys})
    return which & Q(**{f"{access.level}__in": sorted(levels)}) if levels is not None and access.level else which


def sees(resource: Resource, client: Client, scopes: Scopes, row: Row) -> bool:
    """The same for a row that was read already."""
    found = reader(resource.kind)
    if _only_ready(resource, client) and found.value(row, "access_ready") is not True:
        return False
    return allowed(resource, client, scopes, found.value(row, "access_type"), found.value(row, "access_level"))


def allowed(resource: Resource, client: Client, scopes: Scopes, type_id: UUID | str | None, level: str | None) -> bool:
    """The same for what is about to be made: its type and confidentiality."""
    access = resource.access
    limits = client.limits(access.component, scopes)
    if limits.all or not access.type:
        return True
    if type_id is None:
        return False
    return any(limits.allow(url, level) for url in limits.by_type if str(id_of(url, access.kind)) == str(type_id))
