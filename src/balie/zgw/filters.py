"""Query parameters as conditions. What a parameter is called says what it does: `startdatum__gte` is the attribute and a lookup of it.

A resource declares only those that are no attribute of its own (`Resource.filters`); a test holds both against the contract.
"""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from balie.zgw.errors import Invalid, InvalidParam
from balie.zgw.fields import Field, Group, Json, Ref, value_of
from balie.zgw.references import id_of
from balie.zgw.resources import Resource

LOOKUPS = ("", "in", "gt", "gte", "lt", "lte", "isnull", "icontains", "contains")
ABOUT_THE_ANSWER = ("page", "pageSize", "page_size", "expand", "ordering", "fields")  # these filter nothing
NOTHING = Q(pk__in=[])


def conditions(resource: Resource, given: Mapping[str, Any]) -> list[Q]:
    """Of all parameters that were given. Raises `Invalid` with every value that is no value of its attribute."""
    found, wrong = [], []
    for name, value in given.items():
        if name in ABOUT_THE_ANSWER:
            continue
        try:
            found.append(_condition(resource, name, value))
        except (ValueError, OverflowError):
            wrong.append(InvalidParam(name, "invalid", "Dit is geen geldige waarde."))
    if wrong:
        raise Invalid(wrong)
    if resource.always:
        found.append(resource.always(given))
    return found


def _condition(resource: Resource, name: str, value: Any) -> Q:
    if own := resource.filters.get(name):
        return own(value)
    each, lookup = attribute(resource, name)
    if each is None:
        raise LookupError(f"{resource.kind} has no filter for {name}")
    if isinstance(each, Ref):
        return of_ref(each, lookup, value)
    column = resource.column(each.name)
    if lookup == "isnull":
        return Q(**{f"{each.name}__isnull": value})
    if lookup == "in":
        return Q(**{f"{each.name}__in": [as_column(column, one) for one in value]})
    return Q(**{f"{each.name}__{lookup}" if lookup else each.name: as_column(column, value)})


def attribute(resource: Resource, name: str) -> tuple[Field | None, str]:
    """The field and lookup that a parameter names; also of an attribute within a group (`verlenging__duur`)."""
    head, _, lookup = name.partition("__")
    each = resource.by_wire.get(head)
    if isinstance(each, Group):
        inner, _, lookup = lookup.partition("__")
        each = next((one for one in each.inner if one.wire == inner), None)
    if each is None or lookup not in LOOKUPS or type(each) not in (Field, Ref) or isinstance(each, Json):
        return None, ""
    return each, lookup


def of_ref(each: Ref, lookup: str, value: Any) -> Q:
    if lookup == "in":
        return Q(**{f"{each.name}_id__in": [key for one in value if (key := id_of(one, each.kind))]})
    if lookup == "isnull":
        return Q(**{f"{each.name}__isnull": value})
    key = id_of(value, each.kind)
    return Q(**{f"{each.name}_id": key}) if key else NOTHING


def as_column(column: models.Field, value: Any) -> Any:
    """Raises `ValueError`. Dates stand as plain text in parts of the standard."""
    if isinstance(column, models.DateField) and not isinstance(value, date):
        return value_of(column, str(value))
    return value
