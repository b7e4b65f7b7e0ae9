"""What a client wants to write: the values it gave, what was there, and everything that is wrong with it so far."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from balie.zgw import quick
from balie.zgw.autorisaties.tokens import Client
from balie.zgw.errors import InvalidParam
from balie.zgw.fields import Ref, snake
from balie.zgw.providers import asking, mirrors
from balie.zgw.references import MIRRORED, Links, id_of, is_ours, read
from balie.zgw.resources import Resource, UnknownResource, of_kind

CATALOGI = "catalogi"  # what is written there is ours, and hangs on nothing of others


@dataclass
class Draft:
    """`values`: by column, references as rows. `partial`: a PATCH; what is absent stays. `old`: the row before, None when it is new."""

    resource: Resource
    client: Client | None  # None: Balie itself
    links: Links
    body: Mapping[str, Any]
    old: models.Model | None = None
    partial: bool = False
    parent: UUID | None = None
    scopes: frozenset[str] = frozenset()
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[InvalidParam] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)  # what a rule found out and `save` or `after` needs

    # -- what rules ask

    def get(self, column: str) -> Any:
        """Its value when this is written: the new one, else the one that stays."""
        if column in self.values:
            return self.values[column]
        return getattr(self.old, column) if self.old is not None else None

    def changes(self, column: str) -> bool:
        return column in self.values and self.old is not None and self.values[column] != getattr(self.old, column)

    def fresh(self, wire: str) -> Any:
        """The value that a client sets now, when its form is right. None: there is none, or it is what was there already, right or wrong."""
        value = self.values.get(snake(wire))
        same = self.old is not None and value == getattr(self.old, snake(wire))
        return None if not value or same or self.has_error(wire) else value

    def gave(self, wire: str) -> bool:
        return wire in self.body

    @property
    def is_new(self) -> bool:
        return self.old is None

    def wrong(self, name: str, code: str, reason: str) -> None:
        self.errors.append(InvalidParam(name, code, reason))

    def has_error(self, *names: str) -> bool:
        return any(each.name in names for each in self.errors)

    # -- taking

    def take(self) -> None:
        """Every field takes its part of the body; those whose form is wrong already are left alone."""
        wrong = {each.name.partition(".")[0] for each in self.errors}
        for each in self.resource.fields:
            if each.read_only or each.wire in wrong:
                continue
            if each.wire in self.body:
                each.taken(self, self.body[each.wire])
            elif not self.partial:
                each.absent(self)

    def resolve(self, each: Ref, url: str) -> models.Model | None:
        """The row that a URL points at; notes `bad-url` when there is none, `invalid-resource` when it is something else."""
        if each.immutable and self.old is not None and getattr(self.old, f"{each.name}_id") is not None:
            if self.links.to(each.kind, getattr(self.old, f"{each.name}_id")) != url:
                self.wrong(each.wire, "wijzigen-niet-toegelaten", "Dit kunt u na het aanmaken niet meer wijzigen.")
            return getattr(self.old, each.name)
        return self.find(each.wire, url, each.kind, load=each.load, lock=each.name == self.resource.main)

    def find(self, wire: str, url: str, kind: str, *, load: Iterable[str] = (), lock: bool = False) -> models.Model | None:
        """As `resolve`, for a URL that stands elsewhere. `lock`: held until the end of the transaction."""
        reference = read(url)
        if reference is None and kind in MIRRORED and self.resource.api != CATALOGI and not is_ours(url):
            return self._elsewhere(wire, url, kind, load, lock)
        if reference is None:
            self.wrong(wire, "bad-url", "Dit adres bestaat niet, of wij kunnen er niet bij.")
            return None
        if reference.kind != kind:
            self.wrong(wire, "invalid-resource", "Dit adres wijst naar iets anders dan hier hoort.")
            return None
        try:
            found = _row(of_kind(kind), reference.id, load, lock)
        except UnknownResource:
            found = None
        if found is None:
            self.wrong(wire, "bad-url", "Dit adres bestaat niet.")
        return found

    def _elsewhere(self, wire: str, url: str, kind: str, load: Iterable[str], lock: bool) -> models.Model | None:
        """A type of another provider's catalogus: our copy of it, made when there is none yet."""
        key = id_of(url, kind)
        if (found := _row(of_kind(kind), key, load, lock)) is not None:
            return found
        thing = asking.thing(url, kind)
        try:
            if thing.fault:
                self.wrong(wire, thing.fault, thing.reason)
                return None
            mirrors.keep(thing)
        except mirrors.Misfit:
            self.wrong(wire, "invalid-resource", "Wat op dit adres staat, heeft niet de vorm van de standaard.")
            return None
        return _row(of_kind(kind), key, load, lock)

    def value_at(self, path: str) -> Any:
        """Along a path of columns, `"zaak__zaaktype_id"`, begun in what is about to be written."""
        head, *rest = path.split("__")
        found = self.get(head) if not head.endswith("_id") or head in self.values else getattr(self.get(head[:-3]), "pk", None)
        for name in rest:
            found = getattr(found, name, None)
        return found


def _row(target: Resource, key: UUID, load: Iterable[str], lock: bool) -> models.Model | None:
    if not load and not target.only:
        return quick.fetch(target.model, key, lock=lock)
    select = target.model.objects.select_related(*load or (None,)).filter(target.only, pk=key)
    return (select.select_for_update(of=("self",), no_key=True) if lock else select).first()
