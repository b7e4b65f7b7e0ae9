"""A newer version of the form: what changed and moving over. And beginning anew with what was sent earlier."""
from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balie.applications import public as applications
from balie.catalogue import public as catalogue
from balie.identity.public import login_redirect
from balie.look import written
from balie.portal import offered
from balie.portal.apply import flow
from balie.portal.apply.holder import application_or_404, elsewhere, who


@require_http_methods(["GET", "POST"])
def newer(request, id):
    """Says what changes; the button moves the draft over. Who does not want to goes on in the version they began in, when that may be."""
    application = application_or_404(request, id)
    if (gone := elsewhere(application)) is not None:
        return gone
    if request.method == "POST":
        return flow.next_step(applications.move_over(application_id=application.id, **who(request)))
    found = applications.newer(application)
    if found is None:
        return flow.next_step(application)
    context = {"application": application, "found": found, "sections": sections(found), "price": price(found.changes.price),
               "title": _("Er is een nieuwe versie van dit formulier")}
    return render(request, "portal/apply/newer.html", context)


def sections(found: applications.Newer) -> list[dict]:
    """What changed, by kind, in the words of the questions; only what there is."""
    changed = [now if was == now else _("%(now)s (was: %(was)s)") % {"now": now, "was": was} for was, now in found.changes.changed]
    both = [
        {"title": _("Nieuwe vragen"), "rows": found.changes.new},
        {"title": _("Deze vragen zijn anders"), "rows": changed},
        {"title": _("Deze vragen stellen wij niet meer"), "rows": found.changes.gone},
        {"title": _("Dit vult u opnieuw in"), "rows": found.again},
    ]
    return [each for each in both if each["rows"]]


def price(change) -> str:
    if change is None:
        return ""
    return _("Het kostte %(before)s. Het kost nu %(after)s.") % {"before": written.euro(change[0]), "after": written.euro(change[1])}


@require_POST
def again(request, id):
    """A draft of this service that is there already is offered first: nothing is thrown away for this."""
    if request.resident is None:
        raise Http404
    earlier = application_or_404(request, id)
    try:
        service = catalogue.service(earlier.service)
    except catalogue.UnknownService:
        raise Http404 from None
    if not offered.online(service, request.resident):
        return redirect("portal:service", earlier.service)
    first = login_redirect(request, service.login)
    if first is not None:
        return first
    if applications.draft_of(earlier.service, resident=request.resident) is not None:
        return redirect("portal:apply", earlier.service)
    try:
        return flow.next_step(applications.start_again(application_id=earlier.id, resident=request.resident))
    except applications.NotAllowed:
        return redirect("portal:application", earlier.id)
