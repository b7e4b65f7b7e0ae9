"""What an API serves: a `Resource` for each collection, declared by the room that owns its table and found here by its kind.

Generic code (`reading`, `writing`) does what all resources have in common; what is particular stands in the declaration: fields, filters,
and rules by their number in the standard. To add a resource: declare it in the room's `zgw` package and `register` it in that room's
`ready()`. `api/zgw` then serves every operation that the contract has for its path.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from balie.zgw.fields import Field

if TYPE_CHECKING:
    from balie.zgw.drafts import Draft

Filter = Callable[[Any], Q]
Rule = Callable[["Draft"], None]


class UnknownResource(LookupError):
    """Nothing is registered under that kind."""


@dataclass(frozen=True)
class Access:
    """By which columns a client's autorisaties are held against a row: the type's id, and how confidential it is.

    `kind` is what the autorisatie names (`"catalogi/zaaktypen"`). Without `type` a scope alone is enough. `ready`: a column that must be true
    for who has alleenIsGereedVoorPublicatie.
    """

    component: str
    type: str = ""
    kind: str = ""
    level: str = ""
    ready: str = ""


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One collection of one API.

    `path`: `"statussen"`, or `"zaken/*/zaakeigenschappen"` where `parent="zaak_id"` is the column of the star.
    `main`: the foreign key to what it is part of, whose audit trail and kanaal it is in; empty when it is that itself.
    `kenmerken`: wire names, of the main resource, that subscribers filter on.
    `always`: a condition of every list, made of the query parameters that were given. `only`: rows outside it are not there for any client.
    Writing goes: fields are taken, `defaults` fill in, rights are held against it, `allow` (raises `Forbidden`), `rules` (each adds to
    `draft.errors`), `save`, `after`. Destroying goes: rights, `may_go` (adds to `draft.errors` or raises), `destroy`.
    `load`: what is read with a row that is changed, as in `select_related`.
    `gather(reader, rows, links)`: reads at once, for all rows of an answer, what lies outside the table, into `links.known`.
    `tally`: a table with `aantal` by the columns of `access` and the month (`maand`) of the ids; `tally_by`: the query parameters that it can
    be asked for as well; `tally_months`: attributes that are a day, and the column of the tally with the month of that day.
    `variant`: the column that says which variant of its schema a row is, for a PATCH that does not name it.
    `recorded`: what of a row as it is shown goes into the audit trail, when that is not all of it.
    """

    api: str
    path: str
    name: str
    schema: str
    model: type[models.Model]
    fields: tuple[Field, ...]
    access: Access
    parent: str = ""
    main: str = ""
    kanaal: str = ""
    kenmerken: tuple[str, ...] = ()
    label: Callable[[models.Model], str] = lambda row: ""
    order: tuple[str, ...] = ("-id",)
    filters: Mapping[str, Filter] = field(default_factory=dict)
    always: Callable[[Mapping[str, Any]], Q] | None = None
    only: Q = Q()
    defaults: tuple[Rule, ...] = ()
    rules: tuple[Rule, ...] = ()
    allow: tuple[Rule, ...] = ()
    save: Callable[[Draft], models.Model] | None = None
    after: tuple[Callable[[Draft, models.Model], None], ...] = ()
    may_go: tuple[Rule, ...] = ()
    destroy: Callable[[Draft], None] | None = None
    load: tuple[str, ...] = ()
    gather: Callable[[Any, Any, Any], None] | None = None
    recorded: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    tally: type[models.Model] | None = None
    tally_by: frozenset[str] = frozenset()
    tally_months: Mapping[str, str] = field(default_factory=dict)
    variant: str = ""

    @property
    def kind(self) -> str:
        return f"{self.api}/{self.path}"

    @cached_property
    def by_wire(self) -> Mapping[str, Field]:
        return {each.wire: each for each in self.fields}

    @cached_property
    def _columns(self) -> Mapping[str, models.Field]:
        return {each.name: each for each in self.model._meta.concrete_fields}

    def column(self, name: str) -> models.Field:
        return self._columns[name]

    @property
    def main_resource(self) -> Resource:
        if not self.main:
            return self
        return of_model(self.model._meta.get_field(self.main).related_model)


_by_kind: dict[str, Resource] = {}


def register(*resources: Resource) -> None:
    for each in resources:
        _by_kind[each.kind] = each


def of_kind(kind: str) -> Resource:
    """Raises `UnknownResource`."""
    try:
        return _by_kind[kind]
    except KeyError:
        raise UnknownResource(kind) from None


def of_model(model: type[models.Model]) -> Resource:
    """The first that was registered of this table."""
    for each in _by_kind.values():
        if each.model is model:
            return each
    raise UnknownResource(model.__name__)


def all_of(api: str) -> list[Resource]:
    return [each for each in _by_kind.values() if each.api == api]
