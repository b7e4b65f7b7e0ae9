"""Contact, the two statements, the component page and the language."""
from __future__ import annotations

from itertools import chain

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, get_language
from django.views.decorators.http import require_POST, require_safe

from balie.appointments import public as appointments
from balie.catalogue import public as catalogue
from balie.look import samples
from balie.portal.public import words


def language() -> str:
    return (get_language() or "nl")[:2]


def first_slots(product: str, count: int = 3) -> list[dict]:
    """The first moments that are really free; empty when this municipality has no such product."""
    try:
        return [{"day": words.day(slot.start), "start": slot.start} for slot in appointments.first_free(product, count)]
    except appointments.NotFound:
        return []


@require_safe
def contact(request):
    return render(request, "portal/public/contact.html", {"locations": appointments.locations()})


@require_safe
def accessibility(request):
    return render(request, "portal/public/accessibility.html")


@require_safe
def privacy(request):
    """What is asked from whom and why, straight from the services themselves."""
    cards = catalogue.list_services(language=language())
    views = [catalogue.service(card.slug, language=language()) for card in cards]
    sources = sorted(set(chain.from_iterable(
        ((view.title, source.source, source.purpose, source.legal_basis, view.language) for source in view.sources) for view in views
    )))
    return render(request, "portal/public/privacy.html", {"sources": sources})


@require_safe
def components(request):
    return render(request, "look/components_page.html", samples.context())


@require_POST
def set_language(request):
    """Remember the language and go back to where somebody was (never to another site)."""
    after = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts=None) or not after.startswith("/"):
        after = "/"
    response = HttpResponseRedirect(after)
    code = request.POST.get("language", "")
    if check_for_language(code) and code in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 86400, httponly=True, samesite="Lax", secure=request.is_secure())
    return response
