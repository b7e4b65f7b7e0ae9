"""The day at the counter: who comes, who is here, and what there is to do for each."""
from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from balie.appointments import public as appointments
from balie.cases import public as cases
from balie.kernel import clock
from balie.workspace.frame import official, page
from balie.workspace.words import badge

TONES = {
    "geboekt": ("neutral", "clock"), "verplaatst": ("neutral", "clock"), "aangekomen": ("waiting", "armchair"), "bezig": ("busy", "user"),
    "klaar": ("done", ""), "niet_verschenen": ("late", "user-x"),
}
POSSIBLE = {  # what the desk can do in each status; no_show only once the time has come
    "geboekt": ("arrive", "no_show"), "verplaatst": ("arrive", "no_show"), "aangekomen": ("start", "finish"), "bezig": ("finish",),
    "niet_verschenen": ("arrive",),
}
BUTTONS = {
    "arrive": ("Is er", "map-pin"), "start": ("Begin", "player-play"), "finish": ("Klaar", "check"), "no_show": ("Niet verschenen", "user-x"),
}
CHECKED = ("Oud paspoort", "Oude identiteitskaart", "Rijbewijs", "Vragen uit de BRP")
PLACE = "werk_locatie"
AT_DESK = ("aangekomen", "bezig")


@require_safe
@official("afspraak.bekijken")
def day(request):
    return show(request, request.GET.get("locatie", ""), request.GET.get("dag", ""))


def show(request, location: str, text: str, *, wrong: dict[str, str] | None = None, status: int = 200):
    """`wrong`: {id of the appointment: sentence}."""
    places, chosen = appointments.locations(), parsed(text)
    here = chosen_place(request, places, location)
    rows = appointments.day_view(here.code, chosen) if here else []
    wanted = ids(request.GET.get("gevonden", ""))
    shown = [row for row in rows if not wanted or row.id in wanted]
    work = cases.zaken_for_desk(request.official, [row.owner for row in shown])
    wrong = wrong or {}
    lines = [line(row, work.get(row.owner), request.official, wrong.get(str(row.id), "")) for row in shown]
    context = {
        "title": "Afspraken", "here": here, "day": chosen, "today": chosen == clock.today(), "lines": lines,
        "places": [{"label": place.name, "href": address(place.code, chosen), "current": place is here} for place in places],
        "previous": address(here.code, chosen - timedelta(days=1)) if here else "",
        "following": address(here.code, chosen + timedelta(days=1)) if here else "", "now": address(here.code, clock.today()) if here else "",
        "stats": stats(rows), "found": bool(wanted), "typed": request.POST.dict(),
        "nothing": request.GET.get("niets") == "1", "all": address(here.code, chosen) if here else "", "checked": [(each, each) for each in CHECKED],
        "errors": [{"text": sentence, "href": f"#afspraak-{key}"} for key, sentence in wrong.items()], "wrong": wrong,
    }
    return page(request, "workspace/desk.html", context, here="Afspraken", status=status)


def chosen_place(request, places, code: str):
    """The place that was asked for, else the one of last time, else the first; it is remembered."""
    known = {place.code: place for place in places}
    if code in known and request.session.get(PLACE) != code:
        request.session[PLACE] = code
    return known.get(code) or known.get(request.session.get(PLACE)) or (places[0] if places else None)


def parsed(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return clock.today()


def ids(text: str) -> set[UUID]:
    try:
        return {UUID(each) for each in text.split(",") if each}
    except ValueError:
        return set()


def address(location: str, on: date, **more: str) -> str:
    return f"{reverse('workspace:desk')}?{urlencode({'locatie': location, 'dag': on.isoformat(), **more})}"


def line(row: appointments.AppointmentView, work, who, wrong: str) -> dict:
    tone, icon = TONES.get(row.status, ("neutral", ""))
    possible = POSSIBLE.get(row.status, ()) if who.can("afspraak.beheren") else ()
    verbs = [verb for verb in possible if verb != "no_show" or row.start <= clock.now()]
    collectable = row.status in AT_DESK and who.can("uitreiken") and work is not None and work.state == "klaar_voor_afhalen"
    return {
        "row": row, "name": work.applicant if work else "", "kenmerk": work.kenmerk if work else "", "wrong": wrong,
        "what": work.title if work else row.product_name,
        "zaak": reverse("workspace:zaak", args=[work.zaak_id]) if work else "", "status": {"label": row.status_name, "tone": tone, "icon": icon},
        "state": badge(work.state, work.get_state_display()) if work else None, "hand_out": collectable,
        "verbs": [{"href": reverse(f"workspace:{verb}", args=[row.id]), "label": BUTTONS[verb][0], "icon": BUTTONS[verb][1]} for verb in verbs],
    }


def stats(rows) -> list[dict]:
    return [
        {"number": sum(row.status in ("geboekt", "verplaatst") for row in rows), "label": "komen nog"},
        {"number": sum(row.status == "aangekomen" for row in rows), "label": "wachten"},
        {"number": sum(row.status == "bezig" for row in rows), "label": "aan de balie"},
        {"number": sum(row.status == "klaar" for row in rows), "label": "klaar"},
    ]


@require_POST
@official("afspraak.bekijken")
def find(request):
    """By code or by name, on one day at every place. The name stays out of the address; ids say who was found."""
    on, wanted = parsed(request.POST.get("dag", "")), request.POST.get("zoek", "").strip().lower()
    here = request.POST.get("locatie", "")[:40]
    for place in sorted(appointments.locations(), key=lambda place: place.code != here):
        rows = appointments.day_view(place.code, on) if wanted else []
        work = cases.zaken_for_desk(request.official, [row.owner for row in rows]) if rows else {}
        hits = [row for row in rows if row.code.lower() == wanted or wanted in (work[row.owner].applicant.lower() if row.owner in work else "")]
        if hits:
            return redirect(address(place.code, on, gevonden=",".join(str(row.id) for row in hits[:20])))
    return redirect(address(here, on, niets="1"))


def done(row: appointments.AppointmentView):
    """Back to the day of this appointment, at its line."""
    return redirect(f"{address(row.location.code, row.start.date())}#afspraak-{row.id}")
