"""Asking for consent, source by source: what is fetched, why, and on what ground. Never pre-selected; refusing is a real answer."""
from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balie.applications import public as applications
from balie.identity.public import login_redirect, remember_name, update_name
from balie.portal.apply import behalf, sources
from balie.portal.apply.holder import application_or_404, elsewhere
from balie.registers import public as registers


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def consent(request, id, source: str):
    """Registers are asked outside the transaction that keeps what they said: they may be slow."""
    with transaction.atomic():
        application = application_or_404(request, id)
        first = login_redirect(request, sources.login_of(application))
    if first is not None:
        return first
    asked = sources.block(application, source)
    if asked is None or sources.parameters(application, source) is None:
        raise Http404
    if (gone := elsewhere(application)) is not None:
        return gone
    if request.method == "POST":
        return answered(request, application, asked)
    return fetch(request, application, asked) if settled(request, application, asked) else page(request, application, asked)


def settled(request, application, asked) -> bool:
    """Nothing to ask: our own registration, who gave a mandate agreed with that, or consent for this application was given before."""
    if asked.source in sources.NO_CONSENT or behalf.agreed_with_mandate(application):
        with transaction.atomic():
            registers.give(person_id=behalf.subject_of(request, application), owner=application.owner, asks=[sources.as_ask(application, asked)])
        return True
    with transaction.atomic():
        still = registers.ask(person_id=behalf.subject_of(request, application), owner=application.owner, asks=[sources.as_ask(application, asked)])
    return not still and application.fact_sources.get(asked.source) != "geweigerd"


def answered(request, application, asked):
    choice = request.POST.get("akkoord")
    if choice == "ja":
        with transaction.atomic():
            registers.give(person_id=behalf.subject_of(request, application), owner=application.owner, asks=[sources.as_ask(application, asked)])
        return fetch(request, application, asked)
    if choice == "nee":
        return refused(request, application, asked)
    return page(request, application, asked, error=_("Kies of u dit goedvindt."))


def refused(request, application, asked):
    if asked.required:
        return render(request, "portal/apply/no_consent.html", {"application": application, "source": asked})
    with transaction.atomic():
        registers.refuse(person_id=behalf.subject_of(request, application), owner=application.owner, asks=[sources.as_ask(application, asked)])
        applications.keep_facts(application_id=application.id, resident=request.resident, source=asked.source, facts=None)
    return redirect("portal:application", application.id)


def fetch(request, application, asked):
    parameters = {asked.source: sources.parameters(application, asked.source) or {}}
    with transaction.atomic():
        said = registers.fetch_facts(
            person_id=behalf.subject_of(request, application), sources=[asked.source], owner=application.owner, parameters=parameters
        )
    if asked.source in said.unavailable and asked.required:
        return page(request, application, asked, failure=said.unavailable[asked.source])
    with transaction.atomic():
        applications.keep_facts(application_id=application.id, resident=request.resident, source=asked.source, facts=said.values)
    applications.refresh_lookups(application_id=application.id, resident=request.resident)
    if name := (said.values.get("persoon") or said.values.get("organisatie") or {}).get("naam"):
        if behalf.other(request, application):
            remember_name(person_id=application.person_id, name=name)
        else:
            update_name(request, name)
    return redirect("portal:application", application.id)


def page(request, application, asked, *, error: str = "", failure: str = ""):
    context = {
        "application": application, "source": asked, "name": sources.name_of(asked.source), "fields": sources.words(asked.fields),
        "error": error, "failure": failure, "errors": [{"text": error, "href": "#f-akkoord"}] if error else [],
        "title": _("Mogen wij uw gegevens ophalen?"), "stop_href": reverse("portal:pause", args=[application.id]),
        "back": reverse("portal:service", args=[application.service]),
    }
    return render(request, "portal/apply/consent.html", context, status=503 if failure else 422 if error else 200)
