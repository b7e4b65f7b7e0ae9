"""Trying a callback before anything is sent there in earnest: it has to take a message, and to refuse one without the right header."""
from __future__ import annotations

import re
from typing import Any

from balie.kernel import callbacks, clock
from balie.kernel.egress import EgressFailed, EgressRefused
from balie.zgw.errors import NOWHERE, InvalidParam
from balie.zgw.notificaties.message import JSON, body

TAKEN = 204
LONGEST = 1000
HEADER = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,8000}[\x21-\x7e])?")  # what every server takes
NOTHING = "https://voorbeeld.example/zaken/api/v1/zaken/00000000-0000-0000-0000-000000000000"
UNREACHED = InvalidParam(NOWHERE, "invalid-callback-url", "De callback URL neemt geen notificatie aan. Hij hoort met 204 te antwoorden.")
OPEN = InvalidParam("callbackUrl", "no-auth-on-callback-url", "De callback URL neemt ook notificaties aan zonder autorisatie. Beveilig hem.")


def tried(address: str, auth: str) -> InvalidParam | None:
    """What is wrong with it; None when it may be used. Talks to the outside: not to be done while rows are locked."""
    if len(address) > LONGEST:
        return InvalidParam("callbackUrl", "max_length", f"De callback URL is langer dan {LONGEST} tekens.")
    if not HEADER.fullmatch(auth):
        return InvalidParam("auth", "invalid", "Dit kan niet als header Authorization worden verstuurd.")
    try:
        callbacks.check(address)
    except callbacks.BadAddress as bad:
        return InvalidParam("callbackUrl", "bad-url", str(bad))
    try:
        if _answer(address, {"Authorization": auth}) != TAKEN:
            return UNREACHED
        return OPEN if _answer(address, {}) == TAKEN else None
    except (EgressFailed, EgressRefused):
        return UNREACHED


def _answer(address: str, headers: dict[str, str]) -> int:
    with callbacks.client(address) as http, http.stream("POST", address, content=body(_trial()), headers={"Content-Type": JSON} | headers) as answer:
        return answer.status_code


def _trial() -> dict[str, Any]:
    return {"kanaal": "test", "hoofdObject": NOTHING, "resource": "test", "resourceUrl": NOTHING, "actie": "create", "aanmaakdatum": clock.now(),
            "kenmerken": {}}
