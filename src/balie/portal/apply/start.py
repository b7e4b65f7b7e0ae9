"""Beginning, going on and throwing away."""
from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from balie.applications import public as applications
from balie.catalogue import public as catalogue
from balie.identity.public import login_redirect
from balie.portal import offered
from balie.portal.apply import behalf, flow
from balie.portal.apply.holder import application_or_404, elsewhere, token_of, who
from balie.portal.searched import from_search


@require_http_methods(["GET", "POST"])
@from_search
def begin(request, service: str):
    """Start an application, or offer to go on with the draft there is. Somebody who must log in does so first."""
    try:
        view = catalogue.service(service, language=language(request))
    except catalogue.UnknownService:
        raise Http404 from None
    if not offered.online(view, request.resident):
        return redirect("portal:service", service)
    first = login_redirect(request, view.login)
    if first is not None:
        return first
    found, chosen = behalf.options(request, view), request.POST.get("voor", "")
    if found and chosen not in [value for value, _label, _help in found]:
        return behalf.page(request, view, found)
    if chosen == behalf.CHILD:
        return redirect("portal:child", service)
    mandate = UUID(chosen) if found and chosen != behalf.MYSELF else None
    draft = applications.draft_of(service, resident=request.resident, token=token_of(request), mandate_id=mandate)
    if draft is not None and (request.method == "GET" or (found and "opnieuw" not in request.POST)):
        application = applications.get(draft.id, **who(request))
        if application.visited:
            return render(request, "portal/apply/draft.html", {"service": view, "application": application, "whom": chosen})
        return flow.next_step(application)
    if draft is not None:
        applications.withdraw(application_id=draft.id, **who(request))
    answers = request.session.pop(f"check:{service}", None)
    application = applications.start(
        service=service, resident=request.resident, token=token_of(request, make=True), language=language(request), answers=answers,
        mandate_id=mandate,
    )
    return flow.next_step(application)


def go_on(request, id):
    """The address of an application: leads to where it continues."""
    application = application_or_404(request, id)
    return elsewhere(application) or flow.next_step(application)


@require_POST
def discard(request, id):
    application = application_or_404(request, id)
    try:
        applications.withdraw(application_id=application.id, **who(request))
    except applications.NotAllowed:
        return redirect("portal:mijn")
    return redirect("portal:service", application.service)


def language(request) -> str:
    return (get_language() or "nl")[:2]
