"""What the pages share: the tabs, filters that stay in the address, and pages of a long list. Nothing here is of a person."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from balie.catalogue import public as catalogue
from balie.workspace.frame import page

MAY, HERE = "dekking.bekijken", "Dekking"
PER_PAGE = 50
SLUG = re.compile("[a-z0-9_-]{1,80}")
TABS = (
    ("coverage", "Producten", "list-check"), ("confirm", "Te bevestigen", "circle-check"), ("standards", "Nieuwe standaard", "refresh"),
    ("usage", "Gebruik", "chart-bar"),
)


def show(request, template: str, tab: str, context: dict[str, Any], *, status: int = 200):
    tabs = [{"label": label, "href": reverse(f"workspace:{name}"), "icon": icon, "current": name == tab} for name, label, icon in TABS]
    return page(request, f"workspace/coverage/{template}.html", {"tabs": tabs} | context, here=HERE, status=status)


def named() -> dict[str, str]:
    """Slug → name of what is on offer."""
    return {card.slug: card.name for card in catalogue.list_services()}


def searched(request) -> str:
    return request.GET.get("zoek", "").strip()[:80]


def service(request) -> str:
    """The service in the address, if there is one. Raises Http404 when it can't be one."""
    slug = request.GET.get("dienst", "")
    if slug and not SLUG.fullmatch(slug):
        raise Http404
    return slug


def address(tab: str, **more: str) -> str:
    """With what is not empty."""
    kept = urlencode({name: value for name, value in more.items() if value})
    return reverse(f"workspace:{tab}") + (f"?{kept}" if kept else "")


def paged(request, rows: Sequence[Any], tab: str, **more: str) -> dict[str, Any]:
    """The rows of this page, and the way to the ones before and after it. A number that is no page is the first or the last one."""
    last = max(1, -(-len(rows) // PER_PAGE))
    typed = request.GET.get("pagina", "")
    number = min(max(int(typed), 1), last) if typed.isdecimal() and len(typed) < 6 else 1
    return {
        "shown": rows[(number - 1) * PER_PAGE : number * PER_PAGE], "place": f"Pagina {number} van {last}" if last > 1 else "",
        "previous": address(tab, **more, pagina=str(number - 1)) if number > 1 else "",
        "next": address(tab, **more, pagina=str(number + 1)) if number < last else "",
    }
