"""Appointments: see, move, cancel, and put in one's own calendar."""
from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balie.appointments import public as appointments
from balie.kernel import clock
from balie.portal.apply.appointment import DAYS, chips, days_of, first_day, parsed
from balie.portal.mine.frame import mine, page
from balie.portal.said import appointment, said


def mine_or_404(request, id) -> appointments.AppointmentView:
    try:
        return appointment(appointments.get(id, person_id=request.resident.person_id))
    except appointments.NotFound:
        raise Http404 from None


@require_safe
@mine
def appointments_page(request):
    every = [appointment(each) for each in appointments.for_person(request.resident.person_id)]
    now = clock.now()
    context = {
        "coming": [each for each in every if each.can_change], "title": _("Afspraken"),
        "past": sorted((each for each in every if not each.can_change or each.end < now), key=lambda each: each.start, reverse=True)[:20],
    }
    return page(request, "portal/mine/appointments.html", context, here="mijn_afspraken")


@require_http_methods(["GET", "POST"])
@mine
def change(request, id):
    booked = mine_or_404(request, id)
    if request.method == "GET" or not booked.can_change:
        return show(request, booked)
    location, _sign, moment = request.POST.get("moment", "").partition("|")
    start = parsed(moment)
    if start is None:
        return show(request, booked, error=_("Kies een dag en tijd."))
    try:
        appointments.move(appointment_id=booked.id, owner=booked.owner, location=location, start=start)
    except (appointments.SlotTaken, appointments.NotAllowed, appointments.NotFound) as refused:
        return show(request, booked, error=said(refused))
    return redirect("portal:appointment", booked.id)


def show(request, booked, *, error: str = ""):
    first = first_day(request.GET.get("vanaf", ""), booked.product)
    places = {each.code: each for each in appointments.locations(booked.product)}
    free = appointments.free_slots(booked.product, None, first, DAYS) if booked.can_change else []
    wanted = request.GET.get("plek", "")
    chosen = wanted if wanted in places else booked.location.code
    context = {
        "booked": booked, "days": days_of([slot for slot in free if slot.location == chosen]),
        "place_chips": chips("", places, chosen), "error": error, "errors": [{"text": error, "href": "#f-moment"}] if error else [],
        "title": _("Uw afspraak"), "later": f"?plek={chosen}&vanaf={first + DAYS * clock.DAY}",
        "earlier": f"?plek={chosen}&vanaf={first - DAYS * clock.DAY}" if first > clock.today() else "", "first": first,
    }
    return page(request, "portal/mine/appointment.html", context, here="mijn_afspraken", status=422 if error else 200)


@require_POST
@mine
def cancel(request, id):
    booked = mine_or_404(request, id)
    try:
        appointments.cancel(appointment_id=booked.id, owner=booked.owner)
    except appointments.NotAllowed as refused:
        return show(request, booked, error=said(refused))
    return redirect("portal:mijn_afspraken")


@require_safe
@mine
def calendar(request, id):
    response = HttpResponse(appointments.ics(mine_or_404(request, id)), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="afspraak.ics"'
    return response
