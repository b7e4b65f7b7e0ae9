"""My data: how to reach me, what I agreed to, when I logged in, and who looked."""
from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balie.identity import public as identity
from balie.kernel import audit
from balie.messages import public as messages
from balie.portal.mine import brp
from balie.portal.mine.frame import mine, page
from balie.portal.mine.inbox import moment
from balie.portal.mine.words import looked
from balie.portal.said import said
from balie.registers import public as registers

SHOWN = 25


@require_http_methods(["GET", "POST"])
@mine
def data(request):
    if request.method == "GET":
        return show(request, identity.contact_of(request.resident.person_id))
    try:
        identity.update_contact(
            person_id=request.resident.person_id, email=request.POST.get("email", "").strip(), phone=request.POST.get("phone", "").strip(),
            by_email="email" in request.POST.getlist("kanaal"), by_sms="sms" in request.POST.getlist("kanaal"),
        )
    except identity.InvalidInput as wrong:
        return show(request, identity.contact_of(request.resident.person_id), wrong={wrong.field: said(wrong)})
    return redirect(f"{reverse('portal:mijn_gegevens')}?bewaard=1")


def show(request, contact, *, wrong: dict[str, str] | None = None):
    wrong = wrong or {}
    channels = [name for name, on in (("email", contact.by_email), ("sms", contact.by_sms)) if on]
    context = {
        "contact": contact, "email": request.POST.get("email", contact.email), "phone": request.POST.get("phone", contact.phone), "wrong": wrong,
        "errors": [{"text": text, "href": f"#f-{name}"} for name, text in wrong.items()], "saved": "bewaard" in request.GET,
        "channels": request.POST.getlist("kanaal") or channels, "title": _("Mijn gegevens"),
        "channel_options": [
            (name, label) for name, label in (("email", _("Met een e-mail")), ("sms", _("Met een sms"))) if messages.available(name)
        ],
        "consents": [each for each in registers.consents_of(request.resident.person_id) if each.active][:SHOWN],
        "brp": brp.offered_to(request.resident), "logins": identity.logins_of(request.resident.person_id)[:5],
    }
    return page(request, "portal/mine/data.html", context, here="mijn_gegevens", status=422 if wrong else 200)


@require_safe
@mine
def looks(request):
    """Everything that was done with this person's data, as it stands in the audit trail."""
    found = audit.history_of(request.resident.person_id, before=moment(request.GET.get("voor", "")), limit=SHOWN + 1)
    context = {
        "entries": [looked(each, request.resident.person_id) for each in found[:SHOWN]], "title": _("Wie uw gegevens bekeek"),
        "next": f"?voor={found[SHOWN - 1].at.isoformat()}" if len(found) > SHOWN else "",
    }
    return page(request, "portal/mine/looks.html", context, here="mijn_gegevens")


@require_POST
@mine
def withdraw_consent(request, id):
    consent = next((each for each in registers.consents_of(request.resident.person_id) if each.id == id), None)
    if consent is None:
        raise Http404
    registers.withdraw(person_id=request.resident.person_id, owner=consent.owner, source=consent.source)
    return redirect("portal:mijn_gegevens")
