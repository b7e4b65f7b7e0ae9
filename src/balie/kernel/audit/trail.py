"""Writing the trail, sealing it into the chain, and verifying the chain."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Max, Min, Sum

from balie.kernel import clock
from balie.kernel.audit.actor import current_actor
from balie.kernel.ids import new_id
from balie.kernel.tenancy import context

LOCK = 0x41554449  # advisory lock of sealing, with the municipality as its second half
GENESIS = bytes(32)
FIELDS = ("id", "at", "action", "actor_kind", "actor_id", "actor_name", "subject", "object_ref", "purpose", "legal_basis", "details")


@dataclass(frozen=True)
class Look:
    """An entry, as the person whose data it concerns may see it."""

    at: datetime
    action: str
    actor_kind: str
    actor_id: str
    actor_name: str
    object_ref: str
    purpose: str
    legal_basis: str


@dataclass(frozen=True)
class Broken:
    """The first place where the chain does not hold."""

    number: int
    reason: str


@dataclass(frozen=True)
class Chain:
    """How far the chain of a municipality is: its last block, the entries in it and those still outside, and since when they wait."""

    blocks: int
    head: str
    entries: int
    waiting: int
    waiting_since: datetime | None


def record(action: str, *, object_ref: str = "", subject: UUID | None = None, purpose: str = "", legal_basis: str = "",
           details: dict | None = None) -> None:
    """Add an entry in the running transaction, on behalf of the current actor. `details` holds ids and numbers, no BSN."""
    _entry(action, object_ref, details or {}, subject=subject, purpose=purpose, legal_basis=legal_basis).save(force_insert=True)


def record_all(action: str, things: Mapping[str, dict], *, purpose: str = "", legal_basis: str = "") -> None:
    """The same done to many things at once: an entry for each, in a few queries. `things`: object_ref → details."""
    from balie.kernel.audit.models import AuditEntry

    entries = [_entry(action, ref, details, purpose=purpose, legal_basis=legal_basis) for ref, details in things.items()]
    AuditEntry.objects.bulk_create(entries, batch_size=500)


def _entry(action: str, object_ref: str, details: dict, *, purpose: str, legal_basis: str, subject: UUID | None = None):
    from balie.kernel.audit.models import AuditEntry

    actor = current_actor()
    entry = AuditEntry(
        id=new_id(), at=clock.now(), action=action, actor_kind=actor.kind, actor_id=actor.id, actor_name=actor.name, subject=subject,
        object_ref=object_ref, purpose=purpose, legal_basis=legal_basis, details=details,
    )
    entry.digest = digest_of(entry)
    return entry


def digest_of(entry) -> bytes:
    content = [entry.gemeente_id, *(str(getattr(entry, name)) for name in FIELDS[:-1]), entry.details]
    content[2] = entry.at.astimezone(clock.UTC).isoformat()
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, default=str).encode()).digest()


def history_of(subject: UUID, *, before: datetime | None = None, limit: int = 50) -> list[Look]:
    """What was done with this person's data, newest first: one query. `before`: the moment of the last one shown."""
    from balie.kernel.audit.models import AuditEntry

    rows = AuditEntry.objects.filter(subject=subject).order_by("-at", "-id")
    if before:
        rows = rows.filter(at__lt=before)
    return [Look(*row) for row in rows.values_list(*(field.name for field in fields(Look)))[:limit]]


def involved(object_ref: str, *, kind: str) -> bool:
    """Whether anybody of this kind of actor ever did something with it, or looked at it: one query, by the index."""
    from balie.kernel.audit.models import AuditEntry

    return AuditEntry.objects.filter(object_ref=object_ref, actor_kind=kind).exists()


@transaction.atomic
def seal(batch: int = 5000) -> int:
    """Take unsealed entries of this municipality up into the chain; returns how many. One sealer at a time."""
    from balie.kernel.audit.models import AuditEntry, AuditSeal

    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, context.current_id()])
    entries = list(AuditEntry.objects.filter(seal__isnull=True).order_by("at", "id").values_list("id", "digest")[:batch])
    if not entries:
        return 0
    last = AuditSeal.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    ids = sorted(entries)
    value = _chain(bytes(last.hash) if last else GENESIS, number, [bytes(digest) for _, digest in ids])
    AuditSeal.objects.create(number=number, at=clock.now(), entries=len(ids), hash=value)
    AuditEntry.objects.filter(id__in=[entry_id for entry_id, _ in ids]).update(seal=number)
    return len(ids)


def verify() -> Broken | None:
    """Recompute the whole chain of this municipality from the content of the entries; None when all holds."""
    from balie.kernel.audit.models import AuditEntry, AuditSeal

    previous, expected = GENESIS, 1
    for block in AuditSeal.objects.order_by("number").iterator():
        if block.number != expected:
            return Broken(expected, "a block is missing")
        digests = []
        for entry in AuditEntry.objects.filter(seal=block.number).order_by("id"):
            digest = digest_of(entry)
            if digest != bytes(entry.digest):
                return Broken(block.number, f"entry {entry.id} was changed")
            digests.append(digest)
        previous = _chain(previous, block.number, digests)
        if len(digests) != block.entries or previous != bytes(block.hash):
            return Broken(block.number, "an entry was added, removed or moved")
        expected += 1
    highest = AuditEntry.objects.aggregate(highest=Max("seal"))["highest"] or 0
    return Broken(expected, "the last blocks are missing") if highest >= expected else None


def chain() -> Chain:
    """The chain as it stands; whether it holds is for `verify`. `head` is the hash of the last block: who keeps it elsewhere can compare."""
    from balie.kernel.audit.models import AuditEntry, AuditSeal

    last = AuditSeal.objects.order_by("-number").first()
    waiting = AuditEntry.objects.filter(seal__isnull=True).aggregate(count=Count("id"), since=Min("at"))
    return Chain(
        blocks=last.number if last else 0, head=bytes(last.hash).hex() if last else "",
        entries=AuditSeal.objects.aggregate(sum=Sum("entries"))["sum"] or 0, waiting=waiting["count"], waiting_since=waiting["since"],
    )


def _chain(previous: bytes, number: int, digests: list[bytes]) -> bytes:
    value = hashlib.sha256(previous + number.to_bytes(8, "big"))
    for digest in digests:
        value.update(digest)
    return value.digest()
