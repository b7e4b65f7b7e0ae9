"""Which services somebody looked at last: in a cookie of their own browser that goes when it closes, nowhere else."""
from __future__ import annotations

COOKIE, MOST = "balie_bekeken", 4


def seen(request) -> list[str]:
    """Slugs, the last one first, as the browser says; they may be of nothing."""
    return [slug for slug in request.COOKIES.get(COOKIE, "").split(".") if slug][:MOST]


def remember(request, response, slug: str) -> None:
    """Not on the screen of an official: there one resident would see what another looked at."""
    before = seen(request)
    after = [slug, *(each for each in before if each != slug)][:MOST]
    if after != before and request.official is None:
        response.set_cookie(COOKIE, ".".join(after), httponly=True, samesite="Lax", secure=request.is_secure())


def forget(response) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")
