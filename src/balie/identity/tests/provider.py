"""An OpenID Connect provider inside the test: real keys, real tokens, and every mistake one may want it to make."""
from __future__ import annotations

import secrets
from contextlib import contextmanager
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx2
from joserfc import jwk, jwt

from balie.kernel import clock, egress

ISSUER = "https://digid.example"
BSN = "999993653"
MIDDEN = "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"
BASIS = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"


class FakeProvider:
    """`mistakes`: claims to put instead of the right ones (None: leave out); `key`: what it signs with."""

    def __init__(self):
        self.published = jwk.RSAKey.generate_key(2048, {"kid": "one"})
        self.key = self.published
        self.mistakes: dict = {}
        self.claims = {"sub": "pseudonym", "bsn": BSN, "acr": MIDDEN}
        self.asked: dict[str, dict] = {}
        self.down = False
        self.broken: dict[str, httpx2.Response | Exception] = {}  # path → what it does instead
        self.metadata = {
            "issuer": ISSUER, "authorization_endpoint": f"{ISSUER}/authorize", "token_endpoint": f"{ISSUER}/token", "jwks_uri": f"{ISSUER}/jwks",
        }

    def visit(self, url: str) -> dict:
        """The resident logs in there; returns the query that the browser brings back."""
        asked = dict(parse_qsl(urlsplit(url).query))
        code = secrets.token_urlsafe(8)
        self.asked[code] = asked
        return {"code": code, "state": asked["state"], "iss": ISSUER}

    def handle(self, request: httpx2.Request) -> httpx2.Response:
        if self.down:
            raise httpx2.ConnectError("down")
        if instead := self.broken.get(request.url.path):
            if isinstance(instead, Exception):
                raise instead
            return httpx2.Response(instead.status_code, content=instead.content, request=request)
        match request.url.path:
            case "/.well-known/openid-configuration":
                return httpx2.Response(200, json=self.metadata)
            case "/jwks":
                return httpx2.Response(200, json={"keys": [self.published.as_dict(private=False)]})
            case "/token":
                form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
                asked = self.asked.pop(form["code"], None)
                if asked is None or form["redirect_uri"] != asked["redirect_uri"]:
                    return httpx2.Response(400, json={"error": "invalid_grant"})
                return httpx2.Response(200, json={"id_token": self.token(asked), "access_token": "x", "token_type": "Bearer"})
        return httpx2.Response(404)

    def token(self, asked: dict) -> str:
        now = int(clock.now().timestamp())
        claims = {"iss": ISSUER, "aud": asked["client_id"], "iat": now, "exp": now + 300, "nonce": asked["nonce"]} | self.claims | self.mistakes
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key, algorithms=["RS256"])

    @contextmanager
    def client(self, service: str):
        try:
            yield httpx2.Client(transport=httpx2.MockTransport(self.handle), base_url=ISSUER + "/")
        except httpx2.HTTPError as error:
            raise egress.EgressFailed(service, type(error).__name__) from None
