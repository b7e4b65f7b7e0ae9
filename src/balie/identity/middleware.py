"""Sets `request.resident` and `request.official`, and names the actor for the audit trail."""
from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext

from balie.identity import sessions
from balie.identity.queries import official_view
from balie.identity.rules import OFFICIAL_IDLE
from balie.identity.second_factor import used_second_factor
from balie.kernel import audit, clock

UNTIL = "balie_until"
QUIET = ("/inloggen/sessie/",)  # asking how long the session lasts is no sign of life


class WhoIsAsking:
    """Costs no query for a visitor and none for a resident; one for an official (their row, through `request.user`)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.resident = request.official = None
        if not hasattr(request, "gemeente"):
            return self.get_response(request)
        request.official = _official(request)
        request.resident = sessions.read(request, touch=request.path not in QUIET)
        if request.resident:
            request.site_person = _shown(request.resident)
        with audit.acting(sessions.actor_of(request)):
            response = self.get_response(request)
        _tell_how_long(request, response)
        return response


def _tell_how_long(request, response) -> None:
    """A cookie that the page's script can read, so that it asks in time whether somebody is still there. It holds a moment, no more."""
    left = sessions.session_status(request) if request.resident else None
    if left is not None:
        ends = int(clock.now().timestamp()) + left.seconds_left
        response.set_cookie(UNTIL, str(ends), max_age=left.seconds_left, samesite="Lax", secure=request.is_secure())
    elif UNTIL in request.COOKIES:
        response.delete_cookie(UNTIL, samesite="Lax")


def _official(request):
    """Somebody of this municipality, active, who logged in with a second factor; anything less is nobody."""
    if "_auth_user_id" not in request.session or _idle_too_long(request):
        return None
    with transaction.atomic():  # the view's own transaction has not begun, and without one the database shows no officials
        user = request.user
        known = user.is_authenticated
    if not known or not user.is_active or not used_second_factor(request, user):
        return None
    return official_view(user)


def _idle_too_long(request) -> bool:
    """After an hour without a sign of life an official logs in again."""
    now = clock.now().timestamp()
    seen = request.session.get("official_seen", now)
    if now - seen > OFFICIAL_IDLE.total_seconds():
        request.session.flush()
        request.user = AnonymousUser()
        return True
    if now - seen > sessions.TOUCH_EVERY or "official_seen" not in request.session:
        request.session["official_seen"] = now
    return False


def _shown(resident) -> dict:
    """What the header shows of who is logged in (look/README.md)."""
    words = resident.name.split()
    initials = (words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]).upper() if words else ""
    return {"initials": initials, "label": gettext("%(name)s, naar Mijn Balie") % {"name": resident.name or gettext("U bent ingelogd")}}
