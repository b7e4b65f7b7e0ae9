"""What becomes of a search, counted after the answer has gone: nobody waits for it. Without a cookie of ours a browser is not counted."""
from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial, wraps
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from balie.assistant import public as assistant
from balie.kernel import tenancy

LONGEST = 200
log = logging.getLogger(__name__)


def asked(text: str) -> str:
    """The question as it is searched for."""
    return " ".join(text.split())[:LONGEST]


def counted(request, response, query: str, *, nothing: bool):
    """The same response; when it has gone, this search is counted."""
    return _afterwards(request, response, partial(assistant.count_search, query=query, nothing=nothing))


def from_search(view: Callable) -> Callable:
    """Decorator: whoever comes here from the page of results chose one of them."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        query = _searched(request) if request.method == "GET" else ""
        return _afterwards(request, response, partial(assistant.count_choice, query=query)) if query else response

    return shown


def _searched(request) -> str:
    """What was searched for on the page somebody came from; the browser says so within one site only (Referrer-Policy: same-origin)."""
    came_from = request.headers.get("Referer", "")
    try:
        parts = urlsplit(came_from)
        fields = parse_qs(parts.query, max_num_fields=20)
    except ValueError:
        return ""
    here = parts.netloc == request.get_host() and parts.path == reverse("portal:search")
    return asked(fields.get("q", [""])[0]) if here else ""


def _afterwards(request, response, count: Callable):
    visitor = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    if not visitor:
        return response
    close, town, language = response.close, request.gemeente, (get_language() or "nl")[:2]

    def closing() -> None:
        try:
            with tenancy.scope(town):
                count(visitor=visitor, language=language)
        except Exception as wrong:  # the answer has gone: there is nobody to tell. Never the words
            log.error("A search was not counted: %s", type(wrong).__name__)
        finally:
            close()

    response.close = closing
    return response
