"""Large files, which come in parts (bestandsdelen): in any order, each as often as needed, and joined when the lock is given back."""
from __future__ import annotations

import secrets
from collections.abc import Iterable

from balie.documents import jobs, streams
from balie.documents.models import BestandsDeel
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.documents.zgw.content import hash_of
from balie.kernel import outbox
from balie.zgw.public import NOWHERE, Invalid, InvalidParam

SIZE = 50 * 1024 * 1024  # of a part: well within what one request may hold
INTEGRITEIT = "integriteit"


def new_lock() -> str:
    """Nobody guesses it (drc-009)."""
    return secrets.token_hex(20)


def needed(version: Versie) -> bool:
    """Whether its content is still to come."""
    return not version.inhoud and bool(version.bestandsomvang)


def prepare(document: Canonical, *, before: Versie | None, now: Versie) -> None:
    """The parts for a version that has just been written; those that were sent stay, while the size stays."""
    waited = before is not None and needed(before)
    if waited and needed(now) and before.bestandsomvang == now.bestandsomvang:
        return
    if waited:
        drop(document)
    if needed(now):
        sizes = [SIZE] * (now.bestandsomvang // SIZE) + [now.bestandsomvang % SIZE]
        BestandsDeel.objects.bulk_create([
            BestandsDeel(informatieobject=document, volgnummer=place, omvang=size) for place, size in enumerate(sizes, start=1) if size
        ])


def drop(document: Canonical) -> None:
    found = BestandsDeel.objects.filter(informatieobject=document)
    names = list(found.exclude(inhoud="").values_list("inhoud", flat=True))
    found.delete()
    let_go(names)


def let_go(names: Iterable[str]) -> None:
    """Content that no row names any more, as soon as that is certain."""
    if kept := sorted(filter(None, names)):
        outbox.defer(jobs.remove_content, names=kept)


def finish(document: Canonical, version: Versie, *, forced: bool) -> bool:
    """The content becomes that of the version, when all parts are there. `forced`: without it there is no content. Returns whether there is.

    Raises `Invalid`.
    """
    found = list(BestandsDeel.objects.filter(informatieobject=document).order_by("volgnummer"))
    if all(part.voltooid for part in found):
        _join(found, version)
    elif not forced:
        raise Invalid([InvalidParam(NOWHERE, "incomplete-upload", "Nog niet alle bestandsdelen zijn er.")])
    else:
        version.bestandsomvang = None
        version.save(update_fields=["bestandsomvang"])
    drop(document)
    return bool(version.inhoud)


def _join(found: list[BestandsDeel], version: Versie) -> None:
    make = hash_of(version)
    kept = streams.keep_pieces(streams.joined(part.inhoud for part in found), also=[(INTEGRITEIT, make)] if make else ())
    if kept.size != version.bestandsomvang:
        raise Invalid([InvalidParam(NOWHERE, "file-size", "De bestandsdelen zijn samen niet zo groot als de bestandsomvang.")])
    if make and kept.others[INTEGRITEIT] != version.integriteit_waarde.lower():
        raise Invalid([InvalidParam(NOWHERE, "integrity-mismatch", "De integriteit is niet die van de bestandsdelen samen. Stuur ze opnieuw.")])
    version.inhoud, version.sha256 = kept.name, kept.sha256
    version.save(update_fields=["inhoud", "sha256"])
