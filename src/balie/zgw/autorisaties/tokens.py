"""Who is at the door of a ZGW API: reads and verifies the JWT in the header `Authorization`, and says what its client may do.

The standard: a token is signed with HS256 under the secret of its `client_id`, and counts for a limited time after `iat` (`BALIE_JWT_EXPIRY`).
It says nothing about rights. An unknown client and a wrong signature get the same answer, so that nobody learns which client ids exist.
"""
from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from joserfc.jws import JWSRegistry

from balie.kernel import clock
from balie.zgw import errors
from balie.zgw.autorisaties import memory
from balie.zgw.autorisaties.rights import Limits
from balie.zgw.autorisaties.secrets import new_secret

LONGEST = 4096
LEEWAY = 30  # seconds that clocks may differ
LONGEST_NAME = 255
FAR_AWAY = 1e11
# older clients repeat the client id in the header of the token; what is unknown there is ignored, as RFC 7515 wants
_REGISTRY = JWSRegistry(algorithms=["HS256"], strict_check_header=False)
_NOBODY = OctKey.import_key(new_secret())  # verified against when there is no such client, so that it takes as long


class _Claimed(msgspec.Struct):
    client_id: str


@dataclass(frozen=True, slots=True)
class Client:
    """An applicatie that showed a good token. `user_id` and `user_representation` are what it says of who works with it; they prove nothing."""

    client_id: str
    applicatie_id: UUID
    label: str
    user_id: str
    user_representation: str
    superuser: bool
    only_published: bool
    _known: memory.Known

    def may(self, component: str, *scopes: str) -> bool:
        """Whether it holds one of the scopes, for whatever type."""
        return self._known.rights.may(component, *scopes)

    def limits(self, component: str, scopes: frozenset[str]) -> Limits:
        """For which types, and up to which vertrouwelijkheidaanduiding, it holds one of the scopes."""
        return self._known.rights.limits(component, scopes)


def signed(client_id: str, key: OctKey, *, at: float) -> str:
    """A token as the standard has it, of Balie itself: to log in at another system, or to try our own APIs. `at`: now, for who reads it."""
    claims = {"iss": client_id, "iat": int(at), "client_id": client_id, "user_id": "balie", "user_representation": "Balie"}
    return jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, key)


def authenticate(authorization: str) -> Client:
    """The client of the current municipality that sent this header. Raises `errors.NotAuthenticated` or `errors.Forbidden`."""
    scheme, _, token = authorization.partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        raise errors.NotAuthenticated
    client_id = _claimed(token)
    known = memory.client(client_id)
    claims = known.verified.get(token) if known else None
    if claims is None:
        claims = _verified(token, known.key if known else _NOBODY)
        if known is None or claims.get("client_id") != client_id:
            raise _bad_signature()
        known.remember(token, claims)
    _in_time(claims)
    return Client(
        client_id=known.client_id, applicatie_id=known.applicatie_id, label=known.label, user_id=_name(claims, "user_id"),
        user_representation=_name(claims, "user_representation"), superuser=known.rights.everything, only_published=known.only_published,
        _known=known,
    )


def _claimed(token: str) -> str:
    """The client id that the token names; not verified yet."""
    parts = token.split(".")
    if len(token) > LONGEST or len(parts) != 3:
        raise _unreadable()
    try:
        content = base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4))
        found = msgspec.json.decode(content, type=_Claimed).client_id
    except msgspec.ValidationError:
        raise errors.Forbidden("In het token ontbreekt `client_id`.", code="missing-client-identifier") from None
    except (binascii.Error, msgspec.DecodeError, ValueError):
        raise _unreadable() from None
    if not found or "\x00" in found:
        raise errors.Forbidden("In het token ontbreekt `client_id`.", code="missing-client-identifier")
    return found


def _verified(token: str, key: OctKey) -> dict[str, Any]:
    """The claims, once the signature is found to be of that key. The comparison takes the same time whatever is wrong."""
    try:
        return dict(jwt.decode(token, key, registry=_REGISTRY).claims)
    except (JoseError, ValueError, RecursionError):
        raise _bad_signature() from None


def _in_time(claims: Mapping[str, Any]) -> None:
    """Checked at every use, also of a token that was verified before."""
    now, issued = clock.now().timestamp(), _moment(claims, "iat")
    if issued is None:
        raise errors.Forbidden("In het token ontbreekt `iat`: het moment waarop het is gemaakt.", code="jwt-missing-iat-claim")
    expires, begins = _moment(claims, "exp"), _moment(claims, "nbf")
    if now >= issued + settings.BALIE.jwt_expiry + LEEWAY or (expires is not None and now >= expires + LEEWAY):
        raise errors.Forbidden("Het token is verlopen. Maak een nieuw.", code="jwt-expired")
    if now < max(issued, begins or 0) - LEEWAY:
        raise errors.Forbidden("Het token is nog niet geldig. Loopt de klok van uw systeem gelijk?", code="jwt-not-yet-valid")


def _moment(claims: Mapping[str, Any], name: str) -> float | None:
    """Seconds since 1970. What is there but is no moment makes the token worthless."""
    found = claims.get(name)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found < FAR_AWAY:  # also refuses NaN, which compares as nothing
        raise errors.Forbidden(f"In het token is `{name}` geen tijdstip.", code="jwt-decode-error")
    return found


def _name(claims: Mapping[str, Any], name: str) -> str:
    """As text that a database takes, whatever was sent."""
    found = claims.get(name)
    return str(found).replace("\x00", "")[:LONGEST_NAME] if isinstance(found, str | int) else ""


def _unreadable() -> errors.Forbidden:
    return errors.Forbidden("Wij kunnen het token niet lezen. Is het heel overgenomen?", code="jwt-decode-error")


def _bad_signature() -> errors.Forbidden:
    return errors.Forbidden("De client id of de handtekening van het token klopt niet.", code="invalid-jwt-signature")
