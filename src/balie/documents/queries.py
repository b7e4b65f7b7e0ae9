"""Reads: which documents an owner has, without their content. One query each."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from balie.documents.models import EnkelvoudigInformatieObject, ObjectInformatieObject


@dataclass(frozen=True)
class DocumentView:
    """A document in a list. `size` in bytes; `received`: it came from outside; `owner`: what it belongs to."""

    document_id: UUID
    owner: str
    title: str
    filename: str
    media_type: str
    size: int
    at: datetime
    received: bool
    signed: bool
    for_resident: bool

    @property
    def size_text(self) -> str:
        """64 kB, 1,2 MB"""
        if self.size < 1_000_000:
            return f"{max(1, round(self.size / 1000))} kB"
        return f"{self.size / 1_000_000:.1f} MB".replace(".", ",")


_FIELDS = ("informatieobject_id", "object", *(f"informatieobject__newest__{name}" for name in (
    "titel", "bestandsnaam", "formaat", "bestandsomvang", "begin_registratie", "ontvangstdatum", "ondertekening_soort", "tonen_aan_initiator",
)))


def documents_of_owners(owners: Iterable[str]) -> list[DocumentView]:
    """Newest version of every document of these owners that has content, oldest document first."""
    rows = (
        ObjectInformatieObject.objects.filter(object__in=list(owners)).exclude(informatieobject__newest__inhoud="")
        .order_by("informatieobject_id").values_list(*_FIELDS)
    )
    return [
        DocumentView(key, owner, title, name, media_type, size or 0, at, received is not None, bool(signature), shown)
        for key, owner, title, name, media_type, size, at, received, signature, shown in rows
    ]


def documents_of_owner(owner: str) -> list[DocumentView]:
    return documents_of_owners([owner])


def not_archived(document_ids) -> list[UUID]:
    """Which of these do not have the status "gearchiveerd" (zrc-022)."""
    rows = EnkelvoudigInformatieObject.objects.filter(canonical__in=list(document_ids), actueel=True).exclude(status="gearchiveerd")
    return list(rows.values_list("canonical_id", flat=True))


def without_usage_rights(document_ids) -> list[UUID]:
    """Which of these have no answer yet to "are there gebruiksrechten?" (zrc-007)."""
    rows = EnkelvoudigInformatieObject.objects.filter(canonical__in=list(document_ids), actueel=True, indicatie_gebruiksrecht__isnull=True)
    return list(rows.values_list("canonical_id", flat=True))


def type_of(document_id: UUID) -> UUID | None:
    """The informatieobjecttype of its newest version; None when it has none yet, or there is no such document."""
    return EnkelvoudigInformatieObject.objects.filter(canonical=document_id, actueel=True).values_list("informatieobjecttype", flat=True).first()


def any_of_type(informatieobjecttype: UUID) -> bool:
    return EnkelvoudigInformatieObject.objects.filter(informatieobjecttype=informatieobjecttype).exists()
