"""For whom somebody asks: themselves, who gave them a mandate for this service, or a child over which they have authority."""
from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.shortcuts import render
from django.utils.translation import gettext as _

from balie.applications import public as applications
from balie.catalogue import public as catalogue
from balie.identity import public as identity
from balie.look import written

MYSELF, CHILD = "zelf", "kind"


def options(request, service: catalogue.ServiceView) -> list[tuple[str, str, str]]:
    """(value, label, help) of everybody this resident may ask this service for, themselves first; empty: only for themselves."""
    resident = request.resident
    if resident is None or resident.kind != "persoon" or not service.represent:
        return []
    given = identity.mandates_for(resident.person_id, service.slug) if "mandate" in service.represent else ()
    others = [(str(each.id), each.giver_name, _("Machtiging tot en met %(day)s") % {"day": written.day_year(each.until)}) for each in given]
    if "parent" in service.represent:
        others.append((CHILD, _("Voor mijn kind"), _("Als u het gezag over uw kind hebt")))
    return [(MYSELF, _("Voor mijzelf"), ""), *others] if others else []


def page(request, service: catalogue.ServiceView, found: list[tuple[str, str, str]]):
    """The question for whom; on a post without an answer that is among them, it says so."""
    error = _("Kies voor wie u dit aanvraagt.") if request.method == "POST" else ""
    context = {
        "service": service, "options": found, "error": error, "errors": [{"text": error, "href": "#f-voor"}] if error else [],
        "title": _("Voor wie vraagt u dit aan?"),
    }
    return render(request, "portal/apply/behalf.html", context, status=422 if error else 200)


def name_for(request, application: applications.ApplicationView) -> str:
    """Whose application this is, for who fills it in for them; empty for everybody who applies themselves."""
    if request.resident is None:
        return ""
    return identity.mandate_names(request.resident.person_id, [application.mandate_id]).get(application.mandate_id, "")


def other(request, application: applications.ApplicationView) -> bool:
    """Whether who looks is not the one who applies."""
    return application.mandate_id is not None and request.resident is not None and request.resident.person_id != application.person_id


def subject_of(request, application: applications.ApplicationView) -> UUID:
    """About whom registers are asked, and whose consent that takes."""
    return application.person_id if application.mandate_id else request.resident.person_id


def agreed_with_mandate(application: applications.ApplicationView) -> bool:
    """Who gives a mandate lets who gets it see what registers say of them, for these services."""
    if application.mandate_id is None:
        return False
    with transaction.atomic(savepoint=False):  # outside a transaction the database shows no rows of anybody
        return identity.mandate_of(application.mandate_id).basis == "machtiging"
