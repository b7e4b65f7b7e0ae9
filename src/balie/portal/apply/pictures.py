"""Images that a service shows on its pages. A published version never changes, so neither does what stands at the address of its image."""
from __future__ import annotations

import base64
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from balie.catalogue import public as catalogue


def address(application, path: str) -> str:
    """Of an image in a published version; where there is none, such as in a preview, the image itself."""
    version = getattr(application, "version_id", None)
    if version is not None:
        return reverse("portal:picture", args=[version, path.rpartition("/")[2]])
    found = application.plan.definition.image(path)
    return f"data:{found[0]};base64,{base64.b64encode(found[1]).decode()}" if found else ""


@require_GET
def picture(request, version: UUID, name: str):
    """The same for everybody, and for ever. Opened on its own, a drawing has no rights at all."""
    try:
        found = catalogue.definition(version).image(f"images/{name}")
    except catalogue.UnknownService:
        found = None
    if found is None:
        raise Http404
    return HttpResponse(found[1], content_type=found[0], headers={
        "Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "public, max-age=31536000, immutable",
        "Cross-Origin-Resource-Policy": "same-origin",
    })
