"""The resource `objectinformatieobject`: what a document belongs to, as made on the other side. Rules: drc-002, 003, 004.

Zaken and besluiten make these themselves, in the same transaction. No audit trail and no notification: those are of the relation there.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.documents.models import ObjectInformatieObject
from balie.documents.zgw.enkelvoudiginformatieobject import access
from balie.documents.zgw.fields import KIND
from balie.documents.zgw.owners import KINDS, RELATIONS, owner_of, url_of
from balie.zgw.public import NOWHERE, Draft, Field, Ref, Resource, Self, UnknownResource, of_kind


@dataclass(frozen=True)
class Owner(Field):
    """`"zaak:<uuid>"`, shown as the address of the zaak (drc-002)."""

    def shown(self, places: Mapping[str, int]) -> Any:
        place = places[self.name]
        return lambda row, links: url_of(row[place], links)

    def taken(self, draft: Draft, given: Any) -> None:
        said = draft.body.get("objectType")
        found = draft.find(self.wire, given, KINDS.get(said, said)) if isinstance(said, str) else None
        draft.values[self.name] = f"{said}:{found.pk}" if found else ""


def unique(draft: Draft) -> None:
    """drc-003."""
    document, owner = draft.get("informatieobject"), draft.get("object")
    if document and owner and ObjectInformatieObject.objects.filter(informatieobject=document, object=owner).exists():
        draft.wrong(NOWHERE, "unique", "Deze relatie is er al.")


def made_there(draft: Draft) -> None:
    """drc-004: the zaak or besluit knows of the document already."""
    document, owner = draft.get("informatieobject"), draft.get("object")
    if document and owner and not draft.errors and not _is_there(owner, document.pk):
        draft.wrong(NOWHERE, "inconsistent-relation", "Maak de relatie bij de zaak of het besluit; deze komt dan vanzelf.")


def gone_there(draft: Draft) -> None:
    """drc-004, the other way round."""
    if _is_there(draft.old.object, draft.old.informatieobject_id):
        draft.wrong(NOWHERE, "remote-relation-exists", "Verwijder de relatie bij de zaak of het besluit; deze gaat dan vanzelf mee.")


def _is_there(owner: str, document_id: Any) -> bool:
    name, _, key = owner.partition(":")
    try:
        objects = of_kind(KINDS[name]).model.objects
    except UnknownResource:
        return False
    return objects.filter(**{"pk": key, f"{RELATIONS[name]}__informatieobject": document_id}).exists()


def _held(draft: Draft) -> None:
    """Nobody destroys the document meanwhile."""
    if document := draft.get("informatieobject"):
        list(Canonical.objects.select_for_update(no_key=True).filter(pk=document.pk).values_list("pk"))


def _of_object(url: str) -> Q:
    return Q(object=owner_of(url))


OBJECTINFORMATIEOBJECT = Resource(
    api="documenten", path="objectinformatieobjecten", name="objectinformatieobject", schema="ObjectInformatieObject",
    model=ObjectInformatieObject, fields=(Self(), Ref("informatieobject", kind=KIND, load=("newest",)), Owner("object"), Field("objectType")),
    access=access("informatieobject__newest__"), only=Q(object_type__in=list(KINDS)), filters={"object": _of_object},
    rules=(_held, unique, made_there), may_go=(gone_there,),
)
