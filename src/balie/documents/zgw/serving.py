"""The operations of the Documenten API that are no plain list, read, create, update or destroy."""
from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.http import content_disposition_header

from balie.documents import checks, downloads, streams
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.zgw import locking
from balie.documents.zgw.enkelvoudiginformatieobject import ENKELVOUDIGINFORMATIEOBJECT as RESOURCE
from balie.documents.zgw.enkelvoudiginformatieobject import VERSIE
from balie.documents.zgw.fields import part_shown
from balie.kernel import audit
from balie.zgw.public import Answer, Call, Forbidden, Invalid, NotFound, access, handles, reading, rows, showing, writing

API, NAME = "documenten", "enkelvoudiginformatieobject"


@cache
def versions() -> rows.Reader:
    return rows.Reader(VERSIE)


@handles(API, f"{NAME}_create")
def create(call: Call) -> Answer:
    """The lock of a document whose content comes in parts is told once more, since it was never asked for."""
    _key, shown = writing.create(
        RESOURCE, client=call.client, scopes=call.operation.scopes, links=call.links, body=call.body, note=call.toelichting,
        wrong=getattr(call.body, "wrong", ()),
    )
    lock = next((part["lock"] for part in shown["bestandsdelen"]), "")
    return Answer(shown | {"lock": lock}, headers={"Location": shown["url"]})


@handles(API, f"{NAME}_retrieve")
def retrieve(call: Call) -> Answer | None:
    """drc-010: a version that is asked for. None: the newest, which is a plain read."""
    if not _asked(call):
        return None
    version = _version(call)
    (row,) = versions().rows([version.pk])
    return Answer(showing.shown(RESOURCE, call, [row], reader=versions())[0])


@handles(API, f"{NAME}_download")
def download(call: Call) -> Answer:
    version = _version(call)
    if not version.inhoud:
        raise NotFound("Dit document heeft geen inhoud.")
    content = streams.Checked(
        version.inhoud, size=version.bestandsomvang, sha256=version.sha256, what=f"document:{call.key} versie {version.versie}"
    )
    audit.record("document.gelezen", object_ref=f"document:{call.key}", purpose="Documenten API", details={"versie": version.versie})
    return Answer(content=content, headers=downloads.SAFE | {
        "Content-Type": "application/octet-stream", "Content-Length": str(version.bestandsomvang),
        "Content-Disposition": content_disposition_header(True, checks.plain_name(version.bestandsnaam)), "Accept-Ranges": "bytes",
        **({"ETag": f'"{version.sha256}"'} if version.sha256 else {}),
    })


def _asked(call: Call) -> dict[str, Any]:
    asked = {}
    if (number := call.query.get("versie")) is not None:
        asked["versie"] = number
    if (moment := call.query.get("registratieOp")) is not None:
        asked["begin_registratie__lte"] = moment
    return asked


def _version(call: Call) -> Versie:
    """Of a document that the client may see as it is now, and as it was then."""
    reading.one(RESOURCE, call.client, call.operation.scopes, call.key)
    version = Versie.objects.filter(VERSIE.only, canonical=call.key, **(_asked(call) or {"actueel": True})).order_by("-versie").first()
    if version is None:
        raise NotFound("Deze versie bestaat niet.")
    if call.client.only_published and not version.is_gereed_voor_publicatie:
        raise Forbidden
    if not access.allowed(RESOURCE, call.client, call.operation.scopes, version.informatieobjecttype, version.vertrouwelijkheidaanduiding):
        raise Forbidden
    return version


@handles(API, f"{NAME}__zoek")
def zoek(call: Call) -> Answer:
    if wrong := getattr(call.body, "wrong", ()):
        raise Invalid(wrong)
    given = {name: value for name, value in call.body.items() if name != "expand" and value != ""}
    page = reading.page(RESOURCE, call.client, call.operation.scopes, given, number=call.query.get("page") or 1)
    found = showing.shown(RESOURCE, call, page.rows, asked=call.body.get("expand"))
    return Answer(showing.paged(page, found, f"{call.links.collection(RESOURCE.kind)}/_zoek", call.query))


@handles(API, f"{NAME}_lock")
def lock(call: Call) -> Answer:
    return Answer({"lock": locking.lock(call)})


@handles(API, f"{NAME}_unlock")
def unlock(call: Call) -> Answer:
    if wrong := getattr(call.body, "wrong", ()):
        raise Invalid(wrong)
    locking.unlock(call, given=(call.body or {}).get("lock") or "")
    return Answer()


@handles(API, "bestandsdeel_update")
def receive(call: Call) -> Answer:
    part, held = locking.receive(call, given=(call.body or {}).get("lock"), file=call.files.get("inhoud"))
    return Answer(part_shown(call.links, id=part.pk, volgnummer=part.volgnummer, omvang=part.omvang, voltooid=part.voltooid, lock=held))
