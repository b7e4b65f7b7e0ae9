"""Taking over what another provider has, as it was there: with its id, its moments, its archive dates, whatever a client may set today.

A resource says with `as_it_was` what of it is taken that no client sets, and what must be right nevertheless. `take` makes the row, by the same
fields and in the same way as a client's POST, with a line in the audit trail (`note`, begun with `NOTE`) and without telling subscribers. What
another provider shows as empty (`""`, null, a group of blanks) is absent where the standard does not let a client send it so.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import DatabaseError, DataError, IntegrityError, models, transaction

from balie.zgw import changes, contract, rows, writing
from balie.zgw.drafts import Draft
from balie.zgw.errors import NOWHERE, Invalid, InvalidParam
from balie.zgw.fields import Field, value_of
from balie.zgw.models import Wijziging
from balie.zgw.references import Links
from balie.zgw.resources import Resource, Rule

NOTE = "Overgenomen uit"  # so begins the toelichting of every line in the audit trail that came of this


def as_it_was(
    resource: Resource, *, also: Iterable[str] = (), defaults: tuple[Rule, ...] = (), rules: tuple[Rule, ...] = (),
    save: Callable[[Draft], models.Model] = writing.save, after: tuple[Callable[[Draft, models.Model], None], ...] = (),
) -> Resource:
    """The same resource for what comes from elsewhere. `also`: attributes, by wire name, that are taken although no client may set them."""
    opened = set(also)
    fields = tuple(replace(each, read_only=False) if each.wire in opened else each for each in resource.fields)
    return replace(resource, fields=fields, defaults=defaults, allow=(), rules=rules, save=save, after=after)


def take(resource: Resource, key: UUID, body: Mapping[str, Any], *, links: Links, note: str, parent: UUID | None = None) -> None:
    """Make the row. `body`: as the other provider shows it, with addresses of ours. Raises `Invalid`, and then nothing of it was made."""
    cleaned, wrong = checked(resource, body)
    try:
        with transaction.atomic():
            writing.create(
                resource, client=None, scopes=frozenset(), links=links, body=cleaned, parent=parent, note=note, wrong=wrong, key=key, told=False,
            )
    except (IntegrityError, DataError) as error:
        raise clash(error) from None


def changed(resource: Resource, row: models.Model, body: Mapping[str, Any], *, links: Links) -> Draft:
    """What of the row would be different if it were as the body says; see `differences`. Raises `Invalid`."""
    cleaned, wrong = checked(resource, body)
    draft = Draft(resource, None, links, cleaned, old=row, errors=list(wrong))
    draft.take()
    for rule in resource.defaults:
        rule(draft)
    if draft.errors:
        raise Invalid(draft.errors)
    return draft


def differences(draft: Draft) -> list[str]:
    """Columns."""
    return sorted(name for name in draft.values if draft.changes(name))


def follow(draft: Draft, *, note: str) -> None:
    """The row becomes what the draft of `changed` says. On record, and no subscriber is told."""
    row, resource = draft.old, draft.resource
    (before,) = rows.shown(resource, [row.pk], draft.links)
    names = differences(draft)
    for name in names:
        setattr(row, name, draft.values[name])
    row.save(update_fields=names)
    (now,) = rows.shown(resource, [row.pk], draft.links)
    changes.record(resource, row, "update", links=draft.links, old=before, new=now, note=note, told=False)


def touched(main_id: UUID) -> bool:
    """Whether anything was done to it, or to a part of it, beside taking it over."""
    return Wijziging.objects.filter(hoofd_id=main_id, forgotten=False).exclude(toelichting__startswith=NOTE).exists()


def checked(resource: Resource, body: Mapping[str, Any]) -> tuple[dict[str, Any], list[InvalidParam]]:
    """What is taken of a body, and what is wrong with its form. An older provider may lack a text that is required today."""
    api = contract.load(resource.api)
    schema = api.by_id[f"{resource.name}_create"].body["application/json"]
    cleaned, wrong = contract.check(api, schema, dict(body))
    for_clients = cleaned.keys()
    if wrong:
        cleaned, wrong = contract.check(api, schema, _without_empty(body, [each.name for each in wrong]))
        wrong = [each for each in wrong if each.code != "required" or not _may_lack(resource, each.name)]
    for each in resource.fields:  # the contract has taken out what no client sets
        if not each.read_only and type(each) is Field and body.get(each.wire) not in (None, "") and each.wire not in for_clients:
            cleaned[each.wire] = body[each.wire]
            wrong += _unfit(resource, each, body[each.wire])
    return cleaned, wrong


def _without_empty(body: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Without what is empty on the way to each of those names (`betrokkeneIdentificatie.verblijfsadres.postcode`)."""
    made = deepcopy(dict(body))
    for name in names:
        at: Any = made
        for step in name.split("."):
            step = int(step) if isinstance(at, list) and step.isdigit() else step
            if not isinstance(at, dict | list) or (step not in at if isinstance(at, dict) else step not in range(len(at))):
                break
            if isinstance(at, dict) and is_empty(at[step]):
                del at[step]
                break
            at = at[step]
    return made


def _may_lack(resource: Resource, wire: str) -> bool:
    each = resource.by_wire.get(wire)
    if type(each) is not Field:
        return False
    column = resource.column(each.name)
    return column.null or (isinstance(column, models.CharField | models.TextField) and not column.choices)


def is_empty(value: Any) -> bool:
    """A group of blanks is empty too, and what is not counted or not the case says nothing."""
    if isinstance(value, Mapping):
        return all(is_empty(each) for each in value.values())
    return value in (None, "", [], False)


def _unfit(resource: Resource, each: Field, value: Any) -> list[InvalidParam]:
    column = resource.column(each.name)
    try:
        value_of(column, value)
        fits = isinstance(value, bool if isinstance(column, models.BooleanField) else str)
    except (ValueError, TypeError):
        fits = False
    return [] if fits else [InvalidParam(each.wire, "invalid", "Dit heeft niet de vorm die de standaard voorschrijft.")]


def clash(error: DatabaseError) -> Invalid:
    """With the name of the rule, never with the values."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    said = f"Dit botst met wat hier al is ({name})." if name else "Dit past hier niet."
    return Invalid([InvalidParam(NOWHERE, "conflict", said)])


__all__ = ["NOTE", "as_it_was", "changed", "checked", "clash", "differences", "follow", "is_empty", "take", "touched"]
