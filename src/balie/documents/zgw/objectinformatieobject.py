"""The resource `objectinformatieobject`: what a document belongs to, as made on the other side. Rules: drc-002, 003, 004.

Zaken and besluiten make these themselves, in the same transaction; those of another provider make them here, after their own, and it is looked up
there whether they did. No audit trail and no notification: those are of the relation there.
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
from balie.zgw.public import NOWHERE, Draft, Field, Ref, Resource, Self, UnknownResource, of_kind, providers


@dataclass(frozen=True)
class Owner(Field):
    """`"zaak:<uuid>"`, shown as the address of the zaak (drc-002)."""

    def shown(self, places: Mapping[str, int]) -> Any:
        place = places[self.name]
        return lambda row, links: url_of(row[place], links)

    def taken(self, draft: Draft, given: Any) -> None:
        said = draft.body.get("objectType")
        if said in KINDS and isinstance(given, str) and providers.lies_there(given):
            draft.values[self.name] = given
            if (there := providers.thing(given, KINDS[said])).fault:
                draft.wrong(self.wire, there.fault, there.reason)
            return
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
    if not document or not owner or draft.errors:
        return
    if "://" in owner:
        there = providers.relation(owner, KINDS[draft.get("object_type")], draft.body["informatieobject"])
        if there.fault:
            draft.wrong(NOWHERE, there.fault, there.reason)
    elif not _is_there(owner, document.pk):
        draft.wrong(NOWHERE, "inconsistent-relation", "Maak de relatie bij de zaak of het besluit; deze komt dan vanzelf.")


def gone_there(draft: Draft) -> None:
    """drc-004, the other way round."""
    if "://" in draft.old.object:
        _gone_elsewhere(draft)
    elif _is_there(draft.old.object, draft.old.informatieobject_id):
        draft.wrong(NOWHERE, "remote-relation-exists", "Verwijder de relatie bij de zaak of het besluit; deze gaat dan vanzelf mee.")


def _gone_elsewhere(draft: Draft) -> None:
    """A zaak or besluit that is not there any more has no documents either."""
    row = draft.old
    if not providers.lies_there(row.object):
        return
    there = providers.relation(row.object, KINDS[row.object_type], draft.links.to(KIND, row.informatieobject_id))
    if there.fault == providers.NO_RELATION:
        return
    if not there.fault:
        draft.wrong(NOWHERE, "remote-relation-exists", "Verwijder de relatie daar eerst bij de zaak of het besluit.")
    elif providers.thing(row.object, KINDS[row.object_type]).gone:
        return
    else:
        draft.wrong(NOWHERE, "remote-relation-exists", "Wij krijgen daar nu geen antwoord. Probeer het later opnieuw.")


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
