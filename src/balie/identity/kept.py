"""What somebody sent at the moment their login turned out to be over: kept, sealed, in their own session until they are back.

Only the same person gets it back, once, as a page with one button that sends it after all. Files cannot be kept.
"""
from __future__ import annotations

import json
from dataclasses import dataclass

from balie.kernel import clock, crypto

KEY, SEAL = "kept", "identity.kept"
MOST = 64 * 1024  # bytes
UNTIL = 3600  # seconds
NOT_KEPT = ("csrfmiddlewaretoken",)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """`fields`: (name, value) pairs as they were sent to `path`."""

    path: str
    fields: tuple[tuple[str, str], ...]


def keep(request, path: str) -> None:
    """Keep this POST. `request.expired_person` is whose session it was, when it was somebody's."""
    fields = [(name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values]
    text = json.dumps([path, fields])
    if not fields or len(text) > MOST:
        return
    resident = getattr(request, "resident", None)
    owner = str(resident.person_id) if resident else getattr(request, "expired_person", "")
    request.session[KEY] = {"owner": owner, "at": clock.now().timestamp(), "sealed": crypto.seal(text, context=SEAL).hex()}


def take(request) -> Kept | None:
    """What was kept for who is logged in now; it is gone from the session afterwards."""
    kept = request.session.pop(KEY, None)
    if kept is None or request.resident is None or clock.now().timestamp() - kept["at"] > UNTIL:
        return None
    if kept["owner"] not in ("", str(request.resident.person_id)):
        return None
    try:
        path, fields = json.loads(crypto.open_sealed(bytes.fromhex(kept["sealed"]), context=SEAL))
    except crypto.CannotOpen:  # its key was taken out of use meanwhile
        return None
    return Kept(path=path, fields=tuple((name, value) for name, value in fields))
