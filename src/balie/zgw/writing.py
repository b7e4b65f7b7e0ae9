"""Making, changing and destroying a row of a resource on behalf of a client: one verb each, all mistakes at once, recorded with what it was before.

They run in the transaction of the request. What is written is locked with the thing it is part of (a status with its zaak), so that changes
of one zaak follow each other, and so do their notifications.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models, transaction

from balie.zgw import changes, quick, rows
from balie.zgw.access import Scopes, allowed, sees
from balie.zgw.autorisaties.tokens import Client
from balie.zgw.drafts import Draft
from balie.zgw.errors import Forbidden, Invalid, InvalidParam, NotFound
from balie.zgw.references import Links
from balie.zgw.resources import Resource


@transaction.atomic(savepoint=False)
def create(
    resource: Resource, *, client: Client | None, scopes: Scopes, links: Links, body: Mapping[str, Any], parent: UUID | None = None,
    note: str = "", wrong: Sequence[InvalidParam] = (), key: UUID | None = None, told: bool = True,
) -> tuple[UUID, dict[str, Any]]:
    """Returns the id, and how it is shown. `client` None: Balie itself, whom no rights limit. `wrong`: mistakes of form that were found before.
    `key`: the id that it had elsewhere; see `as_it_was`. `told` False: on record, and no subscriber hears of it. Raises `Invalid` or `Forbidden`.
    """
    draft = Draft(resource, client, links, body, parent=parent, scopes=scopes, errors=list(wrong), values={"id": key} if key else {})
    row, new = _written(draft)
    changes.record(resource, row, "create", client=client, links=links, new=new, note=note, told=told)
    return row.pk, new


@transaction.atomic(savepoint=False)
def update(
    resource: Resource, key: UUID, *, client: Client, scopes: Scopes, links: Links, body: Mapping[str, Any], partial: bool,
    parent: UUID | None = None, note: str = "", wrong: Sequence[InvalidParam] = (),
) -> dict[str, Any]:
    """Returns how it is shown. Raises `Invalid`, `Forbidden` or `NotFound`."""
    old, before = _held(resource, key, client, scopes, links, parent)
    row, new = _written(Draft(resource, client, links, body, old=old, partial=partial, parent=parent, scopes=scopes, errors=list(wrong)))
    changes.record(resource, row, "partial_update" if partial else "update", client=client, links=links, old=before, new=new, note=note)
    return new


@transaction.atomic(savepoint=False)
def destroy(
    resource: Resource, key: UUID, *, client: Client, scopes: Scopes, links: Links, parent: UUID | None = None, note: str = "",
) -> None:
    """Raises `Invalid`, `Forbidden` or `NotFound`."""
    old, before = _held(resource, key, client, scopes, links, parent)
    draft = Draft(resource, client, links, {}, old=old, partial=True, parent=parent, scopes=scopes)
    for rule in resource.may_go:
        rule(draft)
    if draft.errors:
        raise Invalid(draft.errors)
    changes.record(resource, old, "destroy", client=client, links=links, old=before, note=note)
    if resource.destroy:
        resource.destroy(draft)
    else:
        old.delete()


def _written(draft: Draft) -> tuple[models.Model, dict[str, Any]]:
    """The row with what the draft holds in it, and how it is shown."""
    draft.take()
    _check(draft)
    row = (draft.resource.save or save)(draft)
    for step in draft.resource.after:
        step(draft, row)
    (new,) = rows.shown(draft.resource, [row.pk], draft.links)
    return row, new


def _held(
    resource: Resource, key: UUID, client: Client, scopes: Scopes, links: Links, parent: UUID | None,
) -> tuple[models.Model, dict[str, Any]]:
    """The row, locked, and how it looks before."""
    select = resource.model.objects.filter(pk=key)
    if parent is not None:
        select = select.filter(**{resource.parent: parent})
    if resource.main:  # first what it is part of, as everything does that writes there
        main = resource.model._meta.get_field(resource.main).related_model
        list(main.objects.select_for_update(no_key=True).filter(pk__in=select.values(f"{resource.main}_id")).values_list("pk"))
    # without names select_related would join everything, as it was before the row was held
    row = select.select_related(*resource.load or (None,)).select_for_update(of=("self",), no_key=True).first()
    found = rows.reader(resource.kind)
    raw = found.rows([key]) if row is not None else []
    if not raw:
        raise NotFound
    if not sees(resource, client, scopes, raw[0]):
        raise Forbidden
    return row, found.shown(raw[0], links)


def _check(draft: Draft) -> None:
    """What is not allowed is said before what is wrong: nobody learns by trying what they may not see."""
    resource = draft.resource
    for rule in resource.defaults:
        rule(draft)
    if draft.is_new:
        _within_rights(draft)
    for rule in resource.allow:
        rule(draft)
    for rule in resource.rules:
        rule(draft)
    if draft.errors:
        raise Invalid(draft.errors)


def _within_rights(draft: Draft) -> None:
    """Raises `Forbidden` when the client may not make this for its type and confidentiality."""
    access = draft.resource.access
    if draft.client is None or not access.type or draft.client.limits(access.component, draft.scopes).all:
        return
    kind = draft.value_at(access.type)
    if kind is not None and not allowed(draft.resource, draft.client, draft.scopes, kind, draft.value_at(access.level) if access.level else None):
        raise Forbidden


def save(draft: Draft) -> models.Model:
    """The row with its new values; only columns that were given are written."""
    if draft.old is None:
        row = draft.resource.model(**draft.values)
        quick.insert(row)
        return row
    for name, value in draft.values.items():
        setattr(draft.old, name, value)
    if draft.values:
        draft.old.save(update_fields=list(draft.values))
    return draft.old
