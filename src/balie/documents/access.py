"""The only way to a document's content: as something of an owner that the caller has already been let in to, or as one's own upload."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from uuid import UUID

from balie.documents import checks, storage
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.streams import Damaged
from balie.kernel import audit


class DocumentNotFound(LookupError):
    """There is no such document for this owner. Said too when it exists for somebody else."""


@dataclass(frozen=True)
class Content:
    """A document with its bytes. `media_type` was sniffed, `sha256` checked."""

    document_id: UUID
    filename: str
    media_type: str
    size: int
    sha256: str
    data: bytes = field(repr=False)


def document_of_owner(document_id: UUID, *, owner: str) -> Versie:
    """The newest version, if the document belongs to `owner`. Raises `DocumentNotFound`."""
    return _one(canonical_id=document_id, canonical__objecten__object=owner)


def document_of_uploader(document_id: UUID, *, uploader: str) -> Versie:
    """The newest version, if `uploader` brought it. Raises `DocumentNotFound`."""
    if not uploader:
        raise DocumentNotFound(document_id)
    return _one(canonical_id=document_id, canonical__uploader=uploader)


def content_of_owner(document_id: UUID, *, owner: str, subject: UUID | None = None, purpose: str, legal_basis: str = "") -> Content:
    """The content, on behalf of the current actor; the look is recorded. `subject`: whose data it is. Raises `DocumentNotFound`."""
    content = _content(document_of_owner(document_id, owner=owner))
    audit.record(
        "document.gelezen", object_ref=f"document:{document_id}", subject=subject, purpose=purpose, legal_basis=legal_basis,
        details={"owner": owner},
    )
    return content


def _one(**where) -> Versie:
    version = Versie.objects.filter(actueel=True, **where).first()
    if version is None:
        raise DocumentNotFound(where["canonical_id"])
    return version


def _content(version: Versie) -> Content:
    if not version.inhoud:  # another system made it, and its content is still to come
        raise DocumentNotFound(version.canonical_id)
    data = storage.fetch(version.inhoud)
    if hashlib.sha256(data).hexdigest() != version.sha256:
        raise Damaged(f"document:{version.canonical_id} versie {version.versie}")
    return Content(
        version.canonical_id, checks.plain_name(version.bestandsnaam), checks.plain_media_type(version.formaat), version.bestandsomvang,
        version.sha256, data,
    )
