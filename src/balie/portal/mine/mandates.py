"""Machtigingen: letting somebody else arrange things for oneself, accepting to do so for another, and ending it."""
from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balie.catalogue import public as catalogue
from balie.identity import public as identity
from balie.kernel import clock
from balie.look import written
from balie.portal.mine.frame import mine, page
from balie.portal.mine.overview import service_titles
from balie.portal.said import said

FRESH = "mandate_code"
TERMS = {"maand": 30, "kwartaal": 91, "jaar": 365}
TONES = {"geldig": "done", "wacht": "waiting"}
DONE = {
    "aanvaard": "U kunt nu iets aanvragen voor degene die u machtigde. Ga naar de dienst en kies voor wie u het aanvraagt.",
    "gestopt": "De machtiging is gestopt. U krijgt allebei een bericht.",
}


@require_safe
@mine
def mandates(request):
    return show(request)


def show(request, *, error: str = ""):
    """A code that was made just now is shown this once: it is kept nowhere."""
    resident, titles = request.resident, service_titles()
    found = [card(each, resident, titles) for each in identity.mandates_of(resident)]
    context = {
        "title": _("Machtigingen"), "given": [each for each in found if each["mine"]], "received": [each for each in found if not each["mine"]],
        "fresh": request.session.pop(FRESH, None), "done": said(DONE.get(request.GET.get("gedaan", ""), "")), "error": error,
        "typed": request.POST.get("code", "")[:40], "person": resident.kind == "persoon",
        "errors": [{"text": error, "href": "#f-code"}] if error else [],
    }
    return page(request, "portal/mine/mandates.html", context, here="mijn_machtigingen", status=422 if error else 200)


@require_http_methods(["GET", "POST"])
@mine
def give(request):
    """Only services that allow it, and for which one's own login is enough: nobody gives what they could not do themselves."""
    if request.resident.kind != "persoon":
        raise Http404
    allowed = [card for card in catalogue.list_services(language=written.language()) if "mandate" in card.represent]
    services = [card for card in allowed if request.resident.satisfies(card.login)]
    if allowed and not services:  # Mijn Balie is open to a lower level than these services
        return identity.login_redirect(request, allowed[0].login, next=request.path)
    if request.method == "GET":
        return form(request, services)
    known = {card.slug for card in services}
    try:
        if request.POST.get("akkoord") != "ja":
            raise identity.InvalidInput("akkoord", "Kruis aan dat u dit goedvindt.")
        _mandate, code = identity.give_mandate(
            resident=request.resident, giver_name=request.POST.get("giver_name", ""), receiver_name=request.POST.get("receiver_name", ""),
            services=[slug for slug in request.POST.getlist("services") if slug in known], until=until(request.POST.get("until", "")),
        )
    except identity.InvalidInput as wrong:
        return form(request, services, {wrong.field: said(wrong)})
    request.session[FRESH] = code
    return redirect("portal:mijn_machtigingen")


def until(term: str) -> date | None:
    days = TERMS.get(term)
    return clock.today() + timedelta(days=days) if days else None


def form(request, services, wrong: dict[str, str] | None = None):
    wrong = wrong or {}
    context = {
        "title": _("Iemand machtigen"), "services": [(each.slug, each.title, each.summary) for each in services], "wrong": wrong,
        "chosen": request.POST.getlist("services"), "receiver_name": request.POST.get("receiver_name", ""),
        "giver_name": request.POST.get("giver_name", identity.name_of(request.resident.person_id)), "term": request.POST.get("until", ""),
        "agreed": request.POST.get("akkoord") == "ja",
        "terms": [("maand", _("1 maand")), ("kwartaal", _("3 maanden")), ("jaar", _("1 jaar"))],
        "errors": [{"text": text, "href": f"#f-{name}"} for name, text in wrong.items()],
    }
    return page(request, "portal/mine/mandate_give.html", context, here="mijn_machtigingen", status=422 if wrong else 200)


@require_POST
@mine
def accept(request):
    """First the code is looked at, so that one sees who asks what; then one says yes."""
    code = request.POST.get("code", "")
    try:
        if request.POST.get("akkoord") == "ja":
            identity.accept_mandate(code=code, resident=request.resident)
            return redirect(f"{reverse('portal:mijn_machtigingen')}?gedaan=aanvaard")
        found = identity.mandate_behind(code=code, resident=request.resident)
    except identity.InvalidInput as wrong:
        return show(request, error=said(wrong))
    error = _("Kruis aan dat u dit wilt doen.") if "gezien" in request.POST else ""
    context = {
        "title": _("Wilt u dit doen?"), "mandate": card(found, request.resident, service_titles()), "code": code, "error": error,
        "errors": [{"text": error, "href": "#f-akkoord"}] if error else [],
    }
    return page(request, "portal/mine/mandate_accept.html", context, here="mijn_machtigingen", status=422 if error else 200)


@require_POST
@mine
def end(request, id):
    try:
        identity.end_mandate(mandate_id=id, resident=request.resident)
    except identity.NotFound:
        raise Http404 from None
    return redirect(f"{reverse('portal:mijn_machtigingen')}?gedaan=gestopt")


def card(each: identity.MandateView, resident: identity.Resident, titles: dict[str, str]) -> dict:
    mine_ = each.giver == resident.person_id
    states = {"geldig": _("Geldig"), "wacht": _("Wacht op de code"), "verlopen": _("Verlopen"), "beëindigd": _("Gestopt")}
    return {
        "id": each.id, "mine": mine_, "who": each.receiver_name if mine_ else each.giver_name, "state": states[each.state],
        "tone": TONES.get(each.state, "neutral"), "services": [titles.get(slug, slug) for slug in each.services], "until": each.until,
        "can_end": each.state in ("geldig", "wacht"),
    }
