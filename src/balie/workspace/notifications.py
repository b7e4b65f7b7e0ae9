"""Other systems that are told what changes in zaken: whether they take it, and what to do with what they did not take."""
from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from balie.kernel import clock, dutch
from balie.workspace.frame import official, page
from balie.workspace.words import notice
from balie.zgw.public import NotFound, notificaties

MAY = "koppelingen.beheren"
HERE = "Notificaties"
STATES = {"goed": ("Werkt", "done"), "hapert": ("Hapert", "waiting"), "stil": ("Lukt niet", "late")}
COLUMNS = [{"label": "Ontvanger"}, {"label": "Kanalen"}, {"label": "Stand"}, {"label": "Laatst gelukt"}, {"label": "Wacht", "numeric": True},
           {"label": "Niet bezorgd", "numeric": True}]
DEEDS = {"create": "nieuw", "update": "gewijzigd", "partial_update": "gewijzigd", "destroy": "verwijderd"}


@require_safe
@official(MAY)
def subscribers(request):
    rows = [row(each) for each in notificaties.subscribers(request.official)]
    return page(request, "workspace/notifications.html", {"title": HERE, "columns": COLUMNS, "rows": rows}, here=HERE)


def row(each) -> list:
    label, tone = STATES[each.state]
    return [
        {"text": each.host, "href": reverse("workspace:subscriber", args=[each.id]), "sub": each.client_id}, dutch.join(list(each.kanalen)),
        {"badge": label, "tone": tone}, moment(each.last_success), str(each.waiting), str(each.dead),
    ]


@require_safe
@official(MAY)
def subscriber(request, id: UUID):
    return show(request, id)


@require_POST
@official(MAY)
def resend(request, id: UUID):
    return done(request, id, notificaties.resend, "opnieuw_bezorgen")


@require_POST
@official(MAY)
def drop(request, id: UUID):
    return done(request, id, notificaties.drop, "vervallen")


def done(request, id: UUID, verb, code: str):
    """One message, or all of this subscriber."""
    which = request.POST.get("bericht", "")
    try:
        verb(abonnement_id=id, official=request.official, bezorging_id=UUID(which) if which else None)
    except (NotFound, ValueError):
        return show(request, id, error="Dit bericht wacht niet meer. Kijk wat er nu in de lijst staat.")
    return redirect(reverse("workspace:subscriber", args=[id]) + f"?gedaan={code}")


def show(request, id: UUID, *, error: str = ""):
    try:
        found = notificaties.subscriber(request.official, id)
    except NotFound:
        raise Http404 from None
    label, tone = STATES[found.state]
    context = {
        "title": found.host, "found": found, "state": label, "tone": tone, "facts": facts(found),
        "letters": [letter(each) for each in notificaties.letters(request.official, id)], "notices": notice(request.GET.get("gedaan", "")),
        "errors": [{"text": error, "href": ""}] if error else [],
    }
    return page(request, "workspace/subscriber.html", context, here=HERE, status=422 if error else 200)


def facts(found) -> list[dict]:
    rows = [
        ("Adres", found.address), ("Applicatie", found.client_id or "onbekend"), ("Kanalen", dutch.join(list(found.kanalen))),
        ("Vorm", "CloudEvents" if found.form == "cloudevents" else "ZGW"), ("Ondertekend", "ja" if found.signed else "nee"),
        ("Laatst gelukt", moment(found.last_success)), ("Wacht nog", str(found.waiting)), ("Niet bezorgd", str(found.dead)),
    ]
    if found.failing_since:
        rows += [("Lukt niet sinds", moment(found.failing_since)), ("Laatste fout", found.last_error)]
    return [{"key": key, "value": value} for key, value in rows]


def letter(each) -> dict:
    return {
        "id": each.id, "title": f"{each.resource}: {DEEDS.get(each.actie, each.actie)}", "kanaal": each.kanaal, "about": each.about,
        "moment": moment(each.changed), "attempts": each.attempts, "error": each.error,
    }


def moment(at) -> str:
    if at is None:
        return "nog nooit"
    return f"{dutch.day_short(clock.local(at).date())}, {dutch.time(clock.local(at))}"
