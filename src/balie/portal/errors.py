"""Error pages that say what happened and what to do next."""
from __future__ import annotations

from django.shortcuts import render


def bad_request(request, exception=None):
    return render(request, "look/400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "look/403.html", status=403)


def not_found(request, exception=None):
    return render(request, "look/404.html", status=404)


def server_error(request):
    return render(request, "look/500.html", status=500)


def csrf_failure(request, reason=""):
    """The page stood open too long, or cookies are off. Nothing was changed."""
    return render(request, "look/403.html", {"reason": "verlopen"}, status=403)
