"""Zaken that live in another system: as cards among one's own, and the page of one."""
from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balie.cases import public as cases
from balie.cases.public import elsewhere
from balie.look import written
from balie.portal.mine.frame import mine, page


def card(line: elsewhere.LineElsewhere) -> dict:
    """As a zaak of our own, with where it is."""
    day = _("Klaar") if line.ended else _("Uiterlijk %(day)s") % {"day": written.day_short(line.deadline)} if line.deadline else ""
    return {
        "href": reverse("portal:mijn_zaak_elders", args=[line.id]), "title": line.title, "status": status(line), "tone": tone(line),
        "next": " · ".join(part for part in (line.result if line.ended else line.status, at(line)) if part), "date": day, "kenmerk": line.kenmerk,
    }


def at(line: elsewhere.LineElsewhere) -> str:
    return _("Bij %(system)s") % {"system": line.label}


def status(line: elsewhere.LineElsewhere) -> str:
    return _("Klaar") if line.ended else _("Wij zijn bezig")


def tone(line: elsewhere.LineElsewhere) -> str:
    return "done" if line.ended else "busy"


@require_safe
@mine
def zaak(request, id):
    try:
        line = elsewhere.zaak_there(request.resident, id)
    except cases.NotFound:
        raise Http404 from None
    context = {
        "line": line, "title": line.title, "status": status(line), "tone": tone(line), "at": at(line), "track": track(line), "stale": stale(line),
    }
    return page(request, "portal/mine/elsewhere.html", context, here="mijn_zaken")


def track(line: elsewhere.LineElsewhere) -> list[dict]:
    """As far as that system says it: the newest is now, unless it is done."""
    last = len(line.statuses) - 1
    return [
        {"state": "now" if place == last and not line.ended else "done", "title": name, "text": written.day_short(moment)}
        for place, (name, moment) in enumerate(line.statuses)
    ]


def stale(line: elsewhere.LineElsewhere) -> str:
    if line.as_of is None:
        return ""
    moment = f"{written.day_year(line.as_of)}, {written.time(line.as_of)}"
    return _("Wij kunnen nu niet zien of er iets is veranderd. Dit is de stand van %(moment)s.") % {"moment": moment}
