"""Reading about one service."""
from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe

from balie.catalogue import public as catalogue
from balie.portal import offered
from balie.portal.public import recent, words
from balie.portal.public.drawn import drawn, rows
from balie.portal.public.pages import first_slots, language
from balie.portal.searched import from_search

SOURCES = {"brp": gettext_lazy("Basisregistratie Personen (BRP)"), "brp_household": gettext_lazy("Basisregistratie Personen (BRP)"),
           "reisdocumenten": gettext_lazy("Register van paspoorten en identiteitskaarten"), "rdw": gettext_lazy("RDW (kentekens)"),
           "kvk": gettext_lazy("Handelsregister van de KvK"), "eigen": gettext_lazy("Onze eigen administratie")}


def service_or_404(slug: str):
    try:
        return catalogue.service(slug, language=language())
    except catalogue.UnknownService:
        raise Http404 from None


@require_safe
@from_search
def service(request, service: str):
    """What, for whom, what it costs, how long it takes, what you need, and one button. Without a translation the whole page is Dutch: one
    page, one language."""
    view = service_or_404(service)
    here = language()
    if view.language == here:
        return _remembered(request, view, _service(request, view))
    told = {"lang": here, "title": _("Deze dienst is er alleen in het Nederlands."), "text": _("Hulp nodig? Bel ons of kom langs.")}
    with override(view.language):
        return _remembered(request, view, _service(request, view, only_dutch=told))


def _remembered(request, view, response):
    recent.remember(request, response, view.slug)
    return response


def _service(request, view, **more):
    slots = first_slots(view.appointment_product, 1) if view.has_appointment else []
    context = {
        "service": view, "title": view.name, "first": slots[0] if slots else None,
        "price": words.price(view.lowest_price, view.has_more_prices), "minutes": words.minutes(view.minutes), "how": words.how(offered.how(view)),
        "online": offered.online(view), "login": offered.means(view.login),
        "prices": [[{"text": row.label, "sub": row.note}, words.price(row.amount)] for row in view.prices],
        "columns": [_("Wat"), {"label": _("Prijs"), "numeric": True}],
        "steps": [{"title": step.title, "text": step.text} for step in view.steps],
        "belonging": drawn("names", rows(found)) if (found := catalogue.belonging(view.slug, language=language())) else "",
        "sources": [{"name": SOURCES.get(source.source, source.source), "source": source} for source in view.sources],
        **more,
    }
    return render(request, "portal/public/service.html", context)
