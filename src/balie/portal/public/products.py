"""Every product of Dutch governments has a page: also what no service here covers, and what others than the municipality arrange."""
from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balie.catalogue import public as catalogue
from balie.portal.public import words
from balie.portal.public.pages import language
from balie.portal.searched import from_search

STATE, GOVERNMENT = "https://www.rijksoverheid.nl", "https://www.overheid.nl"


@require_safe
def all_products(request):
    """From A to Z, a letter at a time; a letter without products is the first one."""
    by_letter: dict[str, list] = {}
    for product in sorted(catalogue.products(), key=_place):
        by_letter.setdefault(_place(product)[0], []).append({"slug": product.slug, "name": product.heading, "who": who(product)})
    chosen = request.GET.get("letter", "")
    chosen = chosen if chosen in by_letter else min(by_letter)
    context = {"letters": sorted(by_letter), "chosen": chosen, "rows": by_letter[chosen], "title": _("Alles van de overheid")}
    return render(request, "portal/public/products.html", context)


@require_safe
@from_search
def product(request, product: str):
    """Who arranges it and how to reach them. One service for it: straight on to that; several: choose."""
    found = next((each for each in catalogue.products() if each.slug == product), None)
    if found is None:
        raise Http404
    if len(found.covered_by) == 1:
        return redirect("portal:service", found.covered_by[0])
    cards = [card for card in catalogue.list_services(language=language()) if card.slug in found.covered_by]
    own = "gemeente" in found.organisations
    context = {
        "product": found, "title": found.heading, "rows": [{"card": card, "hint": words.hint(card)} for card in cards], "own": own, "who": who(found),
        "elsewhere": "" if own else STATE if found.organisations == ("rijk",) else GOVERNMENT,
    }
    return render(request, "portal/public/product.html", context)


def _place(product) -> str:
    """Where it stands in the alphabet: by what the page calls it."""
    return slugify(product.heading) or product.slug


def who(product) -> str:
    """Who arranges it, in words; empty where the list does not say."""
    called = {"gemeente": _("de gemeente"), "rijk": _("het Rijk"), "provincie": _("de provincie"), "waterschap": _("het waterschap")}
    return _(" of ").join(called[each] for each in product.organisations)
