"""Renders the town's own pages, apart from Balie's templates and settings, and guards what a browser may post."""
from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.core import signing
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates

from balie.demo import place

HERE = Path(__file__).parent
_engine = DjangoTemplates({"NAME": "town", "DIRS": [HERE / "templates"], "APP_DIRS": False, "OPTIONS": {}})
POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'self'"


def page(template: str, context: dict | None = None, *, status: int = 200) -> HttpResponse:
    """A page of the town. Cross-origin framing, scripts and inline styles are all forbidden by its policy."""
    config = place.current().config
    body = _engine.get_template(template).render({"balie_url": config.balie_url, "town_url": config.url, **(context or {})})
    response = HttpResponse(body, status=status)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def same_site(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuses a form that another site's page posts (Fetch Metadata); programs that are no browser send no such header."""
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return page("fout.html", {"title": "Dit formulier komt van een andere site"}, status=403)
        return view(request, *args, **kwargs)
    return guarded


def seal(values: dict, salt: str) -> str:
    """Values that a page carries to the next one in a hidden field: readable, but not to be changed."""
    return signing.dumps(values, key=place.current().secret, salt=salt)


def unseal(text: str, salt: str, max_age: int = 1800) -> dict | None:
    """The values, or None when they were changed or are older than `max_age` seconds."""
    try:
        return signing.loads(text, key=place.current().secret, salt=salt, max_age=max_age)
    except signing.BadSignature:
        return None


def asset(request: HttpRequest, name: str) -> FileResponse:
    if name not in {"town.css"}:
        raise Http404
    return FileResponse((HERE / "static" / name).open("rb"), content_type="text/css; charset=utf-8")
