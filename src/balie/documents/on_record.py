"""What Balie itself does to a document, in the audit trail of the ZGW APIs: so that subscribers hear of its letters as of any other document.

Called by verbs in their transaction, after what they wrote. A document without an informatieobjecttype belongs to no zaak yet, and is
nobody's business: for other systems it is made when it gets one.
"""
from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.zgw.public import changes, forget


def appeared(document_ids: Iterable[UUID]) -> None:
    _tell(document_ids, "create")


def changed(document_id: UUID) -> None:
    _tell([document_id], "partial_update")


def vanishes(document_ids: Iterable[UUID]) -> None:
    """Before the rows go. With them goes what was on record of them (drc-008)."""
    for row in _known(document_ids):
        changes.record_of(row, "destroy")
        forget(main_id=row.pk)


def _tell(document_ids: Iterable[UUID], action: str) -> None:
    rows = _known(document_ids)
    shown = changes.shown(rows) if rows else {}
    for row in rows:
        changes.record_of(row, action, new=shown[row.pk])


def _known(document_ids: Iterable[UUID]) -> list[Canonical]:
    wanted = Canonical.objects.filter(pk__in=list(document_ids), newest__informatieobjecttype__isnull=False)
    return list(wanted.select_related("newest").order_by("id"))
