"""The Documenten API: keeping a document with its content, finding it by its identificatie, reading it."""
from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime

from django.http import HttpRequest
from django.views.decorators.http import require_http_methods, require_safe

from balie.demo.zaaksysteem import catalogus, store
from balie.demo.zaaksysteem.http import Wrong, api, asked, body_of, paged

VERSION = "1.7.1"
MOST = 30_000_000  # bytes


@require_http_methods(["GET", "HEAD", "POST"])
@api(VERSION)
def documenten(request: HttpRequest):
    if request.method != "POST":
        where = asked(request, "identificatie", "bronorganisatie")
        return 200, paged(request, list(store.rows("document", **where)))
    body = body_of(request, "bronorganisatie", "creatiedatum", "titel", "auteur", "taal", "informatieobjecttype")
    if catalogus.found("informatieobjecttypen", body["informatieobjecttype"]) is None:
        raise Wrong("informatieobjecttype", "bad-url")
    try:
        data = base64.b64decode(body.get("inhoud") or "", validate=True)
    except (binascii.Error, ValueError):
        raise Wrong("inhoud", "invalid") from None
    if body.get("bestandsomvang") is not None and body["bestandsomvang"] != len(data):
        raise Wrong("nonFieldErrors", "file-size")
    if len(data) > MOST:
        raise Wrong("inhoud", "file-size")
    with store.lock():
        key = store.new_key()
        name = body.get("identificatie") or f"DOCUMENT-{key[:8]}"
        if next(store.rows("document", identificatie=name, bronorganisatie=body["bronorganisatie"]), None):
            raise Wrong("identificatie", "identificatie-niet-uniek")
        store.content_path(key).write_bytes(data)
        url = store.address("documenten", "enkelvoudiginformatieobjecten", key)
        row = store.put("document", {
            "vertrouwelijkheidaanduiding": "zaakvertrouwelijk", **body, "identificatie": name, "inhoud": f"{url}/download", "versie": 1,
            "beginRegistratie": datetime.now(UTC).isoformat(), "bestandsdelen": [], "locked": False, "uuid": key, "url": url,
        })
    return 201, {name: value for name, value in row.items() if name != "uuid"} | {"lock": ""}


@require_safe
@api(VERSION)
def one(request: HttpRequest, identification: str):
    return 200, store.get("document", identification)
