"""Calls a view of the town without a server: the address is looked up in the town's own urls."""
from __future__ import annotations

import base64
import hashlib
import json
import re
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import resolve


class Calls:
    def __init__(self, place) -> None:
        self.place, self.factory = place, RequestFactory()

    def __call__(self, method: str, address: str, *, body: dict | None = None, form: dict | None = None, **headers: str) -> HttpResponse:
        parts = urlsplit(address)
        extra: dict = {"headers": {name.replace("_", "-"): value for name, value in headers.items()}}
        if body is not None:
            extra |= {"data": json.dumps(body), "content_type": "application/json"}
        elif form is not None:
            extra |= {"data": urlencode(form), "content_type": "application/x-www-form-urlencoded"}
        request = self.factory.generic(method, parts.path + (f"?{parts.query}" if parts.query else ""), **extra)
        view, args, kwargs = resolve(parts.path, urlconf="balie.demo.urls")
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return HttpResponse(status=404)

    def brp(self, **query: object) -> tuple[int, dict]:
        response = self("POST", "/haalcentraal/api/brp/personen", body=query, x_api_key=self.place.config.keys["brp"])
        return response.status_code, json.loads(response.content)

    def mollie(self, method: str, path: str, body: dict | None = None, **headers: str) -> tuple[int, dict]:
        response = self(method, f"/mollie/v2/{path}", body=body, authorization=f"Bearer {self.place.config.keys['mollie']}", **headers)
        return response.status_code, json.loads(response.content)

    def fault(self, simulator: str, fault: str, seconds: float | None = None) -> None:
        body = {"simulator": simulator, "fault": fault} | ({} if seconds is None else {"seconds": seconds})
        assert self("POST", "/console/faults", body=body).status_code == 200

    def bsn(self, key: str) -> str:
        return next(one["bsn"] for one in self.place.town.test_people if one["key"] == key)

    # -- the dance of OpenID Connect -------------------------------------------------------------------------------------

    verifier = "v" * 50
    callback = "http://localhost:8000/terug"

    def asked(self, **other: str) -> str:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        return urlencode({"client_id": "balie", "redirect_uri": self.callback, "response_type": "code", "scope": "openid", "state": "st&1",
                          "nonce": "n1", "code_challenge": challenge, "code_challenge_method": "S256", **other})

    def press(self, provider: str, button: str, *, who: str = "", level: str = "", **asked: str) -> dict[str, str]:
        """Opens the login page and presses a button; gives the values that come back to the client."""
        page = self("GET", f"/{provider}/authorize?{self.asked(**asked)}").content.decode()
        sealed = re.search(r'name="request" value="([^"]+)"', page).group(1)
        form = {"request": sealed, "knop": button, "persoon": who, **({"niveau": level} if level else {})}
        response = self("POST", f"/{provider}/login", form=form)
        assert response.status_code == 303, response.content.decode()
        assert response["Location"].startswith(self.callback)
        return {key: values[0] for key, values in parse_qs(urlsplit(response["Location"]).query).items()}

    def token(self, provider: str, code: str, **other: str) -> HttpResponse:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.callback, "code_verifier": self.verifier,
                "client_id": "balie", "client_secret": self.place.config.client_secrets[provider], **other}
        return self("POST", f"/{provider}/token", form=form)
