"""A download as an HTTP answer that a browser saves and never runs; sent in blocks, however long it is."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from balie.cases.export import sheets
from balie.cases.export.reading import Download


def as_file(download: Download) -> FileResponse:
    return FileResponse(download.file, headers=_headers(download.filename), content_type=download.media_type)


def as_json_file(filename: str, content: bytes) -> HttpResponse:
    return HttpResponse(content, headers=_headers(filename), content_type="application/schema+json")


def as_csv_file(filename: str, rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Rows of numbers and texts that are of no person."""
    return HttpResponse(sheets.plain_csv(rows), headers=_headers(filename), content_type=sheets.CSV_TYPE)


def _headers(filename: str) -> dict[str, str]:
    return {
        "Content-Disposition": content_disposition_header(True, filename), "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
