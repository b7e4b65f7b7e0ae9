"""Sealing and fingerprinting of identifying data (AES-256-GCM and HMAC-SHA-256), with rotation.

A sealed value is `version byte ‖ key id (4 bytes) ‖ nonce (12) ‖ ciphertext and tag`. The context ("identity.person.bsn") is authenticated
with it, so that a value cannot be moved to another column. Keys come newest first from `settings.BALIE.keys()`: new values use the first,
old ones stay readable until `balie rotate-keys` has re-sealed them (`rotation`, where each room registers what it sealed).
"""
from __future__ import annotations

import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
NONCE = 12


class CannotOpen(ValueError):
    """The value was changed, belongs to another context, or its key is no longer known."""


@lru_cache(maxsize=1)
def _keys() -> tuple[tuple[bytes, bytes, bytes], ...]:
    from django.conf import settings

    return tuple((hashlib.sha256(b"id" + key).digest()[:4], _derive(key, b"seal"), _derive(key, b"fingerprint")) for key in settings.BALIE.keys())


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"balie." + purpose).derive(key)


def forget_keys() -> None:
    """Read the keys anew (after rotation, in tests)."""
    _keys.cache_clear()


def current_key_id() -> bytes:
    return _keys()[0][0]


def key_id_of(sealed: bytes) -> bytes:
    return bytes(sealed[1:5])


def seal(text: str, *, context: str) -> bytes:
    key_id, key, _ = _keys()[0]
    nonce = os.urandom(NONCE)
    return VERSION + key_id + nonce + AESGCM(key).encrypt(nonce, text.encode(), context.encode())


def open_sealed(sealed: bytes, *, context: str) -> str:
    sealed = bytes(sealed)
    for key_id, key, _ in _keys():
        if sealed[:1] == VERSION and sealed[1:5] == key_id:
            try:
                return AESGCM(key).decrypt(sealed[5:5 + NONCE], sealed[5 + NONCE:], context.encode()).decode()
            except InvalidTag:
                raise CannotOpen("The sealed value does not match its key and context.") from None
    raise CannotOpen("The key of this sealed value is not among BALIE_SECRET_KEYS.")


def fingerprint(text: str, *, context: str) -> bytes:
    """Keyed hash under the newest key: equal texts have equal fingerprints, and nothing else shows."""
    return fingerprints(text, context=context)[0]


def fingerprints(text: str, *, context: str) -> list[bytes]:
    """Under every known key, newest first: to look up rows while a rotation is under way."""
    message = context.encode() + b"\x00" + text.encode()
    return [hmac.new(key, message, hashlib.sha256).digest() for _, _, key in _keys()]
