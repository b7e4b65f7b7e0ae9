"""How much one can arrange oneself here: what goes all the way online, what does not and why, with the way to each."""
from __future__ import annotations

from collections.abc import Iterable

from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balie.catalogue import public as catalogue
from balie.portal.public import filters
from balie.portal.public.pages import language

GROUPS = {"helemaal": ("fully",), "deels": ("partly", "not"), "niet": ("none",)}  # in the address → states of a product


@require_safe
def how_much(request):
    found = catalogue.coverage()
    grouped = {code: [line for line in found.lines if line.state in states] for code, states in GROUPS.items()}
    chosen = filters.chosen(request, "toon", GROUPS) or "helemaal"
    labels = {"helemaal": _("Helemaal zelf"), "deels": _("Voor een deel"), "niet": _("Nog niet online")}
    context = {
        "title": _("Zo veel kunt u zelf regelen"), "chosen": chosen, "all": len(found.lines), "fully": len(grouped["helemaal"]),
        "partly": len(grouped["deels"]), "percent": round(100 * len(grouped["helemaal"]) / len(found.lines)),
        "chips": [
            {"href": f"?toon={code}", "label": label, "count": len(grouped[code]), "current": code == chosen} for code, label in labels.items()
        ],
        "group": labels[chosen], "rows": sorted(rows(grouped[chosen]), key=lambda row: slugify(row["title"])),
    }
    return render(request, "portal/public/online.html", context)


def rows(lines: Iterable[catalogue.Line]) -> list[dict]:
    said = language()
    named = {} if said == "nl" else translated(said)
    return [named.get(line.product.uri) or {"slug": line.product.slug, "title": line.product.heading, "why": " ".join(line.why), "lang": "nl"}
            for line in lines]


def translated(said: str) -> dict[str, dict]:
    """Main product of a service with a translation → its row. The product list itself is Dutch, and so is what has several services."""
    found: dict[str, dict] = {}
    products = {product.uri: product for product in catalogue.products()}
    for card in catalogue.list_services(language=said):
        service = catalogue.definition(card.version_id).service
        if card.language == said and service.upl in products and len(products[service.upl].covered_by) == 1:
            why = catalogue.words(card.slug, language=said).get(service.promise.why or "", "")
            found[service.upl] = {"slug": products[service.upl].slug, "title": card.name, "why": why, "lang": said}
    return found
