"""Finding a service and reading about it."""
from __future__ import annotations

from itertools import groupby

from django.http import Http404
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from balie.assistant import public as assistant
from balie.catalogue import public as catalogue
from balie.portal import offered
from balie.portal.public import words
from balie.portal.public.pages import first_slots, language

SOURCES = {"brp": gettext_lazy("Basisregistratie Personen (BRP)"), "brp_household": gettext_lazy("Basisregistratie Personen (BRP)"),
           "reisdocumenten": gettext_lazy("Register van paspoorten en identiteitskaarten"), "rdw": gettext_lazy("RDW (kentekens)"),
           "kvk": gettext_lazy("Handelsregister van de KvK"), "eigen": gettext_lazy("Onze eigen administratie")}


@require_safe
def find(request):
    """Results for `?q=`; nothing asked: all services. At most 200 signs of the question are read."""
    query = " ".join(request.GET.get("q", "").split())[:200]
    hits = assistant.search(query, language=language()) if query else []
    cards = {card.slug: card for card in catalogue.list_services(language=language())} if hits else {}
    results = [{"hit": hit, "title": marked(hit.name, query), "price": words.price(hit.price, hit.price_from),
                "minutes": words.minutes(hit.minutes), "how": words.how(offered.how(cards[hit.slug]))} for hit in hits]
    return render(request, "portal/public/search.html", {"query": query, "results": results, "title": _("Zoeken")})


def marked(text: str, query: str):
    """`text` with the words that somebody typed marked; escaped."""
    asked = [word.lower() for word in query.split() if len(word) > 2]
    parts = []
    for word in text.split(" "):
        start = next((one for one in asked if word.lower().startswith(one)), "")
        parts.append((word[: len(start)], word[len(start):]))
    return format_html_join(" ", "{}{}", ((_mark(first), rest) for first, rest in parts))


def _mark(text: str):
    return format_html_join("", '<mark class="b-mark">{}</mark>', [(text,)] if text else [])


@require_safe
def all_services(request):
    """From A to Z, by the noun."""
    cards = sorted(catalogue.list_services(language=language()), key=lambda card: card.title.lower())
    letters = [(letter, list(group)) for letter, group in groupby(cards, key=lambda card: card.title[:1].upper())]
    rows = [(letter, [{"card": card, "hint": words.hint(card)} for card in group]) for letter, group in letters]
    return render(request, "portal/public/services.html", {"letters": rows, "title": _("Alle onderwerpen")})


def service_or_404(slug: str):
    try:
        return catalogue.service(slug, language=language())
    except catalogue.UnknownService:
        raise Http404 from None


@require_safe
def service(request, service: str):
    """What, for whom, what it costs, how long it takes, what you need, and one button."""
    view = service_or_404(service)
    slots = first_slots(view.appointment_product, 1) if view.has_appointment else []
    context = {
        "service": view, "title": view.name, "first": slots[0] if slots else None,
        "price": words.price(view.lowest_price, view.has_more_prices), "minutes": words.minutes(view.minutes), "how": words.how(offered.how(view)),
        "online": offered.online(view), "login": offered.means(view.login),
        "prices": [[{"text": row.label, "sub": row.note}, words.price(row.amount)] for row in view.prices],
        "columns": [_("Wat"), {"label": _("Prijs"), "numeric": True}],
        "steps": [{"title": step.title, "text": step.text} for step in view.steps],
        "sources": [{"name": SOURCES.get(source.source, source.source), "source": source} for source in view.sources],
    }
    return render(request, "portal/public/service.html", context)


@require_safe
def life_event(request, event: str):
    """One page with all that belongs to something that happens in a life."""
    found = next((one for one in catalogue.life_events(language=language()) if one.slug == event), None)
    if found is None:
        raise Http404
    rows = [{"card": card, "hint": words.hint(card)} for card in found.services]
    return render(request, "portal/public/life_event.html", {"event": found, "rows": rows, "title": found.name})
