"""Random requests to the six ZGW APIs: schemathesis makes them from the OpenAPI file Balie serves, good ones and bad ones.

Left alone, nearly all of them end at an address that is nobody's. `grounded` puts existing addresses, ids and numbers in their place, so
that rules and tables are reached too.
"""
from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

import schemathesis
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from hypothesis import strategies as st

from balie.cases.zgw.tests import stage
from balie.zgw.autorisaties import memory
from balie.zgw.contract import conforming, facts, served
from balie.zgw.contract.contract import JSON, Operation, load
from balie.zgw.fields import JsonRefs, Ref, Refs
from balie.zgw.resources import UnknownResource, of_kind
from tests.contract.world import World, kind_of

ROOT = "http://localhost/{}/api/v1"
NOWHERE = "00000000-0000-4000-8000-000000000000"
MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
# An attribute, and what it points at.
POINTS_AT = {
    "zaak": "zaken/zaken", "hoofdzaak": "zaken/zaken", "zaaktype": "catalogi/zaaktypen", "statustype": "catalogi/statustypen",
    "resultaattype": "catalogi/resultaattypen", "roltype": "catalogi/roltypen", "eigenschap": "catalogi/eigenschappen",
    "catalogus": "catalogi/catalogussen", "besluittype": "catalogi/besluittypen", "informatieobjecttype": "catalogi/informatieobjecttypen",
    "zaakobjecttype": "catalogi/zaakobjecttypen", "besluit": "besluiten/besluiten", "object": "zaken/zaken", "gerelateerdAan": "zaken/zaken",
    "informatieobject": "documenten/enkelvoudiginformatieobjecten", "status": "zaken/statussen", "url": "zaken/zaken",
    "lock": "lock", "selectielijstProcestype": "lists/procestypen", "selectielijstklasse": "lists/resultaten",
    "resultaattypeomschrijving": "lists/resultaattypeomschrijvingen",
    "besluittypen": "catalogi/besluittypen", "informatieobjecttypen": "catalogi/informatieobjecttypen", "deelzaaktypen": "catalogi/zaaktypen",
}
FILES = ("inhoud",)  # of a form
NUMBERS = ("bronorganisatie", "verantwoordelijkeOrganisatie", "rsin", "opdrachtgevendeOrganisatie")


@dataclass(frozen=True)
class Request:
    operation: Operation
    path: str
    query: dict[str, Any]
    body: Any  # None: none
    mode: str

    def __str__(self) -> str:
        return f"{self.mode} {self.operation.method} {self.path}?{self.query} {json.dumps(self.body, default=str)[:1500]}"


@cache
def schema(api: str) -> dict[tuple[str, str], Any]:
    found = schemathesis.openapi.from_dict(_alone(served.openapi(api, ROOT.format(api)))).get_all_operations()
    return {(each.method.upper(), each.path): each for each in (result.ok() for result in found)}


@cache
def cases(operation: Operation, mode: schemathesis.GenerationMode) -> st.SearchStrategy[Any]:
    return schema(operation.api)[operation.method, operation.template].as_strategy(generation_mode=mode)


def _alone(node: Any) -> Any:
    """Without the files of the other APIs: an answer is held against those elsewhere, a request never needs them."""
    if isinstance(node, list):
        return [_alone(one) for one in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    return {} if isinstance(reference, str) and not reference.startswith("#") else {key: _alone(one) for key, one in node.items()}


@cache
def operations() -> list[Operation]:
    return [each for api in facts.APIS for each in load(api).operations.values()]


@st.composite
def requests(draw: Any, world: World, operation: Operation) -> Request:
    mode = draw(st.sampled_from(MODES))
    case = draw(cases(operation, mode))
    query = {str(name): value for name, value in (case.query or {}).items()} if isinstance(case.query, dict) else {}
    body = None if case.body is schemathesis.core.NOT_SET or not operation.body else case.body
    if draw(st.integers(0, 9)):
        body, query = draw(grounded(body, world)), draw(_asked(operation, draw(grounded(query, world))))
    return Request(operation, draw(_path(operation, case.path_parameters or {}, world)), query, body, mode.value)


@st.composite
def grounded(draw: Any, node: Any, world: World) -> Any:
    """The same, with what exists in the place of what was made up."""
    if isinstance(node, list):
        return [draw(grounded(one, world)) for one in node[:20]]
    if not isinstance(node, dict):
        return node
    found = {}
    for name, value in node.items():
        known = world.known.get(POINTS_AT.get(name, ""), ())
        if isinstance(value, str) and known and draw(st.integers(0, 5)):
            found[name] = draw(st.sampled_from(known))
        elif isinstance(value, list) and known and draw(st.integers(0, 5)):
            found[name] = draw(st.lists(st.sampled_from(known), max_size=2, unique=True))
        elif isinstance(value, str) and name in NUMBERS and draw(st.integers(0, 5)):
            found[name] = stage.RSIN
        else:
            found[name] = draw(grounded(value, world))
    return found


@st.composite
def _asked(draw: Any, operation: Operation, query: dict[str, Any]) -> dict[str, Any]:
    """Mostly a page that is there, and relations that can be expanded: the answer is 404 for any other."""
    found = dict(query)
    if "page" in found and draw(st.integers(0, 3)):
        found["page"] = 1
    if "expand" in operation.query and draw(st.integers(0, 3)):
        found.pop("expand", None)
        if names := draw(st.lists(st.sampled_from(_relations(operation)), max_size=3, unique=True)) if _relations(operation) else []:
            found["expand"] = ",".join(names)
    return found


@cache
def _relations(operation: Operation) -> list[str]:
    try:
        resource = of_kind(kind_of(operation.api, operation.template).removesuffix("/*"))
    except UnknownResource:
        return []
    return [each.wire for each in resource.fields if isinstance(each, Ref | Refs | JsonRefs)]


@st.composite
def _path(draw: Any, operation: Operation, made_up: dict[str, Any], world: World) -> str:
    steps = operation.template.strip("/").split("/")
    path = []
    for place, step in enumerate(steps):
        if step.startswith("{"):
            kind = kind_of(operation.api, "/".join(steps[:place]))
            urls = world.known.get(kind, ())
            if "*" in kind and urls and draw(st.integers(0, 3)):  # under its own zaak, not under another
                path = draw(st.sampled_from(urls)).partition("/api/v1/")[2].split("/")
                continue
            ids = [url.rpartition("/")[2] for url in urls]
            choices = [*ids, NOWHERE] if ids and draw(st.integers(0, 9)) else [quote(str(made_up.get(step[1:-1], "x")), safe="") or "x"]
            step = draw(st.sampled_from(choices))
        path.append(step)
    return f"/{operation.api}/api/v1/{'/'.join(path)}"


def send(world: World, request: Request) -> Any:
    """The answer; what it changed is undone. An error in the code is a 500 here too."""
    body, media = _sent(request)
    query = {name: value if isinstance(value, str | list) else json.dumps(value) for name, value in request.query.items()}
    with transaction.atomic():
        try:
            return world.api.request(request.operation.method, request.path, body, query=query or None, media=media)
        finally:
            transaction.set_rollback(True)
            if request.operation.api == "autorisaties":
                memory.forget()


def _sent(request: Request) -> tuple[str | bytes | None, str]:
    if request.body is None:
        return None, JSON
    if JSON in request.operation.body:
        return json.dumps(request.body, default=str), JSON
    if not isinstance(request.body, dict):  # a form cannot say this; what it is instead of one is nonsense all the same
        return json.dumps(request.body, default=str), MULTIPART_CONTENT
    fields = {str(name): value if isinstance(value, str) else json.dumps(value, default=str) for name, value in request.body.items()}
    files = {name: SimpleUploadedFile(name, fields.pop(name).encode("utf-8", "replace")) for name in FILES if name in fields}
    return encode_multipart(BOUNDARY, fields | files), MULTIPART_CONTENT


def wrong(request: Request, answer: Any) -> list[str]:
    """What is wrong with an answer; empty when nothing is."""
    if answer.status_code >= 500:
        raised = getattr(answer, "exc_info", None)
        return [f"status {answer.status_code}: {raised and raised[1]!r}"]
    operation = request.operation
    if answer.status_code >= 400:
        return _problem(answer)
    if operation.method == "HEAD" or answer.status_code == 304:
        return [] if not answer.content else ["a body where there may be none"]
    if answer.headers.get("Content-Type", JSON) != JSON:
        return []
    return conforming.conforms(operation.api, operation.id, answer.status_code, json.loads(answer.content) if answer.content else None)


def _problem(answer: Any) -> list[str]:
    """The standard has one form for everything that cannot be done, whatever the operation."""
    if answer.headers.get("Content-Type") != "application/problem+json":
        return [f"status {answer.status_code} as {answer.headers.get('Content-Type')}"]
    if not answer.content:
        return []
    status = 400 if answer.status_code == 400 and b"invalidParams" in answer.content else 404
    operation = "zaak_create" if status == 400 else "zaak_retrieve"
    return conforming.conforms("zaken", operation, status, json.loads(answer.content))
