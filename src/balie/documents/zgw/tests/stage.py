"""Documents for tests of the Documenten API, and what a client sends to make them."""
from __future__ import annotations

import base64
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from balie.zgw.public import of_kind
from balie.zgw.tests.clients import Api, token

ROOT = "/documenten/api/v1"
EIO = f"{ROOT}/enkelvoudiginformatieobjecten"
RSIN = "517439943"
TEXT = b"some file content"


def informatieobjecttype(**changes: Any) -> Any:
    """Of a catalogus, through the registry: both lie in a later room."""
    kind = of_kind("catalogi/informatieobjecttypen").model
    catalogus = kind._meta.get_field("catalogus").related_model.objects.get_or_create(
        domein="DOCS", rsin=RSIN, defaults={"contactpersoon_beheer_naam": "Beheer"}
    )[0]
    return kind.objects.create(**{
        "catalogus": catalogus, "omschrijving": f"Bijlage {kind.objects.count()}", "vertrouwelijkheidaanduiding": "openbaar",
        "informatieobjectcategorie": "Bijlage", "begin_geldigheid": "2026-01-01", "concept": False,
    } | changes)


def type_url(api: Api, kind: Any) -> str:
    return f"{api.root}/catalogi/api/v1/informatieobjecttypen/{kind.pk}"


def body(url: str, content: bytes | None = TEXT, **changes: Any) -> dict[str, Any]:
    """Of a POST that is right."""
    sent = {"inhoud": base64.b64encode(content).decode()} if content is not None else {}
    return {
        "bronorganisatie": RSIN, "creatiedatum": "2026-01-02", "titel": "Tekening", "auteur": "A. Bouwer", "taal": "nld",
        "bestandsnaam": "tekening.txt", "formaat": "text/plain", "informatieobjecttype": url,
    } | sent | changes


def document(api: Api, kind: Any = None, content: bytes | None = TEXT, **changes: Any) -> dict[str, Any]:
    """One made over the API."""
    answer = api.post(EIO, body(type_url(api, kind or informatieobjecttype()), content, **changes))
    assert answer.status_code == 201, answer.content
    return answer.json()


def locked(api: Api, url: str) -> str:
    answer = api.post(f"{url}/lock")
    assert answer.status_code == 200, answer.content
    return answer.json()["lock"]


def downloaded(api: Api, url: str) -> bytes:
    answer = api.get(url)
    assert answer.status_code == 200, getattr(answer, "content", answer.status_code)
    return b"".join(answer.streaming_content)


def send(api: Api, url: str, content: bytes | None, lock: str | None) -> Any:
    """One bestandsdeel, as a form."""
    fields = {"lock": lock, "inhoud": SimpleUploadedFile("deel", content) if content is not None else None}
    form = encode_multipart(BOUNDARY, {name: value for name, value in fields.items() if value is not None})
    headers = {"authorization": f"Bearer {token(api.client_id)}"}
    return api.browser.generic("PUT", url.removeprefix(api.root), form, content_type=MULTIPART_CONTENT, headers=headers)
