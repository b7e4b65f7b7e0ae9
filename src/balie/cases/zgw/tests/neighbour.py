"""The Balie of another municipality as the other provider, over its own APIs, without a server in between. Answers can be spoiled or lost."""
from __future__ import annotations

from contextlib import contextmanager
from typing import Any

import httpx2
from django.db import connection
from django.test import Client

from balie.kernel import crypto, egress, tenancy
from balie.kernel.web.roots import root
from balie.zgw.models import Connection
from balie.zgw.providers import roots
from balie.zgw.providers.connections import SEALED
from balie.zgw.public import providers
from balie.zgw.tests.clients import SECRET, Api

HOST = "waterrijk.localhost"
ROOTS = {api: f"http://{HOST}/{api}/api/v1" for api in ("zaken", "documenten", "catalogi", "besluiten")}
HEADERS = ("authorization", "accept", "accept-crs", "content-crs")


class Neighbour:
    """`calls`: "GET <path>" of every call. `spoil(request)` may give an answer of its own; `lose(request)`: it is done, but the answer is lost."""

    def __init__(self, here: Any, there: Any) -> None:
        self.here, self.there = here, there
        self.calls: list[str] = []
        self.within: list[int] = []  # how many savepoints were open at each call
        self.spoil = lambda request: None
        self.lose = lambda request: False
        with tenancy.scope(there):
            self.api = Api(label="Zonnedam")
        self.connect()

    def connect(self, **changes: str) -> None:
        providers.set_connection(**{"name": "buur", "label": "Waterrijk", "client_id": self.api.client_id, "secret": SECRET, **ROOTS, **changes})

    @contextmanager
    def client(self, service: str):
        try:
            with httpx2.Client(transport=httpx2.MockTransport(self._answer), base_url=egress.address(service)) as http:
                yield http
        except httpx2.HTTPError as error:
            raise egress.EgressFailed(service, type(error).__name__) from None

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.calls.append(f"{request.method} {request.url.path}")
        self.within.append(len(connection.savepoint_ids))
        if (own := self.spoil(request)) is not None:
            return own
        answer = Client(headers={"host": request.url.netloc.decode()}).generic(
            request.method, request.url.raw_path.decode(), data=request.read(), content_type=request.headers.get("content-type", "application/json"),
            headers={name: request.headers[name] for name in HEADERS if name in request.headers},
        )
        if self.lose(request):
            raise httpx2.ReadTimeout("lost")
        return httpx2.Response(answer.status_code, content=answer.content, headers={"content-type": answer.headers.get("Content-Type", "")})

    def knows_us(self) -> Api:
        """It has a connection to us too, at the address under which the world knows us. Returns the client that it is here."""
        client, ours = Api(label="Waterrijk"), root()
        with self.holding():
            Connection.objects.create(  # a test has no https
                name="zonnedam", label="Zonnedam", client_id=client.client_id, secret=crypto.seal(SECRET, context=SEALED),
                **{api: f"{ours}/{api}/api/v1" for api in ROOTS},
            )
            roots.forget()
        return client

    def url(self, api: str, path: str, row: Any) -> str:
        return f"{ROOTS[api]}/{path}/{row.pk}"

    def holding(self):
        """In its own municipality."""
        return tenancy.scope(self.there)
