"""The zaaksysteem of the demo town as the other side, without a server: every call is remembered, and answers can be spoiled or lost."""
from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx2
from django.test import RequestFactory
from django.urls import resolve

from balie.cases.elsewhere import connections
from balie.cases.export.tests import kit
from balie.cases.tests import factories
from balie.demo import config, faults
from balie.demo.municipality import MUNICIPALITIES
from balie.demo.zaaksysteem import store
from balie.identity import public as identity
from balie.kernel import egress

BSN, OTHER_BSN = "999993653", "999990019"
LABEL = "Zaaksysteem vergunningen"
REGISTRATION = "\nregistration:\n  - {als: hoogte >= 3, to: zgw, connection: vergunningen, zaaktype: TERRAS}\nzaak:\n"
PROPERTIES = ("  properties:\n    - {name: hoogte, value: hoogte}\n    - {name: kosten, value: bedrag * 2}\n"
              "    - {name: postcode, value: waar.postcode}\n"
              "    - {name: alleen_hier, value: kleur}\n  objects: [{address: waar, relation: Hier komt het}]\n")
PASSED = ("host", "authorization", "accept-crs", "content-crs")
ELSEWHERE = (("\nzaak:\n", REGISTRATION), ("  product: {name:", f"{PROPERTIES}  product: {{name:"))


@dataclass
class Call:
    method: str
    api: str
    path: str
    query: dict
    body: dict | None
    headers: dict = field(repr=False)
    answer: object = field(default=None, repr=False)


class Other:
    """`calls`: what was asked. `spoil(call)` may give an answer of its own; `lose(call)`: it is done, but the answer gets lost."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.spoil: Callable[[Call], httpx2.Response | None] = lambda call: None
        self.lose: Callable[[Call], bool] = lambda call: False
        self.before: Callable[[Call], None] = lambda call: None

    @contextmanager
    def client(self, service: str):
        base = egress.address(service)
        try:
            with httpx2.Client(transport=httpx2.MockTransport(lambda request: self._answer(service, request)), base_url=base) as http:
                yield http
        except httpx2.HTTPError as error:
            raise egress.EgressFailed(service, type(error).__name__) from None

    def _answer(self, service: str, request) -> httpx2.Response:
        body = json.loads(request.content) if request.content else None
        call = Call(request.method, service.rsplit(":", 1)[1], request.url.path, dict(request.url.params), body, dict(request.headers))
        self.calls.append(call)
        self.before(call)
        own = self.spoil(call)
        if own is not None:
            return own
        query = request.url.query.decode() if isinstance(request.url.query, bytes) else request.url.query
        posted = RequestFactory().generic(
            request.method, request.url.path + (f"?{query}" if query else ""), data=request.content,
            content_type=request.headers.get("content-type", "application/json"),
            headers={name: value for name, value in request.headers.items() if name.lower() in PASSED},
        )
        view, args, kwargs = resolve(request.url.path, urlconf="balie.demo.urls")
        answer = view(posted, *args, **kwargs)
        call.answer = json.loads(answer.content)
        if self.lose(call):
            raise httpx2.ReadTimeout("lost")
        return httpx2.Response(answer.status_code, content=answer.content, headers={"content-type": answer.headers["Content-Type"]})

    def made(self, ending: str) -> list[Call]:
        return [call for call in self.calls if call.method == "POST" and call.path.endswith(ending)]


def connect(**changes) -> None:
    connections.set_connection(**{
        "name": "vergunningen", "label": LABEL, "client_id": config.ZGW_CLIENT_ID, "secret": config.ZGW_SECRET, "domein": "VERG",
        "rsin": MUNICIPALITIES[0].rsin, **changes,
    })


def zaak(*changes, hoogte: str = "5", run_jobs=None, **more):
    """A zaak that goes elsewhere; (zaak_id, resident, application). Its jobs run when `run_jobs` is given."""
    version = kit.publish(*ELSEWHERE, *changes)
    person = identity.person_for_bsn(BSN)
    one = kit.application(version, person_id=person, answers={"hoogte": hoogte, "tekening": []}, **more)
    with factories.submitted(one):
        from balie.cases import intake

        zaak_id = intake.start_zaak(application_id=one.application_id)
        if run_jobs:
            run_jobs()
    return zaak_id, factories.resident(person), one


def there(kind: str = "zaak") -> list[dict]:
    """What the other side holds."""
    return list(store.rows(kind))


__all__ = ["BSN", "ELSEWHERE", "LABEL", "OTHER_BSN", "Call", "Other", "connect", "faults", "there", "zaak"]
