"""For every operation of the six ZGW APIs plain requests, one of which succeeds on what `world` made, and how many queries that takes."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.test.utils import CaptureQueriesContext

from balie.cases.zgw.tests import stage
from balie.kernel import clock
from balie.zgw.autorisaties import memory
from balie.zgw.contract.contract import JSON, Operation
from tests.contract.world import World, kind_of

TIMES = 3  # the first time also fills what is kept in memory; of the others one may be the moment at which that is read again
# What two of a kind may not have alike; None: is given by Balie.
OTHERWISE: dict[str, dict[str, Any]] = {
    "zaken/zaken": {"identificatie": None}, "zaken/statussen": {"datumStatusGezet": "2026-01-30T12:00:00Z"},
    "catalogi/catalogussen": {"domein": "ANDER"}, "catalogi/zaaktypen": {"identificatie": "ANDERS"},
    "catalogi/eigenschappen": {"naam": "vorm"}, "catalogi/statustypen": {"volgnummer": 9, "omschrijving": "Anders"},
    "catalogi/resultaattypen": {"omschrijving": "Anders"}, "catalogi/roltypen": {"omschrijving": "Anders"},
    "catalogi/besluittypen": {"omschrijving": "Anders"}, "catalogi/informatieobjecttypen": {"omschrijving": "Anders"},
    "catalogi/zaaktype-informatieobjecttypen": {"volgnummer": 9}, "besluiten/besluiten": {"identificatie": None},
    "documenten/enkelvoudiginformatieobjecten": {"identificatie": None, "inhoud": "aGFsbG8=", "bestandsomvang": 5, "integriteit": None},
    "notificaties/kanaal": {"naam": "ander"}, "notificaties/abonnement": {"auth": "Bearer geheim"},
    "autorisaties/applicaties": {"clientIds": ["nog-een"], "label": "Nog een"},
    "zaken/zaakcontactmomenten": {"contactmoment": "https://zonnedam.example/contactmomenten/2"},
    "zaken/zaakverzoeken": {"verzoek": "https://zonnedam.example/verzoeken/2"},
}
ONE_ONLY = {
    "zaken/resultaten", "zaken/rollen", "zaken/zaakinformatieobjecten", "zaken/zaken/*/zaakeigenschappen", "besluiten/besluitinformatieobjecten",
}
IN_THE_WAY = {  # of what is taken away: what has to go first
    "zaken/zaken": ("besluiten/besluiten",), "catalogi/besluittypen": ("besluiten/besluiten",),
    "documenten/enkelvoudiginformatieobjecten": ("besluiten/besluitinformatieobjecten", "zaken/zaakinformatieobjecten"),
}
DOCUMENT = "documenten/enkelvoudiginformatieobjecten"


@dataclass(frozen=True)
class Plain:
    """`before`: requests that make it possible; what they take is not counted."""

    path: str
    body: Any = None
    before: tuple[tuple[str, str, Any], ...] = ()


@dataclass(frozen=True)
class Took:
    status: int
    queries: int
    said: str


def took(world: World, operation: Operation) -> Took:
    """Of the first request that succeeds; else what the last one was told."""
    answer = Took(0, 0, "nothing to ask for")
    for plain in requests(world, operation):
        answer = send(world, operation, plain)
        if answer.status < 300:
            return answer
    return answer


def send(world: World, operation: Operation, plain: Plain) -> Took:
    """What it changed is undone."""
    counts = []
    for _time in range(TIMES):
        with transaction.atomic():
            try:
                for method, path, body in plain.before:
                    world.api.request(method, path, body)
                body, media = _form(plain.body) if isinstance((plain.body or {}).get("inhoud"), bytes) else (plain.body, JSON)
                with CaptureQueriesContext(connection) as seen:
                    answer = world.api.request(operation.method, plain.path, body, media=media)
            finally:
                transaction.set_rollback(True)
                if operation.api == "autorisaties" and operation.method not in ("GET", "HEAD"):
                    memory.forget()
        counts.append(len(seen))
    said = "" if answer.streaming else answer.content.decode("utf-8", "replace")
    return Took(answer.status_code, min(counts[1:]), said[:600])


def _form(body: dict[str, Any]) -> tuple[bytes, str]:
    return encode_multipart(BOUNDARY, body | {"inhoud": SimpleUploadedFile("deel", body["inhoud"])}), MULTIPART_CONTENT


def requests(world: World, operation: Operation) -> Iterator[Plain]:
    kind = _kind(operation)
    for path in _paths(world, operation):
        for body, before in _bodies(world, operation, kind, path):
            yield Plain(path, body, before)


def _kind(operation: Operation) -> str:
    """Of what it is about: of `/zaken/{uuid}` and of `/zaken` the same."""
    return kind_of(operation.api, operation.template).removesuffix("/*")


def _paths(world: World, operation: Operation) -> Iterator[str]:
    """With what exists in the place of every `{…}`, the last made first: nothing hangs on that yet."""
    root, steps = f"{world.api.root}/{operation.api}/api/v1", operation.template.strip("/").split("/")
    places = [number for number, step in enumerate(steps) if step.startswith("{")]
    if not places:
        query = {"/applicaties/consumer": f"?clientId={world.api.client_id}"}.get(operation.template, "")
        yield f"{root}/{'/'.join(steps)}{query}"
        return
    for url in reversed(world.known.get(kind_of(operation.api, "/".join(steps[:places[-1]])), ())):
        yield "/".join([url, *steps[places[-1] + 1:]])


def _bodies(world: World, operation: Operation, kind: str, path: str) -> Iterator[tuple[Any, tuple[tuple[str, str, Any], ...]]]:
    locks = world.known["lock"]
    last = operation.template.rpartition("/")[2]
    if operation.method in ("GET", "HEAD"):
        yield None, ()
    elif operation.method == "DELETE":
        first = tuple(("DELETE", url, None) for each in IN_THE_WAY.get(kind, ()) for url in world.known[each])
        yield from ((None, (*first, ("POST", f"{path}/unlock", {"lock": lock}))) for lock in locks) if kind == DOCUMENT else iter([(None, first)])
    elif last == "_zoek":
        yield {"uuid__in": [url.rpartition("/")[2] for url in world.known[kind.rpartition("/")[0]]]}, ()
    elif last == "zaaknummer_reserveren":
        yield {"bronorganisatie": stage.RSIN}, ()
    elif last in ("lock", "unlock"):
        unlocked = [(("POST", f"{path.removesuffix('/lock')}/unlock", {"lock": lock}),) for lock in locks]
        yield from (({}, before) for before in unlocked) if last == "lock" else (({"lock": lock}, ()) for lock in locks)
    elif last == "publish":
        yield None, ()
    elif kind == "documenten/bestandsdelen":
        yield from (({"inhoud": b"hallo", "lock": lock}, ()) for lock in locks)
    elif kind == "notificaties/notificaties":
        yield {
            "kanaal": "zaken", "hoofdObject": world.known["zaken/zaken"][0], "resource": "zaak", "resourceUrl": world.known["zaken/zaken"][0],
            "actie": "update", "aanmaakdatum": clock.now().isoformat(), "kenmerken": {},
        }, ()
    elif operation.method == "PATCH":
        yield from (({"lock": lock}, ()) for lock in locks) if kind == DOCUMENT else iter([({}, ())])
    elif operation.method == "PUT":
        now = world.api.get(path).json()
        again = {"auth": "Bearer geheim"} if kind == "notificaties/abonnement" else {}
        yield from ((now | {"inhoud": None, "lock": lock}, ()) for lock in locks) if kind == DOCUMENT else iter([(now | again, ())])
    else:
        yield from _likes(world, kind)


def _likes(world: World, kind: str) -> Iterator[tuple[Any, tuple[tuple[str, str, Any], ...]]]:
    """One more like those there are; where there may be one only, in its place."""
    for url in world.known.get(kind, ()):
        like = world.api.get(url).json() | OTHERWISE.get(kind, {})
        body = {name: value for name, value in like.items() if value is not None and name not in ("url", "uuid")}
        yield body, ((("DELETE", url, None),) if kind in ONE_ONLY else ())


def all_of(world: World, operations: Iterable[Operation]) -> dict[str, Took]:
    """`"zaken GET /zaken/{uuid}"` → what it took."""
    return {name(operation): took(world, operation) for operation in operations}


def name(operation: Operation) -> str:
    return f"{operation.api} {operation.method} {operation.template}"
