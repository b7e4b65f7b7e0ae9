"""The map in the browser: what it shows, how far it goes, and from whom the tiles come. The same for everybody, so it may be kept."""
from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from balie.kernel import geo
from balie.portal.apply.holder import questions_of
from balie.registers import public as registers

FOUND, EMPTY = "public, max-age=3600", "public, max-age=60"


@require_GET
def about(request):
    """`bounds` west, south, east, north; `tiles` a template or empty; `ground` a drawing between the bounds or empty; `streets` [name, points]."""
    town = registers.town_map()
    response = JsonResponse({
        "bounds": town.bounds, "tiles": settings.BALIE.map_tiles, "source": settings.BALIE.map_source, "streets": town.streets,
        "ground": reverse("portal:map_ground") if town.features and not settings.BALIE.map_tiles else "",
    })
    response.headers["Cache-Control"] = FOUND if town.features else EMPTY
    return response


@require_GET
def ground(request):
    town = registers.town_map()
    response = HttpResponse(town.ground, content_type="image/svg+xml")
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = FOUND if town.features else EMPTY
    return response


def wanted(application, page: str) -> dict[str, bool]:
    """Which scripts the page needs. The grid of the Rijksdriehoek is read while somebody looks for the place."""
    every = [inner for kind in questions_of(application, page) for inner in (kind, *getattr(kind, "inner", {}).values())]
    found = {"maps": any(each.template == "map" for each in every), "signs": any(each.template == "signature" for each in every)}
    if found["maps"]:
        geo.prepare()
    return found


def image_sources(application, page: str) -> tuple[str, ...]:
    """From where a page with a map may load pictures, beside from here: the host of the tiles that were set, and nothing else."""
    parts = urlsplit(settings.BALIE.map_tiles)
    if not parts.netloc or not wanted(application, page)["maps"]:
        return ()
    return (f"{parts.scheme}://{parts.netloc}",)
