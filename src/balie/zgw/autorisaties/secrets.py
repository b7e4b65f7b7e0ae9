"""The secret that a client id signs its tokens with: how long it must be, how it is sealed, and that it is re-sealed when the key changes."""
from __future__ import annotations

import secrets

from balie.kernel import crypto, plugins, rotation
from balie.zgw.models import ClientId

SEALED = "zgw.client.secret"
SHORTEST, LONGEST = 16, 255


def new_secret() -> str:
    """256 random bits, in signs that survive a form, a shell and a settings file."""
    return secrets.token_urlsafe(32)


def sealed(secret: str) -> bytes:
    return crypto.seal(secret, context=SEALED)


def opened(value: bytes) -> str:
    return crypto.open_sealed(value, context=SEALED)


def fault(secret: str) -> str:
    """What is wrong with it, as a sentence; empty: nothing."""
    if len(secret) < SHORTEST:
        return f"Het geheim is te kort: neem er een van minstens {SHORTEST} tekens."
    if len(secret) > LONGEST or not secret.isprintable():
        return f"Neem een geheim van hoogstens {LONGEST} tekens, zonder regeleinden."
    return ""


plugins.register(rotation.KIND, "zgw", lambda: rotation.Columns(ClientId, secret=SEALED))
