"""Who waits for a place, list by list and in order; and giving the next place out."""
from __future__ import annotations

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from balie.cases import public as cases
from balie.workspace.frame import official, page
from balie.workspace.queue import row


@require_safe
@official("zaak.bekijken")
def lists(request):
    return show(request)


@require_POST
@official("zaak.besluiten")
def offer_next(request):
    """To the zaak whose turn it is."""
    try:
        zaak_id = cases.offer_next(
            service=request.POST.get("dienst", "")[:50], pool=request.POST.get("plaatsen", "")[:80], official=request.official
        )
    except cases.Impossible as refused:
        return show(request, error=str(refused))
    return redirect(reverse("workspace:zaak", args=[zaak_id]) + "?gedaan=aangeboden")


def show(request, *, error: str = ""):
    found = cases.waiting_lists(request.official)
    context = {
        "title": "Wachtlijst", "error": error, "errors": [{"text": error, "href": ""}] if error else [],
        "lists": [waiting(each, request.official) for each in found], "may_offer": request.official.can("zaak.besluiten"),
    }
    return page(request, "workspace/waiting.html", context, here="Werkvoorraad", status=422 if error else 200)


def waiting(each: cases.WaitingList, who) -> dict:
    title = f"{each.title}: {each.pool}" if each.pool else each.title
    lines = [{**row(line, who), "title": f"{number}. {line.title}"} for number, line in enumerate(each.lines, start=1)]
    return {"title": title, "service": each.service, "pool": each.pool, "lines": lines, "caption": f"Wachtlijst {title}, wie het eerst kwam bovenaan"}
