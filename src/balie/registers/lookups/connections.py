"""The outside services that a municipality connected for look-ups: where each is, and the sealed key with which it is asked."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from balie.kernel import audit, clock, crypto, egress, plugins, rotation
from balie.registers.models import LookupAnswer, LookupConnection
from balie.settings.outside import is_safe

SEALED = "registers.lookup.secret"
KIND = "lookup"
TOWN = "opzoeken"  # where the demo town plays such services
TOWN_KEY = ("X-Api-Key", "balie-demo-lookup-key")  # demo/config.py; it opens invented data only
TAKEN = {"host", "cookie", "content-length", "transfer-encoding", "connection", "accept", "accept-encoding"}


class Unfit(ValueError):
    """Something about the connection is not right; `str()` says what to do."""


@dataclass(frozen=True)
class Access:
    """How to ask it. `query`: what stands in its address itself; `headers` hold the key."""

    name: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str] = field(repr=False)


@transaction.atomic
def set_connection(*, name: str, label: str, address: str, header: str = "", secret: str = "") -> None:
    """Make or change it. What was kept of earlier answers is forgotten. Raises `Unfit`."""
    parts = urlsplit(address)
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,49}", name):
        raise Unfit("Noem de koppeling met kleine letters, cijfers en streepjes, zoals evenementenkalender.")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
        raise Unfit("Schrijf het adres als https://naam/pad, zonder inlognaam of #.")
    if not is_safe(address):
        raise Unfit("Het adres begint niet met https://. Antwoorden van aanvragers gaan nooit onversleuteld.")
    if bool(header) != bool(secret):
        raise Unfit("Geef de naam van de header en de sleutel allebei, of geen van beide.")
    if header and (not re.fullmatch(r"[A-Za-z0-9-]{1,60}", header) or header.lower() in TAKEN):
        raise Unfit("De sleutel kan niet in deze header. Kies er een als X-Api-Key of Authorization.")
    if not secret.isprintable() or not secret.isascii():
        raise Unfit("De sleutel heeft tekens die niet in een header kunnen.")
    LookupConnection.objects.update_or_create(name=name, defaults={
        "label": label, "address": address, "header": header, "secret": crypto.seal(secret, context=SEALED) if secret else b"",
        "answered_at": None, "failed_at": None, "failure": "",
    })
    LookupAnswer.objects.filter(connection=name).delete()
    audit.record("koppeling.ingesteld", object_ref=f"koppeling:{name}", details={"adres": address})


@transaction.atomic
def listed() -> list[LookupConnection]:
    return list(LookupConnection.objects.order_by("name"))


@transaction.atomic
def access_to(name: str) -> Access | None:
    """None: there is no such connection. In the demo one that is not set is played by the demo town."""
    row = LookupConnection.objects.filter(name=name).first()
    address = row.address if row else _in_town(name)
    if not address:
        return None
    parts, headers = urlsplit(address), {}
    if row and row.header:
        headers[row.header] = crypto.open_sealed(row.secret, context=SEALED)
    elif row is None:
        headers[TOWN_KEY[0]] = TOWN_KEY[1]
    return Access(name, parts.path or "/", tuple(parse_qsl(parts.query, keep_blank_values=True)), headers)


@transaction.atomic
def origin_of(name: str) -> str:
    """Scheme, host and port: the guard lets nothing through to elsewhere. Empty: there is no such connection."""
    row = LookupConnection.objects.filter(name=name).first()
    parts = urlsplit(row.address if row else _in_town(name))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _in_town(name: str) -> str:
    return f"{settings.BALIE.town_url.rstrip('/')}/{TOWN}/{name}" if settings.BALIE.mode == "demo" else ""


@transaction.atomic
def noted(name: str, failure: str = "") -> None:
    """How it went, for who administers. A success is not written every time."""
    now, rows = clock.now(), LookupConnection.objects.filter(name=name)
    if failure:
        rows.update(failed_at=now, failure=failure[:80])
    else:
        old = Q(answered_at=None) | Q(answered_at__lt=now - timedelta(minutes=1)) | Q(failed_at__gte=F("answered_at"))
        rows.filter(old).update(answered_at=now)


egress.addresses_of(KIND, origin_of)
plugins.register(rotation.KIND, "registers", lambda: rotation.Columns(LookupConnection, secret=SEALED))
