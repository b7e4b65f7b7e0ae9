"""A part of a download (RFC 9110, Range requests): one range of bytes. More than one, or what is no range, gets the whole, as the RFC allows."""
from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from balie.zgw.public import Answer

_ONE = re.compile(r"bytes=[ \t]*(\d{0,19})-(\d{0,19})[ \t]*", re.ASCII | re.IGNORECASE)


def asked(request: Any, given: Answer) -> Answer:
    """The answer with the part that is asked for (206), or that there is no such part (416); else as it was."""
    if request.method != "GET" or not hasattr(given.content, "part"):
        return given
    found = _ONE.fullmatch(request.headers.get("Range", ""))
    if found is None or not _is_still(request.headers.get("If-Range"), given.headers.get("ETag")):
        return given
    size = int(given.headers["Content-Length"])
    bounds = _bounds(found[1], found[2], size)
    if bounds is None:
        return given
    first, last = bounds
    if first > last:
        given.content.close()
        return Answer(status=416, content=iter(()), headers={**given.headers, "Content-Range": f"bytes */{size}", "Content-Length": "0"})
    told = {"Content-Range": f"bytes {first}-{last}/{size}", "Content-Length": str(last - first + 1)}
    return replace(given, status=206, content=given.content.part(first, last), headers={**given.headers, **told})


def _bounds(begin: str, end: str, size: int) -> tuple[int, int] | None:
    """First and last byte; the first beyond the last when there are none. None: this is no range."""
    if not begin:
        return (max(0, size - int(end)), size - 1) if end else None
    if end and int(end) < int(begin):
        return None
    return int(begin), min(int(end), size - 1) if end else size - 1


def _is_still(condition: str | None, tag: str | None) -> bool:
    """If-Range: the part is wanted when the content is what the client has the rest of. A date or a weak tag proves nothing."""
    return condition is None or condition == tag
