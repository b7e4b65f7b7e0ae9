"""What Balie itself does to a zaak, in the audit trail of the ZGW APIs: so that subscribers hear of zaken made at the counter as of any other.

Called by verbs in their transaction, after what they wrote. Of who has to do with a zaak the trail says only that they were added: the rol
itself says who, to who may see it.
"""
from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from balie.cases.models import Rol
from balie.zgw.public import changes


def created(rows: Iterable[models.Model]) -> None:
    """In the order in which they were made. Rows of one table at a time are read back in one query."""
    listed = list(rows)
    shown = {} if not listed or isinstance(listed[0], Rol) else changes.shown(listed)
    for row in listed:
        changes.record_of(row, "create", new=shown.get(row.pk))


def changed(row: models.Model) -> None:
    """Of a zaak: its term, what was paid, how long it stands still."""
    changes.record_of(row, "partial_update", new=changes.shown([row])[row.pk])


def wrote(row: models.Model, *, is_new: bool) -> None:
    created([row]) if is_new else changed(row)
