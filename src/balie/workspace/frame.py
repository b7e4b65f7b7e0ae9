"""What every page of the workspace has: an official who may be here, the menu with its counts, and clear pages for "no"."""
from __future__ import annotations

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from balie.cases import public as cases
from balie.identity import public as identity
from balie.look.written import initials

MENU = (  # name of the address, query, permission, pictogram, label, short label for phones, which count
    ("queue", "?toon=van_mij", "zaak.behandelen", "user-check", "Mijn werk", "Mijn werk", "van_mij"),
    ("queue", "", "zaak.bekijken", "inbox", "Werkvoorraad", "Voorraad", "team"),
    ("desk", "", "afspraak.bekijken", "calendar-event", "Afspraken", "Afspraken", ""),
    ("assist", "", "inwoner.helpen", "heart-handshake", "Help een inwoner", "Helpen", ""),
    ("coverage", "", "dekking.bekijken", "chart-pie", "Dekking", "Dekking", ""),
    ("exports", "", "gegevens.downloaden", "table-export", "Gegevens", "Gegevens", ""),
    ("staff", "", "medewerkers.bekijken", "users-group", "Medewerkers", "Mensen", ""),
    ("search_words", "", "zoekwoorden.beheren", "search", "Zoekwoorden", "Zoeken", ""),
    ("api_clients", "", "koppelingen.beheren", "api", "Applicaties", "Applicaties", ""),
    ("notifications", "", "koppelingen.beheren", "webhook", "Notificaties", "Notificaties", ""),
    ("account", "", None, "user-circle", "Mijn account", "Account", ""),
)
ACCOUNT = (("account", "Mijn account"),)
DENIED = "U mag deze pagina niet openen. Hoort dit bij uw werk? Vraag het dan aan uw teamleider."
GONE = "Deze pagina of zaak bestaat niet, of u mag hem niet zien. Zoek hem op nummer of naam, of ga naar de werkvoorraad."


def official(permission: str | None = None):
    """Decorator: only for an official who may do this; every other official gets a clear page, nobody else gets anything."""
    def decorate(view):
        guarded = identity.require_official(permission)(view)

        @wraps(guarded)
        def shown(request, *args, **kwargs):
            with translation.override("nl"):  # officials work in Dutch, whatever their browser asks for
                response = answered(request, *args, **kwargs)
            response.headers["Content-Language"] = "nl"
            return response

        def answered(request, *args, **kwargs):
            try:
                return guarded(request, *args, **kwargs)
            except PermissionDenied:
                return problem(request, "Dit mag u niet doen", DENIED, status=403)
            except cases.NotAllowed as refused:
                return problem(request, "Dit mag u niet doen", str(refused), status=403)
            except (Http404, cases.NotFound):
                return problem(request, "Wij kunnen dit niet vinden", GONE, status=404)

        return shown

    return decorate


@transaction.atomic
def problem(request, title: str, text: str, *, status: int):
    icon = "search" if status == 404 else "lock"
    return page(request, "workspace/problem.html", {"title": title, "text": text, "icon": icon}, status=status)


def page(request, template: str, context: dict, *, here: str = "", queue: cases.Queue | None = None, status: int = 200):
    """Render a page; `here` is the label in the menu that is current. `queue`: when the view has read one already, for its counts."""
    context = {"work": work(request.official, here, queue), "errors": [], "wrong": {}, "typed": {}} | context
    return render(request, template, context, status=status)


def work(who: identity.OfficialView, here: str, queue: cases.Queue | None) -> dict:
    may_see = who.can("zaak.bekijken")
    counts = counted(queue or cases.queue_for_official(who, limit=1)) if may_see else {}
    return {
        "home": reverse("workspace:queue"), "search": reverse("workspace:search") if may_see else "",
        "nav": [item(each, here, counts) for each in MENU if each[2] is None or who.can(each[2])],
        "official": {"name": who.name, "initials": initials(who.name), "role": roles(who)},
        "account": [{"href": reverse(f"workspace:{name}"), "label": label} for name, label in ACCOUNT],
        "logout": reverse("account_logout"),
    }


def item(row, here: str, counts) -> dict:
    name, query, _permission, icon, label, short, count = row
    return {
        "href": reverse(f"workspace:{name}") + query, "icon": icon, "label": label, "short": short, "current": label == here,
        "count": "" if counts.get(count) == "0" else counts.get(count, ""), "count_label": "zaken",
    }


def counted(queue: cases.Queue) -> dict[str, str]:
    """The counts in words: as far as the queue counts, and then "99+"."""
    return {name: str(number) if number < queue.cap else f"{queue.cap - 1}+" for name, number in queue.counts.items()}


def roles(who: identity.OfficialView) -> str:
    return ", ".join(identity.ROLES[role] for role in who.roles if role in identity.ROLES)
