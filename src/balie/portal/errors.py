"""Error pages that say what happened and what to do next."""
from __future__ import annotations

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import render
from django.utils.translation import gettext as _


class NotUnderstood(BadRequest):
    """Something no page of ours sends. `str()` is a sentence for the screen."""


def bad_request(request, exception=None):
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        reason = _("Wat u stuurde, is te veel in één keer. Er is niets veranderd. Ga terug, maak het korter of stuur uw bestanden één voor één.")
        return render(request, "look/400.html", {"reason": reason}, status=413)
    return render(request, "look/400.html", {"reason": str(exception) if isinstance(exception, NotUnderstood) else ""}, status=400)


def forbidden(request, exception=None):
    return render(request, "look/403.html", status=403)


def not_found(request, exception=None):
    return render(request, "look/404.html", status=404)


def server_error(request):
    return render(request, "look/500.html", status=500)


def csrf_failure(request, reason=""):
    """The page stood open too long, or cookies are off. Nothing was changed."""
    return render(request, "look/403.html", {"reason": "verlopen"}, status=403)
