"""Who is logged in, what they may do here, and how they log in."""
from __future__ import annotations

from django.views.decorators.http import require_safe

from balie.cases import public as cases
from balie.kernel import dutch
from balie.workspace.frame import official, page, roles

MAY = (  # permission, in words
    ("zaak.behandelen", "Zaken behandelen"), ("zaak.besluiten", "Besluiten over aanvragen"), ("zaak.toewijzen", "Zaken verdelen"),
    ("bericht.sturen", "Inwoners een bericht sturen"), ("brp.bevragen", "Gegevens opzoeken in de BRP"),
    ("afspraak.beheren", "Mensen ontvangen aan de balie"), ("aanvraag.innemen", "Aanvragen innemen aan de balie"),
    ("uitreiken", "Documenten uitreiken"), ("inwoner.helpen", "Inwoners helpen aan de balie"),
    ("gegevens.downloaden", "Gegevens van alle aanvragen downloaden"),
    ("dekking.bekijken", "Zien wat inwoners zelf kunnen regelen en hoe dat gaat"),
    ("medewerkers.bekijken", "Zien wie er werkt"), ("medewerkers.beheren", "Medewerkers beheren"),
)


@require_safe
@official()
def account(request):
    who = request.official
    about = [{"key": "Naam", "value": who.name}, {"key": "E-mail", "value": who.email}, {"key": "Rol", "value": roles(who)}]
    if who.teams:
        about.append({"key": "Team" if len(who.teams) == 1 else "Teams", "value": dutch.join([cases.team_name(team) for team in who.teams])})
    may = [words for permission, words in MAY if who.can(permission)]
    return page(request, "workspace/account.html", {"title": "Mijn account", "about": about, "may": may}, here="Mijn account")
