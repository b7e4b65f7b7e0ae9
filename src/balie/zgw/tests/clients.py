"""A client of the ZGW APIs for tests: with its own secret and rights, over Django's test client."""
from __future__ import annotations

import json
import time
from collections.abc import Iterable
from itertools import count
from typing import Any

from django.test import Client as Browser
from joserfc import jwt
from joserfc.jwk import OctKey

from balie.kernel import tenancy
from balie.zgw.autorisaties import memory
from balie.zgw.autorisaties.secrets import sealed
from balie.zgw.models import Applicatie, Autorisatie, ClientId

SECRET = "een-geheim-van-minstens-32-tekens-lang"
CRS = {"accept-crs": "EPSG:4326", "content-crs": "EPSG:4326"}
_numbers = count(1)


def token(client_id: str, secret: str = SECRET, **claims: Any) -> str:
    given = {"iss": client_id, "iat": int(time.time()), "client_id": client_id, "user_id": "test", "user_representation": "Test"} | claims
    return jwt.encode({"alg": "HS256", "typ": "JWT"}, given, OctKey.import_key(secret))


class Api:
    """`get`, `post`, … take a path under the host, or a whole URL that an answer gave. `rights`: `[("zrc", ["zaken.lezen"], url, "openbaar")]`;
    None: everything."""

    def __init__(self, rights: Iterable[tuple[str, list[str], str, str]] | None = None, *, label: str = "Test") -> None:
        self.client_id = f"test-{next(_numbers)}"
        self.applicatie = Applicatie.objects.create(label=label, heeft_alle_autorisaties=rights is None)
        ClientId.objects.create(applicatie=self.applicatie, client_id=self.client_id, secret=sealed(SECRET))
        kinds = {"zrc": "zaaktype", "drc": "informatieobjecttype", "brc": "besluittype"}
        for component, scopes, kind, most in rights or ():
            Autorisatie.objects.create(
                applicatie=self.applicatie, component=component, scopes=scopes, max_vertrouwelijkheidaanduiding=most,
                **({kinds[component]: kind} if component in kinds else {}),
            )
        memory.forget()
        self.host = tenancy.current().hosts[0]
        self.root = f"http://{self.host}"
        self.browser = Browser(headers={"host": self.host})

    def request(self, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None, query: dict | None = None,
                media: str = "application/json") -> Any:
        path = path.removeprefix(self.root)
        sent = {"authorization": f"Bearer {token(self.client_id)}", **CRS, **(headers or {})}
        sent = {name: value for name, value in sent.items() if value is not None}
        what: dict[str, Any] = {"headers": sent, "query_params": query}
        if body is not None:
            what |= {"data": body if isinstance(body, bytes | str) else json.dumps(body, default=str), "content_type": media}
        return self.browser.generic(method, path, **what)

    def get(self, path: str, **options: Any) -> Any:
        query = {name: value for name, value in options.items() if name != "headers"}
        return self.request("GET", path, headers=options.get("headers"), query=query or None)

    def post(self, path: str, body: Any = None, **options: Any) -> Any:
        return self.request("POST", path, body, **options)

    def put(self, path: str, body: Any, **options: Any) -> Any:
        return self.request("PUT", path, body, **options)

    def patch(self, path: str, body: Any, **options: Any) -> Any:
        return self.request("PATCH", path, body, **options)

    def delete(self, path: str, **options: Any) -> Any:
        return self.request("DELETE", path, **options)

    def head(self, path: str, **options: Any) -> Any:
        return self.request("HEAD", path, **options)


def codes(answer: Any) -> dict[str, str]:
    """name → code of every mistake in a `ValidatieFout`."""
    return {each["name"]: each["code"] for each in answer.json().get("invalidParams", ())}
