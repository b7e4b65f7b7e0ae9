"""A document as an HTTP answer that a browser saves and never runs: attachment, nosniff, a policy that allows nothing."""
from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from balie.documents.access import Content

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def as_download(content: Content) -> HttpResponseBase:
    headers = SAFE | {"Content-Disposition": content_disposition_header(True, content.filename)}
    if not content.is_large:
        return HttpResponse(content.data, content_type=content.media_type, headers=headers)
    return StreamingHttpResponse(content.pieces(), content_type=content.media_type, headers=headers | {"Content-Length": str(content.size)})
