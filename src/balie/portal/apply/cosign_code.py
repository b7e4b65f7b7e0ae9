"""Agreeing without a login: a code goes to the address that was invited; it is typed here with a name and the choice."""
from __future__ import annotations

from django.db import transaction
from django.shortcuts import render
from django.utils.translation import gettext as _

from balie.applications import public as applications
from balie.messages import public as messages
from balie.portal.said import said


def cosign(request, token: str, context: dict):
    """`context`: what is asked, as every co-signer sees it. Opening the page sends nothing."""
    if request.method == "GET" or context["asked"].status != "gevraagd":
        return page(request, context)
    if "stuur" in request.POST:
        return sent(request, token, context)
    choice, name = request.POST.get("akkoord"), request.POST.get("naam", "")
    wrong = {} if choice in ("ja", "nee") else {"akkoord": _("Kies of u akkoord gaat.")}
    if not name.strip():
        wrong["naam"] = _("Vul uw naam in.")
    if wrong:  # before the code: a try is not lost on something else
        return page(request, context, coded=True, wrong=wrong)
    try:
        asked, sentence = applications.answer_by_code(
            token=token, agree=choice == "ja", name=name, typed=request.POST.get("code", ""), resident=request.resident
        )
    except applications.NotAllowed as refused:
        return page(request, context, refused=said(refused), status=403)
    if sentence:
        return page(request, context, coded=True, wrong={"code": said(sentence)})
    return render(request, "portal/apply/cosigned.html", context | {"asked": asked})


def sent(request, token: str, context: dict):
    try:
        with transaction.atomic():
            fresh = applications.ask_cosign_code(token=token, resident=request.resident)
            messages.send_code(channel=fresh.channel, address=fresh.address, code=fresh.code, minutes=fresh.minutes, service=context["service"].name,
                               language=context["service_language"])
    except applications.NotAllowed as refused:
        return page(request, context, refused=said(refused), status=403)
    except messages.Refused as refused:
        return page(request, context, refused=said(refused), status=422)
    return page(request, context, coded=True, minutes=fresh.minutes)


def page(request, context: dict, *, coded: bool = False, wrong=None, minutes: int = 0, refused: str = "", status: int = 0):
    typed = {"name": request.POST.get("naam", ""), "yes": request.POST.get("akkoord") == "ja", "no": request.POST.get("akkoord") == "nee"}
    wrong = wrong or {}
    errors = [{"text": text, "href": f"#f-{name}"} for name, text in wrong.items()]
    return render(request, "portal/apply/cosign_code.html", context | {
        "coded": coded, "wrong": wrong, "errors": errors, "minutes": minutes, "refused": refused, "typed": typed,
    }, status=status or (422 if wrong else 200))
