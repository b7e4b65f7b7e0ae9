"""Pausing and coming back: in Mijn Balie when logged in, by a link in a mail when not."""
from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balie.applications import public as applications
from balie.catalogue import public as catalogue
from balie.identity.public import login_redirect
from balie.look import written
from balie.messages import public as messages
from balie.portal.apply.holder import application_or_404, elsewhere, token_of, who
from balie.portal.said import said

PRESSED = "verder"  # in the session: the beginning of the link whose button was pressed


@require_http_methods(["GET", "POST"])
def pause(request, id):
    application = application_or_404(request, id)
    if (gone := elsewhere(application)) is not None:
        return gone
    typed = request.POST.get("email", "").strip()
    if request.method == "GET":
        return page(request, application)
    try:
        validate_email(typed)
    except ValidationError:
        return page(request, application, typed=typed, error=_("Vul een e-mailadres in, zoals naam@voorbeeld.nl."))
    try:
        send_link(request, application, typed)
    except (applications.NotAllowed, messages.Refused) as refused:
        return page(request, application, typed=typed, error=said(refused))
    return page(request, application, sent_to=typed)


@transaction.atomic
def send_link(request, application, address: str) -> None:
    token = applications.make_resume_link(application_id=application.id, **who(request))
    service = catalogue.service(application.service, language=application.language)
    messages.send_resume_link(
        address=address, link=request.build_absolute_uri(reverse("portal:resume", args=[token])), service=service.name,
        until=written.day_year(application.expires), key=f"{application.owner}:{token[:8]}",
        language=application.language,
    )


def page(request, application, *, typed: str = "", error: str = "", sent_to: str = ""):
    context = {
        "application": application, "typed": typed, "error": error, "sent_to": sent_to, "title": _("Uw antwoorden zijn bewaard"),
        "service": catalogue.service(application.service, language=application.language),
        "errors": [{"text": error, "href": "#f-email"}] if error else [],
    }
    return render(request, "portal/apply/pause.html", context, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
def resume(request, token: str):
    """A link from a mail. Opening it shows a button: mail scanners follow links, and must not take the draft along.

    Who pressed it and then had to log in goes on without pressing it again.
    """
    pressed = request.resident is not None and request.session.pop(PRESSED, "") == token[:8]
    if request.method == "GET" and not pressed:
        return render(request, "portal/apply/resume.html", {"title": _("Verdergaan met uw aanvraag")})
    try:
        application = applications.resume(link=token, resident=request.resident, token=token_of(request, make=True))
    except applications.NotFound as gone:
        if request.resident is None:
            request.session[PRESSED] = token[:8]
            service = applications.service_behind_link(token)
            first = login_redirect(request, catalogue.service(service).login if service else None, next=request.path)
            return first or redirect("portal:home")
        raise Http404 from gone
    return redirect("portal:application", application.id)
