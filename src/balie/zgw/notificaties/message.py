"""What a subscriber gets: the message of the standard, or the same as a CloudEvent (NL GOV profile 1.0), signed when it has a secret.

A message says that something changed and where to read it, and nothing of what it is about. Signing is as Standard Webhooks has it: an id that
stays the same when a message is sent again, the moment, and an HMAC-SHA256 over both and the body.
"""
from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from balie.kernel.clock import UTC
from balie.zgw.references import read

PREFIX = "whsec_"
DEEDS = {"create": "created", "update": "updated", "partial_update": "updated", "destroy": "deleted"}
JSON, CLOUDEVENTS = "application/json", "application/cloudevents+json"


@dataclass(frozen=True, slots=True)
class Change:
    """What a message is made of: the columns of a `Wijziging`."""

    id: UUID
    volgnummer: int
    kanaal: str
    bron: str
    hoofd_path: str
    hoofd_id: UUID
    resource: str
    resource_path: str
    actie: str
    kenmerken: Mapping[str, str]
    aanmaakdatum: datetime


def own_path(value: str) -> str:
    """An address of this municipality without its host, under whichever of its names it was written; anything else as it is."""
    return "/" + value.split("/", 3)[3] if value.startswith("http") and read(value) else value


def notification(change: Change, root: str) -> dict[str, Any]:
    """The body of the standard (schema Notificatie), with whole addresses under `root`."""
    def whole(value: str) -> str:
        if not change.bron:  # of another source: as it gave it
            return value
        path = own_path(value)
        return root + path if path.startswith("/") else value

    return {
        "kanaal": change.kanaal, "hoofdObject": whole(change.hoofd_path), "resource": change.resource, "resourceUrl": whole(change.resource_path),
        "actie": change.actie, "aanmaakdatum": change.aanmaakdatum.astimezone(UTC),
        "kenmerken": {name: whole(value) for name, value in change.kenmerken.items()},
    }


def cloud_event(change: Change, root: str, rsin: str) -> dict[str, Any]:
    plain = notification(change, root)
    deed = DEEDS.get(change.actie, change.actie)
    return {
        "specversion": "1.0", "id": str(change.id), "source": f"urn:nld:oin:{oin(rsin)}:systeem:balie",
        "type": f"nl.overheid.{change.kanaal}.{change.resource}.{deed}", "subject": str(change.hoofd_id), "time": plain["aanmaakdatum"],
        "dataref": plain["resourceUrl"], "sequence": str(change.volgnummer), "sequencetype": "integer", "datacontenttype": JSON, "data": plain,
    }


def oin(rsin: str) -> str:
    """The organisation's number of the government, made of its RSIN: prefix 00000001, the RSIN, three zeros."""
    return f"00000001{rsin}000"


def body(made: dict[str, Any]) -> bytes:
    return msgspec.json.encode(made)


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def headers(*, message_id: UUID, moment: datetime, content: bytes, secret: str, media_type: str, auth: str) -> dict[str, str]:
    """`webhook-id` also without a secret: who got a message twice can see that it is the same."""
    found = {"Content-Type": media_type, "Authorization": auth, "webhook-id": str(message_id)}
    if secret:
        stamp = str(int(moment.timestamp()))
        found |= {"webhook-timestamp": stamp, "webhook-signature": signature(secret, str(message_id), stamp, content)}
    return found


def signature(secret: str, message_id: str, stamp: str, content: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.new(key, f"{message_id}.{stamp}.".encode() + content, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"
