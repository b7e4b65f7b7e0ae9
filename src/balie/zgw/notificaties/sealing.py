"""What subscribers entrusted to us, sealed: their header Authorization, and the secret that messages to them are signed with."""
from __future__ import annotations

from balie.kernel import crypto, plugins, rotation
from balie.zgw.models import Abonnement

AUTH, SECRET = "zgw.abonnement.auth", "zgw.abonnement.secret"


def seal_auth(text: str) -> bytes:
    return crypto.seal(text, context=AUTH)


def seal_secret(text: str) -> bytes:
    return crypto.seal(text, context=SECRET)


def auth_of(row: Abonnement) -> str:
    return crypto.open_sealed(row.auth, context=AUTH)


def secret_of(row: Abonnement) -> str:
    """Empty: messages to it are not signed."""
    return crypto.open_sealed(row.secret, context=SECRET) if row.secret else ""


plugins.register(rotation.KIND, "zgw_notificaties", lambda: rotation.Columns(Abonnement, auth=AUTH, secret=SECRET))
