"""Choosing DigiD or eHerkenning, going there, and coming back: also when it was cancelled or went wrong."""
from __future__ import annotations

import logging
from urllib.parse import urlencode

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from balie.applications import public as applications
from balie.identity import public as identity
from balie.kernel import plugins
from balie.portal import offered
from balie.portal.apply.holder import token_of
from balie.portal.login import attempts

log = logging.getLogger("balie.login")
STATUS = {"cancelled": 200, "too_low": 403, "expired": 400, "refused": 400, "unavailable": 503}


def _level(means: str, text: str | None) -> identity.Loa:
    """The level asked for in the address, when it is one of this means; else its lowest. The service's page checks again afterwards."""
    if means not in identity.LOWEST:
        raise Http404
    try:
        level = identity.Loa(text or "")
    except ValueError:
        level = identity.LOWEST[means]
    return level if level.means == means else identity.LOWEST[means]


@require_GET
def choose(request):
    back = identity.safe_next(request.GET.get("next"))
    asked = {means: _level(means, request.GET[means]) for means in identity.LOWEST if means in request.GET} or dict(identity.LOWEST)
    asked = {means: asked[means] for means in offered.means(asked)}
    resident = identity.current_resident(request)
    if resident and asked and resident.satisfies(asked):
        return HttpResponseRedirect(back)
    ways = {means: _begin_address(means, level, back) for means, level in asked.items()}
    return render(request, "identity/login/choose.html", {
        "ways": ways, "levels": asked, "next": back, "expired": "verlopen" in request.GET, "higher": resident is not None,
    })


@require_GET
def begin(request, means: str):
    level = _level(means, request.GET.get("niveau"))
    back = identity.safe_next(request.GET.get("next"))
    try:
        start = plugins.get("identity_provider", means).start(level=level, redirect_uri=_return_address(request, means))
    except identity.LoginFailed as error:
        return _failed(request, error, means=means, level=level, back=back)
    attempts.remember(request, means=means, level=level, next=back, transaction=start.transaction)
    return HttpResponseRedirect(start.url)


@require_GET
def back(request, means: str):
    level, target = _level(means, None), "/"
    try:
        attempt = attempts.take(request, means=means, state=request.GET.get("state", ""))
        if attempt is None:
            raise identity.LoginFailed("expired", "no such attempt in this session")
        level, target = identity.Loa(attempt["level"]), attempt["next"]
        proof = plugins.get("identity_provider", means).finish(
            answer=request.GET.dict(), transaction=attempt["transaction"], level=level
        )
        identity.sign_in(request, proof=proof)
    except identity.InvalidInput:
        return _failed(request, identity.LoginFailed("refused", "number is not valid"), means=means, level=level, back=target)
    except identity.LoginFailed as error:
        return _failed(request, error, means=means, level=level, back=target)
    applications.take_over(resident=request.resident, token=token_of(request))  # signing in emptied the session of anybody else
    kept = identity.take_kept(request)
    return render(request, "identity/login/continue.html", {"kept": kept}) if kept else HttpResponseRedirect(target)


def _failed(request, error: identity.LoginFailed, *, means: str, level: identity.Loa, back: str):
    """A page that says what happened; what was filled in is still there, and so is the way back."""
    log.warning("login %s by %s: %s", error.reason, means, error)
    context = {"reason": error.reason, "means": means, "level": level, "next": back, "again": _begin_address(means, level, back)}
    return render(request, "identity/login/failed.html", context, status=STATUS[error.reason])


def _begin_address(means: str, level: identity.Loa, back: str) -> str:
    return f"{reverse('portal:login_begin', args=[means])}?{urlencode({'niveau': level.value, 'next': back})}"


def _return_address(request, means: str) -> str:
    return request.build_absolute_uri(reverse("portal:login_back", args=[means]))
