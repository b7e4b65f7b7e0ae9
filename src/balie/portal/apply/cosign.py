"""The other one who must agree: logs in as themselves, sees what it is about, agrees or not."""
from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balie.applications import public as applications
from balie.catalogue import public as catalogue
from balie.identity.public import login_redirect
from balie.look import written
from balie.messages.public import render as render_markdown
from balie.portal.apply import cosign_code
from balie.portal.said import said


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def cosign(request, token: str):
    """Who agrees may be looked up in the BRP, outside the transaction that keeps the answer."""
    with transaction.atomic():
        found = asked_of(request, token)
    if not isinstance(found, dict):
        return found
    if found["asked"].by == "code":
        with transaction.atomic():
            return cosign_code.cosign(request, token, found)
    choice = request.POST.get("akkoord")
    if request.method == "POST" and choice in ("ja", "nee"):
        return answered(request, found, token, agree=choice == "ja")
    wrong = _("Kies of u akkoord gaat.") if request.method == "POST" else ""
    context = found | ({"error": wrong, "errors": [{"text": wrong, "href": "#f-akkoord"}]} if wrong else {})
    with transaction.atomic():
        return render(request, "portal/apply/cosign.html", context, status=422 if wrong else 200)


def asked_of(request, token: str):
    """What this visitor is asked, as the page needs it; or the page to show instead."""
    try:
        asked = applications.cosign(token, language=written.language())
    except applications.NotFound:
        raise Http404 from None
    service = catalogue.service(asked.service, language=written.language())
    by_code = asked.by == "code"
    first = None if by_code else login_redirect(request, service.login or None)  # also where applying needs no login: somebody has to agree
    if first is not None:
        return first
    context = {"asked": asked, "service": service, "service_language": written.language(), "title": _("Gaat u akkoord?")}
    if not by_code and asked.person_id not in (None, request.resident.person_id) and request.resident.person_id != asked.applicant_id:
        return refused(request, context, _("Deze vraag is voor iemand anders. Log in met uw eigen DigiD."))
    return context | {"body": render_markdown(applications.cosign_text(token, language=written.language()))}


def answered(request, context: dict, token: str, *, agree: bool):
    try:
        asked = applications.answer(token=token, agree=agree, resident=request.resident)
    except applications.NotAllowed as wrong:
        with transaction.atomic():
            return refused(request, context, said(wrong))
    with transaction.atomic():
        return render(request, "portal/apply/cosigned.html", context | {"asked": asked})


def refused(request, context: dict, sentence: str):
    return render(request, "portal/apply/cosign.html", context | {"refused": sentence}, status=403)
