"""Who works here: their roles and teams, for those who manage them."""
from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from balie.cases import public as cases
from balie.catalogue import public as catalogue
from balie.identity import public as identity
from balie.kernel import dutch
from balie.workspace.frame import official, page, roles
from balie.workspace.words import notice

HELP = {
    "behandelaar": "Behandelt zaken. Besluit over zaken van het eigen team.", "balie": "Ontvangt mensen, neemt aanvragen in en reikt uit.",
    "teamleider": "Verdeelt het werk. Besluit over zaken van elk team.", "beheerder": "Beheert rollen en teams.",
}


@require_safe
@official("medewerkers.bekijken")
def staff(request):
    may_change = request.official.can("medewerkers.beheren")
    here = [row(each, may_change, active=True) for each in identity.officials()]
    gone = [row(each, may_change, active=False) for each in identity.officials(inactive=True)]
    context = {"title": "Medewerkers", "here_now": here, "gone": gone, "notices": notice(request.GET.get("gedaan", ""))}
    return page(request, "workspace/staff.html", context, here="Medewerkers")


def row(each: identity.OfficialView, may_change: bool, *, active: bool) -> dict:
    teams = f" · {dutch.join([cases.team_name(team) for team in each.teams])}" if each.teams else ""
    without = active and not each.teams and each.can("zaak.besluiten") and "teamleider" not in each.roles
    return {
        "href": reverse("workspace:colleague", args=[each.id]) if may_change else "", "title": each.name, "text": f"{roles(each)}{teams}",
        "badge": "Zonder team" if without else "" if active else "Kan niet inloggen",
    }


@require_http_methods(["GET", "POST"])
@official("medewerkers.beheren")
def one(request, id: UUID):
    """The roles and teams of one colleague, and whether they can log in."""
    found = {each.id: (each, active) for active in (True, False) for each in identity.officials(inactive=not active)}
    if id not in found:
        raise Http404
    who, active = found[id]
    if request.method == "GET":
        return show(request, who, list(who.roles), list(who.teams), active=active)
    chosen, teams, active = request.POST.getlist("rollen"), request.POST.getlist("teams"), request.POST.get("inloggen") == "ja"
    try:
        identity.change_official(official_id=id, roles=chosen, teams=[team[:50] for team in teams[:50]], active=active)
    except identity.InvalidInput as refused:
        return show(request, who, chosen, teams, active=active, error=str(refused))
    return redirect(reverse("workspace:staff") + "?gedaan=gewijzigd")


def show(request, who: identity.OfficialView, chosen: list[str], teams: list[str], *, active: bool, error: str = ""):
    context = {
        "title": who.name, "who": who, "chosen": chosen, "teams": teams, "active": "ja" if active else "nee",
        "roles": [{"value": code, "label": name, "help": HELP[code]} for code, name in identity.ROLES.items()],
        "all_teams": [{"value": team, "label": cases.team_name(team)} for team in sorted({*known_teams(), *who.teams})],
        "login_options": [{"value": "ja", "label": "Ja"}, {"value": "nee", "label": "Nee"}],
        "wrong": {"rollen": error} if error else {}, "errors": [{"text": error, "href": "#f-rollen"}] if error else [],
    }
    return page(request, "workspace/colleague.html", context, here="Medewerkers", status=422 if error else 200)


def known_teams() -> set[str]:
    """Teams that the services on offer name in their tasks."""
    services = [catalogue.definition(card.version_id).service for card in catalogue.list_services()]
    return {task.role for service in services for task in service.zaak.tasks} - identity.ROLES.keys()
