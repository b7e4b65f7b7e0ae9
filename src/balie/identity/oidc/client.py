"""The conversation with an OpenID Connect provider: where to send the browser, and what its answer proves.

OpenID Connect Core 1.0 section 3.1 (authorization code flow), RFC 7636 (PKCE), RFC 9207 (iss in the answer); the level asked for goes in
`acr_values` and must come back in `acr`. Everything that leaves or enters goes through `kernel.egress`.
"""
from __future__ import annotations

import hashlib
import secrets
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from urllib.parse import urlencode

from joserfc import jwk, jwt
from joserfc.errors import JoseError

from balie.identity.views import LoginFailed, LoginStart
from balie.kernel import clock, egress

ALGORITHMS = ["RS256", "PS256", "ES256"]
LEEWAY = 30  # seconds that the clocks of both sides may differ
REMEMBER = 600  # seconds
ERRORS = {"access_denied": "cancelled", "interaction_required": "cancelled", "login_required": "expired"}  # the others: unavailable
_metadata: dict[str, tuple[float, dict]] = {}
_keys: dict[str, tuple[float, jwk.KeySet]] = {}


@dataclass(frozen=True, kw_only=True)
class Provider:
    """`service`: the name of its address in the settings. `scope`: what we ask."""

    service: str
    client_id: str
    client_secret: str
    scope: str = "openid"

    @property
    def issuer(self) -> str:
        return egress.address(self.service).rstrip("/")


def start(provider: Provider, *, redirect_uri: str, acr: str) -> LoginStart:
    """Begin a login. Raises `LoginFailed("unavailable")`."""
    verifier, state, nonce = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "response_type": "code", "client_id": provider.client_id, "redirect_uri": redirect_uri, "scope": provider.scope,
        "state": state, "nonce": nonce, "code_challenge": challenge, "code_challenge_method": "S256",
        "acr_values": acr, "prompt": "login", "ui_locales": "nl",
    }
    endpoint = metadata(provider)["authorization_endpoint"]
    url = f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"
    return LoginStart(url=url, transaction={"state": state, "nonce": nonce, "verifier": verifier, "redirect_uri": redirect_uri})


def finish(provider: Provider, *, answer: dict, transaction: dict) -> dict:
    """The checked claims of the ID token for this `answer` (query parameters). Raises `LoginFailed`."""
    if not secrets.compare_digest(answer.get("state", ""), transaction["state"]):
        raise LoginFailed("refused", "state does not match")
    if "iss" in answer and answer["iss"] != provider.issuer:
        raise LoginFailed("refused", "answer of another issuer")
    if "error" in answer:
        raise LoginFailed(ERRORS.get(answer["error"], "unavailable"), answer["error"][:60])
    if not answer.get("code"):
        raise LoginFailed("refused", "no code")
    return check(provider, _exchange(provider, answer["code"], transaction), nonce=transaction["nonce"])


def check(provider: Provider, id_token: str, *, nonce: str) -> dict:
    """OpenID Connect Core 3.1.3.7: signature, iss, aud, azp, exp, iat, nonce."""
    try:
        token = _decode(provider, id_token)
    except (JoseError, ValueError) as error:
        raise LoginFailed("refused", f"ID token: {type(error).__name__}") from None
    claims = token.claims
    audience = claims.get("aud")
    audience = [audience] if isinstance(audience, str) else audience or []
    now = clock.now().timestamp()
    faults = {
        "iss": claims.get("iss") != provider.issuer,
        "aud": provider.client_id not in audience,
        "azp": (len(audience) > 1 or "azp" in claims) and claims.get("azp") != provider.client_id,
        "exp": not _is_number(claims.get("exp")) or claims["exp"] <= now - LEEWAY,
        "iat": not _is_number(claims.get("iat")) or claims["iat"] > now + LEEWAY,
        "nonce": not isinstance(claims.get("nonce"), str) or not secrets.compare_digest(claims["nonce"], nonce),
    }
    wrong = [name for name, fault in faults.items() if fault]
    if wrong:
        raise LoginFailed("refused", f"ID token: wrong {', '.join(wrong)}")
    return claims


def _is_number(value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _decode(provider: Provider, id_token: str):
    try:
        return jwt.decode(id_token, keys(provider), algorithms=ALGORITHMS)
    except (JoseError, ValueError):
        # perhaps the provider changed its keys since we fetched them
        return jwt.decode(id_token, keys(provider, fresh=True), algorithms=ALGORITHMS)


def _exchange(provider: Provider, code: str, transaction: dict) -> str:
    data = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": transaction["redirect_uri"],
        "code_verifier": transaction["verifier"],
    }
    endpoint = metadata(provider)["token_endpoint"]
    try:
        with egress.client(provider.service) as http:
            response = http.post(endpoint, data=data, auth=(provider.client_id, provider.client_secret))
    except egress.EgressFailed as error:
        raise LoginFailed("unavailable", str(error)) from None
    if response.status_code != 200:
        raise LoginFailed("refused" if response.status_code < 500 else "unavailable", f"token endpoint answered {response.status_code}")
    try:
        return response.json()["id_token"]
    except (ValueError, KeyError, TypeError):
        raise LoginFailed("refused", "token endpoint gave no ID token") from None


def metadata(provider: Provider) -> dict:
    """OpenID Connect Discovery 1.0; the issuer it names must be the one we asked."""
    issuer = provider.issuer
    fetched, known = _metadata.get(issuer, (0.0, None))
    if known is None or time.monotonic() - fetched > REMEMBER:
        known = _get(provider, ".well-known/openid-configuration")
        if known.get("issuer") != issuer or not {"authorization_endpoint", "token_endpoint", "jwks_uri"} <= known.keys():
            raise LoginFailed("unavailable", "discovery does not match the issuer")
        _metadata[issuer] = (time.monotonic(), known)
    return known


def keys(provider: Provider, *, fresh: bool = False) -> jwk.KeySet:
    issuer = provider.issuer
    fetched, known = _keys.get(issuer, (0.0, None))
    age = time.monotonic() - fetched
    if known is None or age > REMEMBER or (fresh and age > 5):
        found = _get(provider, metadata(provider)["jwks_uri"])
        try:
            known = jwk.KeySet.import_key_set(found)
        except (JoseError, ValueError, KeyError, TypeError):
            raise LoginFailed("unavailable", "no keys") from None
        _keys[issuer] = (time.monotonic(), known)
    return known


def forget() -> None:
    """Fetch metadata and keys anew (tests)."""
    _metadata.clear()
    _keys.clear()


def _get(provider: Provider, url: str) -> dict:
    try:
        with egress.client(provider.service) as http:
            response = http.get(url)
            response.raise_for_status()
            found = response.json()
    except egress.EgressFailed as error:
        raise LoginFailed("unavailable", str(error)) from None
    except ValueError:
        raise LoginFailed("unavailable", "no JSON") from None
    if not isinstance(found, dict):
        raise LoginFailed("unavailable", "no JSON object")
    return found
