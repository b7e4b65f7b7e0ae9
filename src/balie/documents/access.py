"""The only way to a document's content: as something of an owner that the caller has already been let in to, or as one's own upload."""
from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from balie.documents import checks
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.streams import Checked, Damaged
from balie.kernel import audit

AT_ONCE = 8 * 1024 * 1024
__all__ = ["Content", "Damaged", "DocumentNotFound", "content_of_owner", "document_of_owner", "document_of_uploader"]


class DocumentNotFound(LookupError):
    """There is no such document for this owner. Said too when it exists for somebody else."""


@dataclass(frozen=True)
class Content:
    """A document with its bytes. `media_type` was sniffed. Another system may have made one of gigabytes: `pieces` take little memory."""

    document_id: UUID
    filename: str
    media_type: str
    size: int
    sha256: str
    name: str = field(repr=False)

    @cached_property
    def data(self) -> bytes:
        """All of it. Raises `Damaged`."""
        with closing(self.pieces()) as pieces:
            return b"".join(pieces)

    def pieces(self) -> Checked:
        """Raises `Damaged` when they are read, before the last one."""
        return Checked(self.name, size=self.size, sha256=self.sha256, what=f"document:{self.document_id}")

    @property
    def is_large(self) -> bool:
        return self.size > AT_ONCE


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
    content = Content(
        version.canonical_id, checks.plain_name(version.bestandsnaam), checks.plain_media_type(version.formaat), version.bestandsomvang,
        version.sha256, version.inhoud,
    )
    if not content.is_large:
        _ = content.data  # damage is noticed before anybody is told that there is something
    return content
