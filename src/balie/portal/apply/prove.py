"""Showing that an address or number is one's own: a code goes there, and is typed here before the application is sent."""
from __future__ import annotations

from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balie.applications import public as applications
from balie.catalogue import public as catalogue
from balie.messages import public as messages
from balie.portal.apply import flow
from balie.portal.apply.holder import application_or_404, elsewhere, who
from balie.portal.said import said


@require_http_methods(["GET", "POST"])
def prove(request, id, question: str):
    """Opening the page sends nothing: only its button does, so that a reload or a scanner costs nobody a message."""
    application = application_or_404(request, id)
    if (gone := elsewhere(application)) is not None:
        return gone
    wanted = next((each for each in applications.to_prove(application) if each.question == question), None)
    if wanted is None:
        return flow.next_step(application)
    if request.method == "GET":
        return page(request, application, wanted, asked=wanted.asked)
    if "stuur" in request.POST:
        return sent(request, application, wanted)
    wrong = applications.prove(application_id=application.id, question=question, typed=request.POST.get("code", ""), **who(request))
    return page(request, application, wanted, asked=True, error=said(wrong)) if wrong else flow.next_step(application)


def sent(request, application, wanted: applications.ToProve):
    try:
        with transaction.atomic():
            fresh = applications.ask_code(application_id=application.id, question=wanted.question, **who(request))
            messages.send_code(
                channel=fresh.channel, address=fresh.address, code=fresh.code, minutes=fresh.minutes, language=application.language,
                service=catalogue.service(application.service, language=application.language).name,
            )
    except (applications.NotAllowed, messages.Refused) as refused:
        return page(request, application, wanted, refused=said(refused))
    return page(request, application, wanted, asked=True, minutes=fresh.minutes)


def page(request, application, wanted: applications.ToProve, *, asked: bool = False, minutes: int = 0, error: str = "", refused: str = ""):
    title = _("Bevestig uw telefoonnummer") if wanted.channel == "sms" else _("Bevestig uw e-mailadres")
    context = {
        "application": application, "wanted": wanted, "address": application.plan.describe(wanted.question, wanted.address), "title": title,
        "asked": asked, "minutes": minutes, "error": error, "refused": refused,
        "change": reverse("portal:step", args=[application.id, wanted.page]), "stop_href": reverse("portal:pause", args=[application.id]),
        "errors": [{"text": error, "href": "#f-code"}] if error else [],
    }
    return render(request, "portal/apply/prove.html", context, status=422 if error or refused else 200)
