"""The end of a session, in sight and in time: how long it lasts, staying a little longer, logging out here or everywhere."""
from __future__ import annotations

from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from balie.identity import public as identity
from balie.portal.public import recent


@require_GET
def status(request):
    """{"seconds_left": 540, "warn": false}, or {"seconds_left": 0} when nobody is logged in. Asking is no sign of life."""
    left = identity.session_status(request)
    return JsonResponse({"seconds_left": left.seconds_left if left else 0, "warn": bool(left and left.warn)})


@require_http_methods(["GET", "POST"])
def extend(request):
    """The page that asks whether somebody is still there, and the button that says yes."""
    back = identity.safe_next(request.POST.get("next") or request.GET.get("next"))
    if request.method == "POST":
        if identity.extend_session(request) is None:
            return identity.login_redirect(request, next=back)
        return HttpResponseRedirect(back)
    left = identity.session_status(request)
    return render(request, "identity/login/extend.html", {"next": back, "minutes": -(-left.seconds_left // 60) if left else 0})


@require_http_methods(["GET", "POST"])
def log_out(request):
    """POST logs out here, or with `overal` on every device; GET asks first, because a link must not log anybody out."""
    resident = identity.current_resident(request)
    if request.method == "GET" and resident:
        return render(request, "identity/login/logout.html", {"assisted": resident.assisted_by is not None})
    if resident:
        assisted = resident.assisted_by is not None
        if "overal" in request.POST and not assisted:
            identity.sign_out_everywhere(resident.person_id)
        identity.sign_out(request)
        if assisted:
            return HttpResponseRedirect("/werk/")
    response = HttpResponseRedirect(reverse("portal:logged_out"))
    recent.forget(response)
    return response


@require_GET
def logged_out(request):
    return render(request, "identity/login/logged_out.html")
