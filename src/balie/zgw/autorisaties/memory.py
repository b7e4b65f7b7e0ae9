"""The clients that this process met lately, by municipality and client id, with their rights and key.

A change made in this process counts at once (`forget`, called by the actions); one made by another process within `SECONDS`. What is remembered
is bounded, and an unknown client id is never remembered.
"""
from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from joserfc.jwk import OctKey

from balie.kernel import tenancy
from balie.zgw.autorisaties import secrets
from balie.zgw.autorisaties.rights import Right, Rights
from balie.zgw.models import Autorisatie, ClientId

SECONDS = 5.0
MOST_CLIENTS = 500
MOST_TOKENS = 100


@dataclass(frozen=True)
class Known:
    """A client whose tokens can be verified. `verified`: claims of tokens that were found in order; they are forgotten together with the key."""

    client_id: str
    applicatie_id: UUID
    label: str
    only_published: bool
    rights: Rights
    key: OctKey = field(repr=False)
    verified: dict[str, dict] = field(default_factory=dict, repr=False)

    def remember(self, token: str, claims: dict) -> None:
        if len(self.verified) >= MOST_TOKENS:
            self.verified.clear()
        self.verified[token] = claims


_known: dict[tuple[int, str], tuple[float, Known]] = {}
_changes = 0
_lock = threading.Lock()


def client(client_id: str) -> Known | None:
    """None: this municipality has no such client id, it is of no applicatie, or it has no secret yet."""
    place = (tenancy.current_id(), client_id)
    found = _known.get(place)
    if found is not None and time.monotonic() - found[0] < SECONDS:
        return found[1]
    before, moment = _changes, time.monotonic()
    fresh = _read(client_id)
    with _lock:
        _known.pop(place, None)
        # what changed while it was read may be missing in what was read
        if fresh is not None and before == _changes:
            while len(_known) >= MOST_CLIENTS:
                _known.pop(next(iter(_known)))
            _known[place] = (moment, fresh)
    return fresh


def forget() -> None:
    """Everything is read anew. To be called when something changed, and again once that is committed."""
    global _changes
    with _lock:
        _changes += 1
        _known.clear()


@transaction.atomic(savepoint=False)
def _read(client_id: str) -> Known | None:
    row = ClientId.objects.select_related("applicatie").filter(client_id=client_id, applicatie__isnull=False).exclude(secret=b"").first()
    if row is None:
        return None
    applicatie = row.applicatie
    each = () if applicatie.heeft_alle_autorisaties else tuple(
        Right(component, frozenset(scopes), zaaktype or informatieobjecttype or besluittype, maximum)
        for component, scopes, zaaktype, informatieobjecttype, besluittype, maximum in Autorisatie.objects.filter(applicatie=applicatie)
        .values_list("component", "scopes", "zaaktype", "informatieobjecttype", "besluittype", "max_vertrouwelijkheidaanduiding")
    )
    return Known(
        client_id=row.client_id, applicatie_id=applicatie.id, label=applicatie.label,
        only_published=applicatie.alleen_is_gereed_voor_publicatie, rights=Rights(applicatie.heeft_alle_autorisaties, each),
        key=OctKey.import_key(secrets.opened(row.secret)),
    )
