"""What every page of Mijn Balie has: a login, and the side menu with what is new."""
from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balie.identity.public import require_login
from balie.messages import public as messages

MENU = (
    ("mijn", "home", gettext_lazy("Overzicht")), ("mijn_zaken", "folder", gettext_lazy("Mijn zaken")),
    ("mijn_berichten", "mail", gettext_lazy("Berichten")), ("mijn_afspraken", "calendar-event", gettext_lazy("Afspraken")),
    ("mijn_betalingen", "credit-card", gettext_lazy("Betalingen")), ("mijn_documenten", "file-text", gettext_lazy("Documenten")),
    ("mijn_machtigingen", "users", gettext_lazy("Machtigingen")), ("mijn_gegevens", "user", gettext_lazy("Mijn gegevens")),
)


def mine(view):
    """Decorator: any login is enough to see one's own."""
    return require_login()(view)


def page(request, template: str, context: dict, *, here: str, status: int = 200):
    """Render a page of Mijn Balie; `here` is the name in the menu that is current."""
    unread = messages.unread_count(request.resident)
    menu = [
        {"href": reverse(f"portal:{name}"), "icon": icon, "label": label, "current": name == here,
         "count": unread if name == "mijn_berichten" and unread else None, "count_label": _("nieuw")}
        for name, icon, label in MENU
    ]
    return render(request, template, {"menu": menu, **context}, status=status)
