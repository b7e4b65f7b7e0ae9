"""What the BRP holds about who asks. Asking is a POST, so that no link makes us look; the answer stands on the page and nowhere else."""
from __future__ import annotations

from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balie.identity.public import Resident
from balie.kernel import limits
from balie.portal.mine import record
from balie.portal.mine.frame import mine, page
from balie.portal.said import said
from balie.registers import public as registers

AN_HOUR = 10  # somebody reads it a few times; a script that asks on and on is no reader


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
@mine
def own(request):
    if not offered_to(request.resident):
        return redirect("portal:mijn_gegevens")
    if request.method == "GET":
        return show(request)
    if limits.too_often("brp_inzage", str(request.resident.person_id), most=AN_HOUR, seconds=3600):
        return show(request, failure=_("U hebt dit net al een paar keer gedaan. Probeer het over een uur opnieuw."), status=429)
    with transaction.atomic():  # the look is on record, also when the register gives no answer
        found = registers.own_record(person_id=request.resident.person_id)
    failure = said(found.unavailable.get("brp_inzage", ""))
    return show(request, sections=record.sections(found), failure=failure, status=503 if failure else 200)


def offered_to(resident: Resident) -> bool:
    """The BRP is about people, and some installations do without it."""
    return resident.kind == "persoon" and registers.available("brp")


def show(request, *, sections=(), failure: str = "", status: int = 200):
    context = {"sections": sections, "failure": failure, "title": _("Uw gegevens in de BRP")}
    with transaction.atomic():
        return page(request, "portal/mine/brp.html", context, here="mijn_gegevens", status=status)
