"""The signing key of both providers: RSA, made once and kept in the folder of the town."""
from __future__ import annotations

import json
import os
import threading
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import RSAKey

from balie.demo import place

_lock = threading.Lock()
_keys: dict[Path, RSAKey] = {}


def key() -> RSAKey:
    path = place.current().config.home / "oidc-key.json"
    with _lock:
        if path not in _keys:
            if not path.exists():
                fresh = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)
                part = path.with_name(f"{path.name}.{os.getpid()}")
                part.touch(mode=0o600)
                part.write_text(json.dumps(fresh.as_dict(private=True)))
                part.replace(path)
            _keys[path] = RSAKey.import_key(json.loads(path.read_text()))
        return _keys[path]


def public() -> dict:
    """The JSON Web Key Set (RFC 7517) that clients check signatures with."""
    return {"keys": [{**key().as_dict(private=False), "use": "sig", "alg": "RS256"}]}


def sign(claims: dict) -> str:
    return jwt.encode({"alg": "RS256", "kid": key().kid, "typ": "JWT"}, claims, key())
