"""Verbs of the desk: arrived, begun, done, nobody came, handed out."""
from __future__ import annotations

from functools import wraps
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.views.decorators.http import require_POST

from balie.appointments import public as appointments
from balie.cases import public as cases
from balie.workspace import desk
from balie.workspace.frame import official

REFUSED = (appointments.NotAllowed, cases.Impossible)


def verb(permission: str):
    """Decorator: does it and goes back to the day; a refusal shows the day with the sentence."""
    def decorate(do):
        @require_POST
        @official(permission)
        @wraps(do)
        def view(request, id: UUID):
            try:
                with transaction.atomic():
                    return desk.done(do(request, id))
            except appointments.NotFound:
                raise Http404 from None
            except REFUSED as refused:
                return desk.show(request, request.POST.get("locatie", ""), request.POST.get("dag", ""), wrong={str(id): str(refused)}, status=422)

        return view

    return decorate


@verb("afspraak.beheren")
def arrive(request, id):
    return appointments.arrive(appointment_id=id)


@verb("afspraak.beheren")
def start(request, id):
    return appointments.start(appointment_id=id)


@verb("afspraak.beheren")
def finish(request, id):
    return appointments.finish(appointment_id=id)


@verb("afspraak.beheren")
def no_show(request, id):
    return appointments.no_show(appointment_id=id)


@verb("uitreiken")
def hand_out(request, id):
    """Hand it out and close the zaak in one go, once somebody has said that it lies ready: what is not made yet cannot be given."""
    if request.POST.get("gezien") not in desk.CHECKED:
        raise cases.Impossible("Kies waarmee u hebt gecontroleerd wie dit is.")
    visit = appointments.hand_out(appointment_id=id, what=request.POST.get("wat", ""), checked_with=request.POST["gezien"])
    work = cases.zaken_for_desk(request.official, [visit.owner]).get(visit.owner)
    if work is None:
        raise cases.Impossible("Er ligt niets klaar om uit te reiken.")
    cases.hand_over(zaak_id=work.zaak_id, official=request.official)
    return visit
