"""The protocol side: discovery, keys, token, userinfo, logout (OpenID Connect Core 1.0, RFC 6749, RFC 7636)."""
from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from urllib.parse import unquote, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from balie.demo import faults, place
from balie.demo.local import is_local
from balie.demo.oidc import keys
from balie.demo.oidc.profiles import PROFILES, Profile, claims
from balie.demo.pages import page

CODE_SECONDS, TOKEN_SECONDS = 60, 300


def issuer(profile: Profile) -> str:
    return f"{place.current().config.url}/{profile.key}"


@require_GET
def discovery(request: HttpRequest, provider: str) -> HttpResponse:
    profile = PROFILES[provider]
    return faults.affects(provider)(lambda _: JsonResponse({
        "issuer": issuer(profile), "authorization_endpoint": f"{issuer(profile)}/authorize", "token_endpoint": f"{issuer(profile)}/token",
        "userinfo_endpoint": f"{issuer(profile)}/userinfo", "jwks_uri": f"{issuer(profile)}/jwks",
        "end_session_endpoint": f"{issuer(profile)}/logout", "response_types_supported": ["code"], "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"], "subject_types_supported": ["pairwise"], "scopes_supported": ["openid"],
        "id_token_signing_alg_values_supported": ["RS256"], "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"], "acr_values_supported": list(profile.levels),
        "claims_supported": ["sub", "acr", "auth_time"] + (["bsn"] if provider == "digid" else [
            "urn:etoegang:core:LegalSubjectID", "urn:etoegang:core:ActingSubjectID", "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr"]),
        "authorization_response_iss_parameter_supported": True,
    }))(request)


@require_GET
def jwks(request: HttpRequest, provider: str) -> HttpResponse:
    return faults.affects(provider)(lambda _: JsonResponse(keys.public()))(request)


def new_code(profile: Profile, asked: dict, who: dict, acr: str) -> str:
    """A code for one exchange within a minute."""
    code = secrets.token_urlsafe(32)
    place.current().journal.put("code", code, {
        "provider": profile.key, "client_id": asked["client_id"], "redirect_uri": asked["redirect_uri"], "nonce": asked.get("nonce", ""),
        "challenge": asked["code_challenge"], "who": who, "acr": acr, "at": int(time.time())})
    return code


def _client(request: HttpRequest) -> tuple[str, str]:
    scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            name, _, secret = base64.b64decode(rest, validate=True).decode().partition(":")
        except ValueError:
            return "", ""
        return unquote(name), unquote(secret)
    return request.POST.get("client_id", ""), request.POST.get("client_secret", "")


def _refused(error: str, description: str, status: int = 400) -> JsonResponse:
    return JsonResponse({"error": error, "error_description": description}, status=status)


@require_POST
def token(request: HttpRequest, provider: str) -> HttpResponse:
    return faults.affects(provider)(_token)(request, provider)


def _token(request: HttpRequest, provider: str) -> HttpResponse:
    profile, town = PROFILES[provider], place.current()
    client, secret = _client(request)
    if client != town.config.client_id or not hmac.compare_digest(secret, town.config.client_secrets[provider]):
        response = _refused("invalid_client", "client_id or client_secret is wrong", 401)
        response["WWW-Authenticate"] = "Basic"
        return response
    if request.POST.get("grant_type") != "authorization_code":
        return _refused("unsupported_grant_type", "only authorization_code")
    with town.journal.lock:  # two exchanges of one code at the same moment must not both succeed
        grant = town.journal.get("code", request.POST.get("code", ""))
        town.journal.put("code", request.POST.get("code", ""), None)
    if not grant or grant["provider"] != provider or time.time() - grant["at"] > CODE_SECONDS:
        return _refused("invalid_grant", "the code is unknown, used or too old")
    verifier = hashlib.sha256(request.POST.get("code_verifier", "").encode()).digest()
    if not hmac.compare_digest(base64.urlsafe_b64encode(verifier).rstrip(b"=").decode(), grant["challenge"]):
        return _refused("invalid_grant", "code_verifier does not match")
    if request.POST.get("redirect_uri") != grant["redirect_uri"] or grant["client_id"] != client:
        return _refused("invalid_grant", "redirect_uri or client does not match")
    access, at = secrets.token_urlsafe(32), int(time.time())
    _forget_old_tokens(at)
    identity = claims(profile, client, grant["who"])
    town.journal.put("token", access, {"provider": provider, "claims": identity, "until": at + TOKEN_SECONDS, "token": access})
    half = hashlib.sha256(access.encode()).digest()[:16]
    body = {"iss": issuer(profile), "aud": client, "iat": at, "exp": at + TOKEN_SECONDS, "auth_time": grant["at"], "acr": grant["acr"],
            "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(), **identity}
    if grant["nonce"]:
        body["nonce"] = grant["nonce"]
    response = JsonResponse({"access_token": access, "token_type": "Bearer", "expires_in": TOKEN_SECONDS, "id_token": keys.sign(body)})
    response["Cache-Control"] = "no-store"
    return response


def _forget_old_tokens(at: int) -> None:
    journal = place.current().journal
    for row in journal.all("token"):
        if row["until"] < at:
            journal.put("token", row["token"], None)


def userinfo(request: HttpRequest, provider: str) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        scheme, _, access = request.headers.get("Authorization", "").partition(" ")
        row = place.current().journal.get("token", access) if scheme.lower() == "bearer" else None
        if not row or row["provider"] != provider or row["until"] < time.time():
            response = _refused("invalid_token", "the access token is unknown or too old", 401)
            response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
            return response
        return JsonResponse(row["claims"])
    return faults.affects(provider)(view)(request)


def logout(request: HttpRequest, provider: str) -> HttpResponse:
    """RP-initiated logout 1.0. There is no session to end (DigiD knows no single sign-on), so it only sends back."""
    values = request.POST if request.method == "POST" else request.GET
    back = values.get("post_logout_redirect_uri", "")
    if back and is_local(back):
        extra = urlencode({"state": values["state"]}) if values.get("state") else ""
        response = HttpResponseRedirect(back + (("&" if "?" in back else "?") + extra if extra else ""))
        return response
    return page("uitgelogd.html", {"name": PROFILES[provider].name})
