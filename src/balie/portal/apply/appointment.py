"""Choosing a day and time after sending: real free moments, one click, never double."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import groupby

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from balie.appointments import public as appointments
from balie.cases import public as cases
from balie.kernel import clock
from balie.look import written
from balie.portal.apply.holder import application_or_404, who
from balie.portal.said import said

DAYS = 7


@require_http_methods(["GET", "POST"])
def choose(request, id):
    application = application_or_404(request, id)
    product = application.outcome.get("appointment", {}).get("product")
    if application.status != "ingediend" or not product:
        return redirect("portal:application", application.id)
    if any(each.can_change for each in appointments.for_owner(application.owner)) or not cases.stand_of(application.id).undecided:
        return redirect("portal:done", application.id)
    if request.method == "GET":
        return page(request, application, product)
    location, _sign, moment = request.POST.get("moment", "").partition("|")
    start = parsed(moment)
    if start is None:
        return page(request, application, product, error=_("Kies een dag en tijd."))
    try:
        cases.book_visit(
            application_id=application.id, **who(request), location=location, start=start,
            key=f"{application.owner}:{request.POST.get('poging', '')[:40]}:{moment[:40]}:{location[:40]}",
        )
    except (appointments.SlotTaken, appointments.NotFound) as taken:
        return page(request, application, product, error=said(taken))
    except (appointments.AlreadyBooked, cases.Impossible):
        pass  # another tab was first, or the zaak has ended meanwhile: the next page shows what stands
    return redirect("portal:done", application.id)


def parsed(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def page(request, application, product: str, *, error: str = ""):
    first = first_day(request.GET.get("vanaf", ""), product)
    found = appointments.free_slots(product, None, first, DAYS)
    places = {each.code: each for each in appointments.locations(product)}
    chosen = place_of(request.GET.get("plek", ""), places, found)
    here = reverse("portal:book", args=[application.id])
    context = {
        "application": application, "days": days_of([slot for slot in found if slot.location == chosen]),
        "places": [places[chosen]] if chosen else [],
        "place_chips": chips(here, places, chosen), "error": error,
        "errors": [{"text": error, "href": "#f-moment"}] if error else [], "title": _("Kies een dag en tijd"), "first": first,
        "later": f"{here}?plek={chosen}&vanaf={first + timedelta(days=DAYS)}", "earlier": f"{here}?plek={chosen}&vanaf={first - timedelta(days=DAYS)}"
        if first - timedelta(days=1) > clock.today() else "", "attempt": clock.now().isoformat(timespec="seconds"),
    }
    return render(request, "portal/apply/appointment.html", context, status=422 if error else 200)


def place_of(wanted: str, places, found) -> str:
    """The place that was asked for; else where the first free moment is; else the first place."""
    return wanted if wanted in places else found[0].location if found else next(iter(places), "")


def days_of(slots) -> list[dict]:
    """Free moments by day: the first day open, the others folded, so that a phone shows all days at once."""
    by_day = [(day, list(group)) for day, group in groupby(slots, key=lambda slot: clock.local(slot.start).date())]
    return [
        {"label": written.day(day), "note": ngettext("%(n)s vrij moment", "%(n)s vrije momenten", len(group)) % {"n": len(group)},
         "slots": [option(slot) for slot in group], "open": place == 0}
        for place, (day, group) in enumerate(by_day)
    ]


def chips(here: str, places, chosen: str) -> list[dict]:
    """A choice of place, when there is one."""
    if len(places) < 2:
        return []
    return [{"label": each.name, "href": f"{here}?plek={code}", "current": code == chosen} for code, each in places.items()]


def first_day(text: str, product: str) -> date:
    """The day that was asked for, not before today; without one: the day of the first free moment."""
    try:
        return max(date.fromisoformat(text), clock.today())
    except ValueError:
        nearest = appointments.first_free(product, 1)
        return clock.local(nearest[0].start).date() if nearest else clock.today()


def option(slot) -> dict:
    return {"value": f"{slot.location}|{slot.start.isoformat()}", "label": written.time(slot.start)}
