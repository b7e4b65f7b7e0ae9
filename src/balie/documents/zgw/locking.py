"""The lock of a document (drc-009), and the parts of a large file, which only its holder sends."""
from __future__ import annotations

from typing import Any
from uuid import UUID

from balie.documents import streams
from balie.documents.models import BestandsDeel
from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.documents.zgw import parts
from balie.documents.zgw.enkelvoudiginformatieobject import ENKELVOUDIGINFORMATIEOBJECT as RESOURCE
from balie.documents.zgw.rules import is_lock
from balie.zgw.public import NOWHERE, Call, Invalid, InvalidParam, NotFound, reading, record, rows

FORCED = frozenset({"documenten.geforceerd-unlock"})


def lock(call: Call) -> str:
    """Returns its id. Raises `Invalid` when somebody holds it, `NotFound` or `Forbidden`."""
    document = _held(call, call.key)
    if document.lock:
        raise _wrong("existing-lock", "Dit document is al vergrendeld.")
    document.lock = parts.new_lock()
    document.save(update_fields=["lock"])
    return document.lock


def unlock(call: Call, *, given: str) -> None:
    """With its id; without, for who may do that by force. Raises `Invalid`, `NotFound` or `Forbidden`."""
    document = _held(call, call.key)
    if given and not is_lock(document, given):
        raise _wrong("incorrect-lock-id", "Dit is niet het id van de lock.")
    if not given and document.lock:
        reading.one(RESOURCE, call.client, FORCED, call.key)
    if not document.lock:
        return
    document.lock = ""
    document.save(update_fields=["lock"])
    if parts.needed(document.newest):
        _finish(call, document, forced=not given)


def _finish(call: Call, document: Canonical, *, forced: bool) -> None:
    (before,) = rows.shown(RESOURCE, [document.pk], call.links)
    parts.finish(document, document.newest, forced=forced)
    (now,) = rows.shown(RESOURCE, [document.pk], call.links)
    record(RESOURCE, document, "partial_update", client=call.client, links=call.links, old=before, new=now, note=call.toelichting)


def receive(call: Call, *, given: Any, file: Any) -> tuple[BestandsDeel, str]:
    """Keep one part; sent again, the last counts. Returns it, and the lock. Raises `Invalid`, `NotFound` or `Forbidden`.

    What takes time is done before the document is held, so that several parts can come at once.
    """
    part = BestandsDeel.objects.filter(pk=call.key).select_related("informatieobject").first()
    if part is None:
        raise NotFound
    reading.one(RESOURCE, call.client, call.operation.scopes, part.informatieobject_id)
    _check(part.informatieobject, part, given=given, file=file)
    kept = streams.keep_pieces(file.chunks())
    document = Canonical.objects.select_for_update(no_key=True).filter(pk=part.informatieobject_id).first()
    part = BestandsDeel.objects.filter(pk=call.key).first()
    if document is None or part is None:
        raise NotFound
    _check(document, part, given=given, file=file)
    before, part.inhoud, part.voltooid = part.inhoud, kept.name, True
    part.save(update_fields=["inhoud", "voltooid"])
    parts.let_go([before])
    return part, document.lock


def _check(document: Canonical, part: BestandsDeel, *, given: Any, file: Any) -> None:
    wrong = []
    if not given:
        wrong.append(InvalidParam("lock", "required", "Stuur het id van de lock mee."))
    elif not is_lock(document, given):
        wrong.append(InvalidParam(NOWHERE, "incorrect-lock-id", "Dit is niet het id van de lock."))
    if file is None:
        wrong.append(InvalidParam("inhoud", "required", "Stuur het bestandsdeel mee als bestand."))
    elif file.size != part.omvang:
        wrong.append(InvalidParam(NOWHERE, "file-size", f"Dit bestandsdeel moet {part.omvang} bytes groot zijn; u stuurde er {file.size}."))
    if wrong:
        raise Invalid(wrong)


def _held(call: Call, key: UUID) -> Canonical:
    document = Canonical.objects.select_for_update(no_key=True).filter(pk=key).first()
    reading.one(RESOURCE, call.client, call.operation.scopes, key)
    if document is None:
        raise NotFound
    return document


def _wrong(code: str, reason: str) -> Invalid:
    return Invalid([InvalidParam(NOWHERE, code, reason)])
