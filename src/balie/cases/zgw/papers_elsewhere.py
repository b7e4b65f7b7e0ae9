"""Documents of another provider in our zaken and besluiten (zrc-003, 005, 017, brc-003, 005, 008): known by their address.

First our relation is made and committed; then the other side hears of it, since it may look here whether it is so; and only then the client
does. Does the other side refuse, or not answer, then our relation goes again. One that goes here goes there by a job that does not give up soon.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Q

from balie.cases.models import BesluitInformatieObject, InformatieObjectType, ZaakInformatieObject
from balie.documents import public as documents
from balie.kernel import clock, outbox
from balie.kernel.web.roots import root
from balie.zgw.public import NOWHERE, Draft, Invalid, InvalidParam, Links, Ref, changes, id_of, of_kind, providers

DOCUMENTS, TYPES = "documenten/enkelvoudiginformatieobjecten", "catalogi/informatieobjecttypen"
RELATIONS: Mapping[str, type[models.Model]] = {"zaak": ZaakInformatieObject, "besluit": BesluitInformatieObject}
KINDS = {"zaak": "zaken/zaken", "besluit": "besluiten/besluiten"}


@dataclass(frozen=True)
class Document(Ref):
    """The attribute `informatieobject`: of ours, or of another provider."""

    wire: str = "informatieobject"
    kind: str = DOCUMENTS

    def selected(self, resource: Any) -> dict[str, Any]:
        return super().selected(resource) | {"document_url": F("document_url")}

    def shown(self, places: Mapping[str, int]) -> Any:
        here, there, kind = places[self.name], places["document_url"], self.kind
        return lambda row, links: row[there] or links.to(kind, row[here])

    def taken(self, draft: Draft, given: Any) -> None:
        if draft.old is not None:
            draft.values |= {self.name: draft.old.informatieobject}
            if given != (draft.old.document_url or draft.links.to(self.kind, draft.old.informatieobject_id)):
                draft.wrong(self.wire, "wijzigen-niet-toegelaten", "Dit kunt u na het aanmaken niet meer wijzigen.")
        elif providers.lies_there(given):
            draft.values |= {self.name: None, "document_url": given, "telling_since": clock.now()}
            draft.notes["there"] = there = providers.thing(given, self.kind)
            if there.fault:
                draft.wrong(self.wire, there.fault, there.reason)
        else:
            draft.values |= {self.name: draft.resolve(self, given), "document_url": "", "telling_since": None}


def is_document(url: str) -> Q:
    """The filter `?informatieobject=`."""
    key = id_of(url, DOCUMENTS)
    return Q(informatieobject=key) if key else Q(document_url=url) & ~Q(document_url="")


def once(name: str) -> Any:
    """Of one document of ours there is a rule of its own (`fitting.once`)."""
    def rule(draft: Draft) -> None:
        owner, url = draft.get(name), draft.get("document_url")
        if draft.is_new and owner is not None and url and draft.resource.model.objects.filter(**{name: owner, "document_url": url}).exists():
            draft.wrong(NOWHERE, "unique", f"Dit document hoort al bij {'deze zaak' if name == 'zaak' else 'dit besluit'}.")

    return rule


def type_of(draft: Draft) -> UUID | None:
    """The informatieobjecttype of the document that is being related. None: it is not known, which was said if that is a mistake."""
    if (there := draft.notes.get("there")) is None:
        return documents.type_of(draft.get("informatieobject").pk)
    kind = draft.find("informatieobject", str(there.body["informatieobjecttype"]), TYPES)
    return kind.pk if isinstance(kind, InformatieObjectType) else None


# -- telling the other side

def tell(draft: Draft, row: Any, name: str) -> None:
    """To be done after the transaction, when the document is of another provider."""
    if row.document_url:
        providers.afterwards(partial(_tell, draft, row.pk, name))


def _tell(draft: Draft, key: UUID, name: str) -> None:
    """Raises `Invalid` when the other side does not take it; then our relation is gone."""
    problem = told(name, key, draft=draft)
    if problem is not None:
        withdraw(name, key, draft=draft)
        reason = "Het systeem van dit document neemt de relatie nu niet aan. Er is niets vastgelegd."
        raise Invalid([InvalidParam("informatieobject", "pending-relations", reason)]) from problem


def told(name: str, key: UUID, *, draft: Draft | None = None) -> Exception | None:
    """Returns why not, if not."""
    with transaction.atomic():
        row = RELATIONS[name].objects.filter(pk=key).first()
    if row is None:
        return None
    try:
        providers.objects.relate(document=row.document_url, owner=address(name, getattr(row, f"{name}_id")), kind=name)
    except (providers.Refused, providers.Unreachable) as problem:
        return problem
    with transaction.atomic():
        RELATIONS[name].objects.filter(pk=key).update(telling_since=None)
    return None


def address(name: str, key: UUID) -> str:
    """Of our zaak or besluit, for the world."""
    return Links(root()).to(KINDS[name], key)


@transaction.atomic
def withdraw(name: str, key: UUID, *, draft: Draft | None = None) -> None:
    """On record, as when a client does it. An answer may have got lost, so the other side is told too."""
    row = RELATIONS[name].objects.select_for_update(of=("self",)).filter(pk=key).first()
    if row is None:
        return
    resource, links = of_kind(f"{KINDS[name].partition('/')[0]}/{name}informatieobjecten"), Links(root())
    client, links = (draft.client, draft.links) if draft else (None, links)
    changes.record(resource, row, "destroy", client=client, links=links, old=changes.shown([row])[row.pk])
    let_go(row, name)


def let_go(row: Any, name: str) -> None:
    """With the relation in the Documenten API, here or there."""
    key = getattr(row, f"{name}_id")
    row.delete()
    forget(name, key, row.informatieobject_id, row.document_url)


def forget(name: str, owner_id: UUID, document_id: UUID | None, document_url: str) -> None:
    """Of a relation that goes in this transaction."""
    if document_id is not None:
        documents.detach(document_id=document_id, owner=f"{name}:{owner_id}")
    else:
        from balie.cases.zgw import jobs

        outbox.defer(jobs.let_go_elsewhere, name=name, owner_id=str(owner_id), document=document_url)


def forget_of_zaak(zaak_id: UUID) -> None:
    """All documents elsewhere of a zaak and its besluiten, which go in this transaction."""
    for row in ZaakInformatieObject.objects.filter(zaak=zaak_id).exclude(document_url=""):
        forget("zaak", row.zaak_id, None, row.document_url)
    for row in BesluitInformatieObject.objects.filter(besluit__zaak=zaak_id).exclude(document_url=""):
        forget("besluit", row.besluit_id, None, row.document_url)


def stands(name: str, owner_id: UUID, document_url: str) -> bool:
    """It was made again meanwhile."""
    with transaction.atomic():
        return RELATIONS[name].objects.filter(**{name: owner_id, "document_url": document_url}).exists()


def untold(before: Any) -> list[tuple[str, UUID]]:
    """Relations of which the other side has not heard: whoever made them was killed, or they were not answered."""
    with transaction.atomic():
        return [(name, key) for name, model in RELATIONS.items()
                for key in model.objects.filter(telling_since__lt=before).order_by("telling_since").values_list("id", flat=True)[:100]]


# -- what rules of the zaak ask of them

def there(rows: Iterable[tuple[UUID | None, str]]) -> list[providers.Thing]:
    """The documents elsewhere among these pairs of id and address, as they are now."""
    return providers.things((url, DOCUMENTS) for _key, url in rows if url)
