"""Asking for a child: the BRP says over which children this parent has authority, now and not once for all."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from balie.applications import public as applications
from balie.catalogue import public as catalogue
from balie.identity import public as identity
from balie.portal import offered
from balie.portal.apply import flow
from balie.portal.said import said
from balie.registers import public as registers

WITH_AUTHORITY = ("alleen", "samen")
ADULT = 18
ASK = registers.Ask(
    source="brp", fields=("persoon.kinderen", "persoon.gezag"), purpose=gettext_noop("Om te zien over welke kinderen u het gezag hebt."),
    legal_basis="Artikel 3.5 Wet BRP", required=True,
)


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def child(request, service: str):
    """The BRP is asked outside the transaction in which the draft begins; and again when a child was chosen: a browser's word is not enough."""
    with transaction.atomic():
        view = _service(request, service)
        if not offered.online(view, request.resident):
            return redirect("portal:service", service)
        first = identity.login_redirect(request, view.login)
        if first is not None:
            return first
    if request.resident.kind != "persoon":
        raise Http404
    if request.method == "GET":
        return page(request, view)
    if request.POST.get("akkoord") != "ja":
        return page(request, view, error=_("Kruis aan dat wij uw gegevens mogen ophalen."))
    children, failure = children_of(request)
    if failure:
        return page(request, view, failure=failure)
    chosen = next((each for each in children if each["person_id"] == request.POST.get("kind")), None)
    if chosen is None:
        return page(request, view, children=children, error=_("Kies uw kind.") if "kind" in request.POST or "gekozen" in request.POST else "")
    with transaction.atomic():
        mandate = identity.with_authority(
            child_id=chosen["person_id"], parent=request.resident, child_name=chosen["naam"], service=service, adult=adult(chosen),
        )
        application = applications.start(
            service=service, resident=request.resident, language=request.LANGUAGE_CODE[:2], mandate_id=mandate.id,
        )
    return flow.next_step(application)


def children_of(request) -> tuple[list[Mapping[str, Any]], str]:
    """The minor children over which this parent has authority, and what went wrong."""
    owner = f"gezag:{request.resident.person_id}"
    with transaction.atomic():
        registers.give(person_id=request.resident.person_id, owner=owner, asks=[ASK])
    with transaction.atomic():
        found = registers.fetch_facts(person_id=request.resident.person_id, sources=[ASK.source], owner=owner)
        registers.close(owners=[owner])
    children = (found.values.get("persoon") or {}).get("kinderen") or []
    return [each for each in children if each.get("gezag") in WITH_AUTHORITY and each.get("person_id") and birthday(each)], \
        found.unavailable.get(ASK.source, "")


def birthday(each: Mapping[str, Any]) -> date | None:
    born = each.get("geboortedatum")
    return born if isinstance(born, date) else date.fromisoformat(born) if isinstance(born, str) and len(born) == 10 else None


def adult(each: Mapping[str, Any]) -> date:
    born = birthday(each)
    last = 28 if (born.month, born.day) == (2, 29) else born.day
    return born.replace(year=born.year + ADULT, day=last)


def page(request, service, *, children=None, error: str = "", failure: str = ""):
    context = {
        "service": service, "ask": ASK, "purpose": said(ASK.purpose), "children": [(each["person_id"], each["naam"]) for each in children or ()],
        "asked": children is not None, "error": error, "failure": said(failure), "title": _("Voor welk kind vraagt u dit aan?"),
        "errors": [{"text": error, "href": "#f-kind" if children is not None else "#f-akkoord"}] if error else [],
    }
    return render(request, "portal/apply/child.html", context, status=503 if failure else 422 if error else 200)


def _service(request, slug: str) -> catalogue.ServiceView:
    try:
        view = catalogue.service(slug, language=request.LANGUAGE_CODE[:2])
    except catalogue.UnknownService:
        raise Http404 from None
    if "parent" not in view.represent:
        raise Http404
    return view
