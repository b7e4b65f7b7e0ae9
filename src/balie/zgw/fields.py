"""How one attribute of the standard becomes JSON and comes back. A resource is a list of these (`resources.py`).

Each field selects expressions (`selected`), shows a value made of them (`shown`), and takes what a client sent (`taken`). Wire names are
the standard's; the column is that name in snake_case, unless a field says otherwise. What the model knows by default (a `TenantForeignKey`
is a `Ref`, a date a date) is made by `plain_fields`.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef

from balie.zgw.contract import formats
from balie.zgw.references import Links, id_of

if TYPE_CHECKING:
    from balie.zgw.drafts import Draft
    from balie.zgw.resources import Resource

Row = tuple[Any, ...]
Show = Callable[[Row, Links], Any]
_HUMPS = re.compile(r"(?<=[a-z0-9])([A-Z])")


@cache
def snake(wire: str) -> str:
    return _HUMPS.sub(r"_\1", wire).lower()


@dataclass(frozen=True)
class Field:
    """A column as it is. `empty`: what a blank text, or no reference, is shown as (some attributes of the standard are null, others blank).

    `omitted`, of every kind of field: left out of an answer when there is nothing in it, where the standard knows neither null nor blank.
    """

    wire: str
    column: str = ""
    read_only: bool = False
    empty: Any = ""
    omitted: bool = False

    @property
    def name(self) -> str:
        return self.column or snake(self.wire)

    def selected(self, resource: Resource) -> dict[str, Any]:
        return {self.name: F(self.name)}

    def shown(self, places: Mapping[str, int]) -> Show:
        place, empty = places[self.name], self.empty
        if empty == "":
            return lambda row, links: row[place]
        return lambda row, links: empty if row[place] == "" else row[place]

    def taken(self, draft: Draft, given: Any) -> None:
        draft.values[self.name] = value_of(draft.resource.column(self.name), given)

    def kenmerk(self, row: models.Model, links: Links) -> str:
        """What subscribers filter on."""
        return str(getattr(row, self.name) or "")

    def absent(self, draft: Draft) -> None:
        """A POST or PUT without it: the default of the column."""
        column = draft.resource.column(self.name)
        draft.values[self.name] = column.get_default() if column.has_default() else value_of(column, None)


def value_of(column: models.Field, given: Any) -> Any:
    """The JSON value (its form has been checked) as the column holds it; a missing text is a blank one."""
    if given is None:
        if isinstance(column, models.CharField | models.TextField) and not column.null:
            return ""
        if isinstance(column, ArrayField) or (isinstance(column, models.JSONField) and not column.null):
            return []
        return None
    if isinstance(column, models.DateTimeField):
        return formats.as_moment(given)
    if isinstance(column, models.DateField):
        return formats.as_date(given)
    if isinstance(column, models.UUIDField):
        return formats.as_uuid(given)
    return given


@dataclass(frozen=True)
class Json(Field):
    """A JSON column whose keys are wire names already: passes through unread. `nothing`: as what an empty one is shown."""

    nothing: bytes = b"null"

    def shown(self, places: Mapping[str, int]) -> Show:
        place, nothing = places[self.name], None if self.omitted else msgspec.Raw(self.nothing)
        return lambda row, links: nothing if row[place] is None else msgspec.Raw(row[place].encode())


@dataclass(frozen=True)
class JsonRefs(Json):
    """A JSON column with a list of objects that each point at something by their `url`: these can be inlined as well."""

    kind: str = ""

    def ids(self, text: str | None) -> list[str]:
        found = (id_of(str(each.get("url", "")), self.kind) for each in msgspec.json.decode(text or "[]"))
        return [str(key) for key in found if key]


@dataclass(frozen=True)
class Self(Field):
    """The URL of the row itself."""

    wire: str = "url"
    read_only: bool = True

    def selected(self, resource: Resource) -> dict[str, Any]:
        return {"id": F("id")} | ({"parent": F(resource.parent)} if resource.parent else {})

    def shown(self, places: Mapping[str, int]) -> Show:
        raise NotImplementedError("made by `rows`, which knows the resource")


@dataclass(frozen=True)
class Ref(Field):
    """A reference to one row of another resource: `kind` is `"catalogi/zaaktypen"`. `load`: what is read with it, as in `select_related`.

    `immutable`: once it is there it stays.
    """

    kind: str = ""
    load: tuple[str, ...] = ()
    immutable: bool = False
    empty: Any = None

    def selected(self, resource: Resource) -> dict[str, Any]:
        return {self.name: F(f"{self.name}_id")}

    def shown(self, places: Mapping[str, int]) -> Show:
        place, kind, empty = places[self.name], self.kind, self.empty
        return lambda row, links: empty if row[place] is None else links.to(kind, row[place])

    def kenmerk(self, row: models.Model, links: Links) -> str:
        key = getattr(row, f"{self.name}_id")
        return links.to(self.kind, key) if key else ""

    def taken(self, draft: Draft, given: Any) -> None:
        draft.values[self.name] = draft.resolve(self, given) if given else None

    def absent(self, draft: Draft) -> None:
        draft.values[self.name] = None


@dataclass(frozen=True)
class Refs(Field):
    """References from the other side, `of="rollen"` (a related name), or an expression that gives an array of ids. Read only.

    `nested`: the URL of each lies under this row.
    """

    kind: str = ""
    of: str = ""
    ids: Callable[[], Any] | None = None
    order: str = "id"
    one: bool = False
    nested: bool = False
    read_only: bool = True

    def selected(self, resource: Resource) -> dict[str, Any]:
        alias = f"w_{self.name}"
        if self.ids is not None:
            return {alias: self.ids()} | ({"id": F("id")} if self.nested else {})
        relation = resource.model._meta.get_field(self.of)
        found = relation.related_model.objects.filter(
            **{relation.field.name: OuterRef("pk"), "gemeente": OuterRef("gemeente")}
        ).order_by(self.order).values("id")
        return {alias: found[:1] if self.one else ArraySubquery(found)} | ({"id": F("id")} if self.nested else {})

    def shown(self, places: Mapping[str, int]) -> Show:
        place, kind = places[f"w_{self.name}"], self.kind
        if self.one:
            return lambda row, links: None if row[place] is None else links.to(kind, row[place])
        if self.nested:
            own = places["id"]
            return lambda row, links: [links.to(kind, key, row[own]) for key in row[place]]
        return lambda row, links: [links.to(kind, key) for key in row[place]]


@dataclass(frozen=True)
class Made(Field):
    """Made of other expressions: `make(links, *values)`. `takes`: what a client may send for it, if anything."""

    select: Mapping[str, Any] = field(default_factory=dict)
    make: Callable[..., Any] = lambda links, *values: values[0]
    takes: Callable[[Draft, Any], None] | None = None
    without: Callable[[Draft], None] | None = None

    def selected(self, resource: Resource) -> dict[str, Any]:
        return {name: each() if callable(each) else each for name, each in self.select.items()}

    def shown(self, places: Mapping[str, int]) -> Show:
        where, make = tuple(places[name] for name in self.select), self.make
        if len(where) == 1:
            (only,) = where
            return lambda row, links: make(links, row[only])
        return lambda row, links: make(links, *(row[place] for place in where))

    def taken(self, draft: Draft, given: Any) -> None:
        if self.takes:
            self.takes(draft, given)

    def absent(self, draft: Draft) -> None:
        if self.without:
            self.without(draft)
        elif self.takes:
            self.takes(draft, None)


@dataclass(frozen=True)
class Group(Field):
    """A gegevensgroep: an object whose attributes are columns of the row. Null when sent means absent; shown always, as an object (zrc-012).

    `missing`: shown as null instead, when all of it is empty and the standard allows that.
    """

    inner: tuple[Field, ...] = ()
    missing: bool = False

    def selected(self, resource: Resource) -> dict[str, Any]:
        return {name: each for one in self.inner for name, each in one.selected(resource).items()}

    def shown(self, places: Mapping[str, int]) -> Show:
        parts = tuple((one.wire, one.shown(places)) for one in self.inner)
        if not self.missing:
            return lambda row, links: {wire: show(row, links) for wire, show in parts}

        def show_or_null(row: Row, links: Links) -> Any:
            made = {wire: show(row, links) for wire, show in parts}
            return made if any(value not in (None, "", False) for value in made.values()) else None

        return show_or_null

    def taken(self, draft: Draft, given: Any) -> None:
        for one in self.inner:
            if given is not None and one.wire in given:
                one.taken(draft, given[one.wire])
            else:
                one.absent(draft)

    def absent(self, draft: Draft) -> None:
        for one in self.inner:
            one.absent(draft)


UUID_FIELD = Field("uuid", column="id", read_only=True)


def plain_fields(model: type[models.Model], *wires: str, read_only: bool = False, empty: Any = "") -> tuple[Field, ...]:
    """A field for each wire name, of the kind that its column asks for."""
    made = []
    for wire in wires:
        column = model._meta.get_field(snake(wire))
        made.append(Json(wire, read_only=read_only) if isinstance(column, models.JSONField) else Field(wire, read_only=read_only, empty=empty))
    return tuple(made)
