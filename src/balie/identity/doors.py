"""For views: who is asking, and sending somebody to log in at the moment it is needed."""
from __future__ import annotations

from collections.abc import Mapping
from functools import wraps
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect

from balie.identity import kept
from balie.identity.rules import LOGIN_PATH, LOWEST, safe_next
from balie.identity.views import OfficialView, Resident

OFFICIAL_LOGIN_PATH = "/werk/inloggen/"
SECOND_FACTOR_PATH = "/werk/inloggen/tweede-stap/"


def current_resident(request) -> Resident | None:
    return getattr(request, "resident", None)


def current_official(request) -> OfficialView | None:
    return getattr(request, "official", None)


def login_redirect(request, login: Mapping[str, str] | None = None, *, next: str | None = None) -> HttpResponseRedirect | None:
    """Where to send somebody first who is not logged in high enough for `login`; None when they are.

    `login`: as in a service definition, {"digid": "midden", "eherkenning": "eh3"}; empty asks for nothing; None: the lowest level of
    either. After logging in they come back to `next` (this page); what they sent is kept until then.
    """
    login = LOWEST if login is None else login
    resident = current_resident(request)
    if not login or (resident is not None and resident.satisfies(login)):
        return None
    back = next or (request.get_full_path() if request.method in ("GET", "HEAD") else request.path)
    if request.method == "POST":
        kept.keep(request, request.get_full_path())
    query = {"next": safe_next(back), **{means: str(level) for means, level in login.items()}}
    if getattr(request, "session_expired", False):
        query["verlopen"] = "1"
    return HttpResponseRedirect(f"{LOGIN_PATH}?{urlencode(query)}")


def require_login(login: Mapping[str, str] | str | None = None):
    """Decorator: the view runs only for a resident who is logged in high enough. "midden" is short for {"digid": "midden"}."""
    needed = {"digid": login} if isinstance(login, str) else login

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            return login_redirect(request, needed) or view(request, *args, **kwargs)

        guarded.needs_login = needed or LOWEST
        return guarded

    return decorate


def require_official(permission: str | None = None):
    """Decorator: the view runs only for an official (with `permission`). Others log in first; without the permission: 403."""
    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            official = current_official(request)
            if official is None:
                if request.user.is_authenticated:  # with a password alone: first choose a second step
                    return HttpResponseRedirect(SECOND_FACTOR_PATH)
                back = request.get_full_path() if request.method == "GET" else "/werk/"
                return HttpResponseRedirect(f"{OFFICIAL_LOGIN_PATH}?{urlencode({'next': safe_next(back, '/werk/')})}")
            if permission is not None and not official.can(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.needs_permission = permission or "medewerker"
        return guarded

    return decorate
