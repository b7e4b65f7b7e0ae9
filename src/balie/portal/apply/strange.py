"""What a page of Balie would never send: answers to questions it does not ask, or to an application that is already on its way."""
from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from balie.portal.apply.holder import questions_of
from balie.portal.errors import NotUnderstood

OWN = {"csrfmiddlewaretoken", "revision", "stop"}  # what stands on every step beside its questions
BUTTONS = ("nog-", "weg-")  # a row or a file more or less


def refuse(application, page: str, posted: Iterable[str]) -> None:
    """Raises `NotUnderstood` for a field that no question of this page asks. The field may hold anything, so it is not named."""
    known = {kind.name for kind in questions_of(application, page) if kind.asks} | OWN
    for field in posted:
        name = next((field.removeprefix(button) for button in BUTTONS if field.startswith(button)), field)
        if name.partition("-")[0] not in known:
            raise NotUnderstood(_("Er kwam een antwoord mee dat niet bij deze pagina hoort. Er is niets veranderd. Open de pagina opnieuw."))


def too_late(request, goes_on: HttpResponseRedirect):
    """The application was sent, or stopped, in the meantime: nothing of this is taken, and we do not pretend that it is."""
    return render(request, "portal/apply/too_late.html", {"goes_on": goes_on.url}, status=409)
