"""The queue: what is open, most urgent first; finding a zaak; taking the next one."""
from __future__ import annotations

from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balie.cases import public as cases
from balie.cases.public import elsewhere
from balie.kernel import clock, dutch
from balie.messages import public as messages
from balie.workspace.frame import counted, official, page
from balie.workspace.words import badge, deadline, notice, term

SEARCHED = "werk_gezocht"
MOST_MISSED = 100
MISSED, STUCK, THERE = "niet_aangekomen", "niet_doorgegeven", "andere_systemen"
CHIPS = (  # scope, label, pictogram, which count
    ("team", "Mijn team", "users", "team"), ("alle", "Alle", "", "alle"), ("van_mij", "Van mij", "user-check", "van_mij"),
    ("nieuw", "Nieuw", "sparkles", "nieuw"),
    ("te_laat", "Te laat", "alarm", "te_laat"), ("wacht_op_inwoner", "Wacht op inwoner", "hourglass", "wacht_op_inwoner"),
    ("klaar_voor_afhalen", "Klaar om af te halen", "package", ""), ("wachtlijst", "Wachtlijst", "list-numbers", "wachtlijst"),
    (THERE, "Andere systemen", "external-link", ""),
    (MISSED, "Bericht niet aangekomen", "mail-x", MISSED), (STUCK, "Niet doorgegeven", "cloud-x", STUCK),
)
EMPTY = {
    "van_mij": ("U hebt nu geen zaken", "Neem de volgende zaak. Of kies er zelf een uit de werkvoorraad."),
    "nieuw": ("Er zijn geen nieuwe zaken", "Elke open zaak is al van iemand."),
    "te_laat": ("Er is niets te laat", "Alle zaken zijn nog binnen de termijn."),
    "wacht_op_inwoner": ("Wij wachten op niemand", "Hier staan zaken waarin u de inwoner iets hebt gevraagd."),
    "klaar_voor_afhalen": ("Er ligt niets klaar", "Hier staan zaken waarvan de inwoner iets komt ophalen."),
    "team": ("Uw team heeft nu geen open zaken", "Nieuwe aanvragen komen hier vanzelf te staan. Bij Alle staan de zaken van andere teams."),
    "alle": ("Er zijn geen open zaken", "Nieuwe aanvragen komen hier vanzelf te staan."),
    MISSED: ("Alle berichten zijn aangekomen", "Hier staan zaken waarvan een bericht de inwoner niet bereikte."),
    THERE: ("Er zijn geen open zaken in andere systemen", "Hier staan zaken die een ander systeem behandelt."),
    STUCK: ("Alles is doorgegeven", "Hier staan zaken die een ander systeem nog niet heeft."),
}


@require_safe
@official()
def queue(request):
    """The start of the workspace: what one's own team has to do. Who handles no zaken starts elsewhere."""
    if not request.official.can("zaak.bekijken"):
        return redirect("workspace:staff" if request.official.can("medewerkers.bekijken") else "workspace:account")
    usual = "team" if request.official.teams else "alle"
    scope = request.GET.get("toon", usual)
    if scope == "wachtlijst":  # has its own order
        return redirect("workspace:waiting")
    scope = scope if scope in EMPTY else usual
    followed = elsewhere.any_followed()
    missed, stuck = undelivered(request.official), not_handed_over(request.official)
    found = cases.queue_for_official(request.official, scope=scope, after=request.GET.get("vanaf", "")[:80])
    counts = {**counted(found), MISSED: str(len(missed)) if missed else "", STUCK: str(len(stuck)) if stuck else ""}
    lines, following = {MISSED: (missed, ""), STUCK: (stuck, "")}.get(scope, (found.lines, found.next))
    rows = [row(line, request.official) for line in lines]
    if scope == THERE:
        there, following = elsewhere.open_there(request.official, after=request.GET.get("vanaf", "")[:80])
        rows = [row_there(line) for line in there]
    title, text = EMPTY[scope]
    context = {
        "title": "Mijn werk" if scope == "van_mij" else "Werkvoorraad", "today": clock.today(), "greeting": greeting(request.official),
        "lines": rows, "empty_title": title, "empty_text": text, "stats": stats(counts),
        "chips": [chip(each, scope, counts) for each in CHIPS if shown(each[0], scope, request.official, missed, stuck, followed)],
        "notices": notice(request.GET.get("gedaan", "")),
        "first": "?" + urlencode({"toon": scope}) if request.GET.get("vanaf") else "",
        "next": "?" + urlencode({"toon": scope, "vanaf": following}) if following else "",
        "may_take": request.official.can("zaak.behandelen"),
    }
    return page(request, "workspace/queue.html", context, here="Mijn werk" if scope == "van_mij" else "Werkvoorraad", queue=found)


def undelivered(who) -> tuple[cases.QueueLine, ...]:
    """Zaken, also closed ones, of which a message did not reach the resident: somebody has to tell it in another way. Three queries at most."""
    return cases.zaken_of_owners(who, messages.undelivered_owners(limit=MOST_MISSED))


def not_handed_over(who) -> tuple[cases.QueueLine, ...]:
    """Zaken that another system does not have yet. Three queries at most."""
    return cases.zaken_of_owners(who, elsewhere.stuck_owners(limit=MOST_MISSED))


def shown(scope: str, current: str, who, missed, stuck, there: bool) -> bool:
    """A chip that says nothing to this official now is left out."""
    return {"team": bool(who.teams), THERE: there, MISSED: bool(missed), STUCK: bool(stuck)}.get(scope, True) or scope == current


@require_POST
@official("zaak.behandelen")
def take_next(request):
    zaak_id = cases.take_next(official=request.official)
    if zaak_id is None:
        return redirect(reverse("workspace:queue") + "?gedaan=geen")
    return redirect(reverse("workspace:zaak", args=[zaak_id]) + "?gedaan=opgepakt")


@require_http_methods(["GET", "POST"])
@official("zaak.bekijken")
def search(request):
    """By number or name. The name stays out of the address: it waits in the session."""
    if request.method == "POST":
        request.session[SEARCHED] = request.POST.get("q", "").strip()[:80]
        return redirect("workspace:search")
    text = request.session.get(SEARCHED, "")
    lines = cases.find_zaken(request.official, text)
    context = {"title": "Zoeken", "searched": text, "lines": [row(line, request.official) for line in lines]}
    return page(request, "workspace/search.html", context)


def row(line: cases.QueueLine, who) -> dict:
    closed = line.state == "klaar"
    return {
        "href": reverse("workspace:zaak", args=[line.zaak_id]), "title": line.title, "kenmerk": line.kenmerk,
        "kind": line.kind if line.kind != line.title else "",
        "where": where(line), "applicant": line.applicant,
        "badge": badge(line.state, line.state_name), "term": None if closed else term(line), "closed": closed, "day": deadline(line),
        "official": "u" if line.official_id == str(who.id) else line.official_name, "late": line.urgency == "te_laat" and not closed,
    }


def row_there(line: elsewhere.LineElsewhere) -> dict:
    """Of a zaak in another system: where it lives and how it was, with the way to it; here it is not worked on."""
    since = f"Stand van {dutch.moment(line.as_of)}" if line.as_of else ""
    return {
        "href": line.href, "title": line.title, "kenmerk": line.kenmerk, "kind": line.kind if line.kind != line.title else "",
        "applicant": line.applicant, "badge": badge("elders", f"Bij {line.label}"), "where": ". ".join(part for part in (line.status, since) if part),
        "term": term(line) if line.deadline else None, "closed": False, "day": deadline(line), "official": line.handler, "late": False,
    }


def where(line: cases.QueueLine) -> str:
    """Of a zaak of a client: what its zaaktype calls where it is, and what comes next."""
    if not line.kind or line.state == "klaar":
        return ""
    following = f"Hierna: {line.next_step}" if line.next_step else ""
    return ". ".join(part for part in (line.status_name, following) if part)


def chip(each, scope: str, counts: dict[str, str]) -> dict:
    code, label, icon, count = each
    return {"href": f"?toon={code}", "label": label, "icon": icon, "count": counts.get(count, ""), "current": code == scope}


def stats(counts: dict[str, str]) -> list[dict]:
    return [
        {"number": counts["te_laat"], "label": "te laat", "href": "?toon=te_laat"},
        {"number": counts["vandaag_of_morgen"], "label": "vandaag of morgen klaar", "href": ""},
        {"number": counts["nieuw"], "label": "nieuw, van niemand", "href": "?toon=nieuw"},
        {"number": counts["van_mij"], "label": "van mij", "href": "?toon=van_mij"},
    ]


def greeting(who) -> str:
    hour = clock.local(clock.now()).hour
    return f"{'Goedemorgen' if hour < 12 else 'Goedemiddag' if hour < 18 else 'Goedenavond'}, {who.name.split()[0]}"
