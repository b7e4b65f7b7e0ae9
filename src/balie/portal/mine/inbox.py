"""Messages from the municipality: a list, and one to read."""
from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balie.applications import public as applications
from balie.cases import public as cases
from balie.messages import public as messages
from balie.portal.mine.frame import mine, page


@require_safe
@mine
def inbox(request):
    found = messages.inbox(request.resident, before=moment(request.GET.get("voor", "")), limit=26)
    context = {"lines": found[:25], "title": _("Berichten"), "next": f"?voor={found[24].created.isoformat()}" if len(found) > 25 else ""}
    return page(request, "portal/mine/inbox.html", context, here="mijn_berichten")


def moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found.tzinfo else None


@require_safe
@mine
def message(request, id):
    try:
        found = messages.message_for(request.resident, id)
    except messages.NotFound:
        raise Http404 from None
    messages.mark_read(resident=request.resident, message_id=id)
    context = {"message": found, "zaak_href": zaak_href(request, found.owner), "title": found.subject}
    return page(request, "portal/mine/message.html", context, here="mijn_berichten")


def zaak_href(request, owner: str) -> str:
    kind, _sign, key = owner.partition(":")
    if kind == "application":
        try:
            key = str(cases.zaak_id_of_application(request.resident, key))
        except cases.NotFound:
            return application_href(request, key)
    return reverse("portal:mijn_zaak", args=[key]) if kind in ("zaak", "application") else ""


def application_href(request, key: str) -> str:
    """Nothing for who was only asked to sign it, nor when it was deleted since."""
    try:
        return reverse("portal:application", args=[applications.get(UUID(key), resident=request.resident).id])
    except applications.NotFound:
        return ""
