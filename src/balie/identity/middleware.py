"""Sets `request.resident` and `request.official`, and names the actor for the audit trail."""
from __future__ import annotations

from balie.identity import sessions
from balie.identity.queries import official_view
from balie.identity.second_factor import used_second_factor
from balie.kernel import audit

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
        with audit.acting(_actor(request)):
            return self.get_response(request)


def _official(request):
    """Somebody of this municipality, active, who logged in with a second factor; anything less is nobody."""
    user = request.user
    if not user.is_authenticated or not user.is_active or not used_second_factor(request, user):
        return None
    return official_view(user)


def _actor(request) -> audit.Actor:
    if request.official:
        return audit.Actor("medewerker", str(request.official.id), request.official.name)
    if request.resident:
        kind = "organisatie" if request.resident.kind == "organisatie" else "inwoner"
        return audit.Actor(kind, str(request.resident.person_id), request.resident.name)
    return audit.Actor("bezoeker")
