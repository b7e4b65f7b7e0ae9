"""Who a draft belongs to: the resident who is logged in, or this visitor's random token in the session."""
from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect

from balie.applications import public as applications
from balie.kernel.ids import new_token
from balie.look.written import language

KEY = "draft_token"


def token_of(request, *, make: bool = False) -> str:
    if make and KEY not in request.session:
        request.session[KEY] = new_token()
    return request.session.get(KEY, "")


def application_or_404(request, id) -> applications.ApplicationView:
    """The application, for who asks; a draft speaks the language that its reader chose."""
    try:
        found = applications.get(id, resident=request.resident, token=token_of(request))
    except applications.NotFound:
        raise Http404 from None
    if found.status == "concept" and found.language != language():
        return applications.speak(application_id=id, language=language(), **who(request))
    return found


def who(request) -> dict:
    """The two keywords by which every verb knows who asks."""
    return {"resident": request.resident, "token": token_of(request)}


def elsewhere(application: applications.ApplicationView):
    """Where an application that is no draft any more continues; None for a draft."""
    names = {"ondertekenen": "portal:done", "betalen": "portal:pay", "ingediend": "portal:done", "ingetrokken": "portal:mijn"}
    name = names.get(application.status)
    if name is None:
        return None
    return redirect(name) if name == "portal:mijn" else redirect(name, application.id)


def questions_of(application, page: str) -> list:
    """The types of all questions of a page, also of those that only this very post shows: the browser draws them at once, so they come along."""
    plan = application.plan
    return [plan.types[each.name] for found in plan.pages if found.part.page == page for each in found.questions]
