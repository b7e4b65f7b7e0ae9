"""The other one who must agree: logs in as themselves, sees what it is about, agrees or not."""
from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balie.applications import public as applications
from balie.catalogue import public as catalogue
from balie.identity.public import login_redirect
from balie.messages.public import render as render_markdown
from balie.portal.said import said


@require_http_methods(["GET", "POST"])
def cosign(request, token: str):
    try:
        asked = applications.cosign(token)
    except applications.NotFound:
        raise Http404 from None
    service = catalogue.service(asked.service)
    first = login_redirect(request, service.login or None)  # also where applying needs no login: somebody has to agree
    if first is not None:
        return first
    context = {"asked": asked, "service": service, "title": _("Gaat u akkoord?")}
    if asked.person_id not in (None, request.resident.person_id) and request.resident.person_id != asked.applicant_id:
        refused = _("Deze vraag is voor iemand anders. Log in met uw eigen DigiD.")
        return render(request, "portal/apply/cosign.html", context | {"refused": refused}, status=403)
    context["body"] = render_markdown(applications.cosign_text(token))
    if request.method == "GET":
        return render(request, "portal/apply/cosign.html", context)
    choice = request.POST.get("akkoord")
    if choice not in ("ja", "nee"):
        context |= {"error": _("Kies of u akkoord gaat."), "errors": [{"text": _("Kies of u akkoord gaat."), "href": "#f-akkoord"}]}
        return render(request, "portal/apply/cosign.html", context, status=422)
    try:
        context["asked"] = applications.answer(token=token, agree=choice == "ja", resident=request.resident)
    except applications.NotAllowed as refused:
        return render(request, "portal/apply/cosign.html", context | {"refused": said(refused)}, status=403)
    return render(request, "portal/apply/cosigned.html", context)
