"""The page of one zaak: where it is, what registers confirm, what was asked and said, and the decision beside it."""
from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from balie.appointments import public as appointments
from balie.cases import public as cases
from balie.cases.public import elsewhere
from balie.catalogue import public as catalogue
from balie.documents import public as documents
from balie.identity import public as identity
from balie.kernel import dutch
from balie.kernel.ids import new_token
from balie.look.written import initials
from balie.messages import public as messages
from balie.payments import public as payments
from balie.workspace import checks, filling, story
from balie.workspace.frame import official, page
from balie.workspace.paid import lines as money_lines
from balie.workspace.words import badge, notice, term

RESEND = ("onzeker", "mislukt")
FEW = 14  # answers
LATEST = 3  # messages that are open; the ones before are folded
ASKING = {"vraag", "uiterlijk"}
OUTCOMES = {"verlenen": "Verlenen", "weigeren": "Weigeren", "medewerker": "Naar een medewerker", "wachtlijst": "Op de wachtlijst"}
DOCUMENT = [{"value": "ja", "label": "Ik wil ook een document", "help": "De inwoner kan dan een foto of bestand meesturen."}]


@require_safe
@official("zaak.bekijken")
def zaak(request, id):
    return show(request, id)


def owners(zaak: cases.WorkZaak) -> list[str]:
    """Under which names other rooms know it."""
    return [zaak.owner, *([f"application:{zaak.application_id}"] if zaak.application_id else [])]


def show(request, id, *, wrong: dict[str, str] | None = None, typed: dict | None = None, status: int = 200):
    """The page; after a refusal with what was typed. `wrong`: {field: sentence}; the field may be empty."""
    who, found = request.official, cases.zaak_page(request.official, id)
    both, wrong = owners(found), wrong or {}
    thread = messages.thread(*both)
    if any(each.direction == "in" and each.read_at is None for each in thread):
        for owner in both:
            messages.mark_read_by_official(owner=owner)
    paid = [each for one in payments.for_owners(both).values() for each in one]
    visits = [each for one in appointments.for_owners(both).values() for each in one]
    told = story.story(found, thread, paid, visits)
    name, said = found.line.applicant or name_of(found), cases.application_in_words(who, id)
    context = {
        "zaak": found, "line": found.line, "verbs": found.verbs, "name": name, "title": f"{found.line.title} · {name}" if name else found.line.title,
        "badge": badge(found.line.state, found.line.state_name), "term": term(found.line) if found.ended is None else None,
        "mine": found.line.official_id == str(who.id), "track": [step(each) for each in found.timeline], "open_ask": open_ask(found),
        "tasks": [task(each, wrong, typed or {}) for each in found.tasks if each.done_at is None and concerns_now(each, found)],
        "tasks_done": [task(each, wrong, typed or {}) for each in found.tasks if each.done_at],
        "sections": sections(said.sections), "rule": rule(said.rule),
        "can": permissions(who), "ask_form": request.GET.get("vraag") == "1" or ASKING & wrong.keys(),
        "papers": [paper(found, each) for each in found.documents] if who.can("document.bekijken") else [],
        "asked": [ask for ask in found.asks if not ask.is_open and (ask.answer or ask.document_ids)],
        "messages": [bubble(each, name) for each in thread[-LATEST:]], "messages_before": [bubble(each, name) for each in thread[:-LATEST]],
        "deliveries": [delivery(each) for each in messages.deliveries(*both)],
        "payments": money_lines(paid), "refund_open": bool({"bedrag", "waarom"} & wrong.keys()),
        "visits": [visit(each) for each in visits], "told": told[: story.SHOWN], "told_before": told[story.SHOWN :],
        "key": new_token(), "document_options": DOCUMENT, "handover": handover(elsewhere.of_zaak(id), found),
        **choices(found),
        "outcomes": outcomes(found), "first": found.first, "others_decide": others_decide(who, found), "colleagues": colleagues(who, found),
        "notices": notice(request.GET.get("gedaan", "")),
        "wrong": wrong, "typed": typed or {}, "errors": [{"text": text, "href": f"#f-{field}" if field else ""} for field, text in wrong.items()],
    }
    return page(request, "workspace/zaak.html", context, here="Mijn werk" if context["mine"] else "Werkvoorraad", status=status)


def handover(each: elsewhere.Handover | None, found: cases.WorkZaak) -> dict | None:
    """Where it went, in one sentence, and what can be done."""
    if each is None:
        return None
    when = story.when(each.done_at) if each.done_at else ""
    if each.waits:
        text = each.error or "Wij geven deze zaak zo door."
    elif each.state == "hier":
        text = f"De zaak is teruggehaald. Wat al bij {each.label} stond, staat daar nog."
    else:
        text = f"Doorgegeven aan {each.label} op {when}."
    again = f"Wij proberen het vanzelf weer: {story.when(each.next_at)}." if each.waits and each.next_at else ""
    items = [{"key": "Status daar", "value": each.remote_status}] * bool(each.remote_status)
    items += [{"key": "Resultaat daar", "value": each.remote_result}] * bool(each.remote_result)
    late = each.state == "klaar" and found.ended is None and found.line.state == "elders"
    return {
        "title": each.state_name, "tone": "warning" if each.waits and each.tries else "info", "text": text, "again": again, "items": items,
        "retry": each.waits, "back": each.can_take_back and found.line.state == "elders",
        "close": "Daar is de zaak klaar, maar dat resultaat kennen wij hier niet. Haal de zaak terug en besluit hier." if late else "",
    }


def rule(each: cases.RuleThatHeld | None) -> dict | None:
    """What the rules said when it was sent."""
    why = f", want {each.explanation}" if each and each.explanation else ""
    return each and {"outcome": OUTCOMES[each.outcome], "reason": each.reason, "text": f"De regel “{each.row}” geldt{why}."}


def sections(found: tuple[documents.Section, ...]) -> list[dict]:
    """Few answers are one list; many keep the titles of their pages."""
    parts = [{"title": each.title, "items": items(each)} for each in found if each.rows]
    if sum(len(part["items"]) for part in parts) > FEW:
        return parts
    return [{"title": "", "items": [item for part in parts for item in part["items"]]}] if parts else []


def items(section: documents.Section) -> list[dict]:
    return [{"key": key, "value": value, "drawn": section.pictures.get(place, "")} for place, (key, value) in enumerate(section.rows)]


def name_of(found: cases.WorkZaak) -> str:
    who = found.person_id or found.organisation_id
    return identity.name_of(who) if who else ""


def permissions(who) -> dict[str, bool]:
    return {"handle": who.can("zaak.behandelen"), "write": who.can("bericht.sturen"), "hand_out": who.can("uitreiken"),
            "refund": who.can("betaling.terugbetalen"), "data": who.can("document.bekijken")}


def step(each: cases.TimelineStep) -> dict:
    day = dutch.day_short(each.at) if each.at else f"vóór {dutch.day_short(each.expected)}" if each.expected else ""
    return {"state": each.when, "title": each.name, "text": "Nu" if each.when == "now" and not each.at else day}


def open_ask(found: cases.WorkZaak):
    return next((ask for ask in found.asks if ask.is_open), None)


def concerns_now(each: cases.TaskView, found: cases.WorkZaak) -> bool:
    """What comes after granting, such as printing or handing out, only shows then."""
    return not each.after or found.line.state in ("besloten", "klaar_voor_afhalen")


def task(each: cases.TaskView, wrong: dict[str, str], typed: dict) -> dict:
    items = checks.lines(each)
    when = f" · {dutch.day_short(each.done_at)}" if each.done_at else ""
    return {
        "task": each, "title": f"{each.name}{when}", "items": items, "sure": checks.sure(items), "total": len(items),
        "fields": filling.fields(each, wrong, typed), "filled": filling.filled(each), "open": any(field.posted in wrong for field in each.fields),
    }


def outcomes(found: cases.WorkZaak) -> list[dict]:
    """What may be decided now, as choices."""
    if "decide" not in found.verbs:
        return []
    choices = [
        {"value": "verlenen", "label": "Verlenen", "help": "De inwoner krijgt het besluit en daarna wat is aangevraagd."},
        {"value": "vraag", "label": "Meer informatie nodig", "help": "De inwoner krijgt uw tekst als vraag. De termijn stopt tot het antwoord."},
        {"value": "weigeren", "label": "Weigeren", "help": "U schrijft waarom. De inwoner leest dit."},
    ]
    if "wait" in found.verbs and has_waiting_list(found.line.service):
        choices.insert(1, {"value": "wachtlijst", "label": "Op de wachtlijst", "help": "Er is nu geen plek."})
    return [each for each in choices if each["value"] != "vraag" or "ask" in found.verbs]


def choices(found: cases.WorkZaak) -> dict:
    """Of a zaak that a client made: what its zaaktype offers."""
    offered = found.choices
    if offered is None:
        return {}
    return {
        "statuses": as_options(offered.statuses), "following": str(offered.following or ""), "results": as_options(offered.results),
        "besluittypen": as_options(offered.besluiten),
    }


def as_options(rows) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in rows]


def others_decide(who, found: cases.WorkZaak) -> str:
    """Whose decision it is, for who decides elsewhere."""
    if not who.can("zaak.besluiten") or who.is_of(found.line.team) or found.ended or found.result:
        return ""
    return f"Over deze zaak besluit team {cases.team_name(found.line.team)}, of een teamleider."


def has_waiting_list(service: str) -> bool:
    try:
        rows = catalogue.definition(catalogue.current_version(service).version_id).service.decision.rows
    except (catalogue.UnknownService, AttributeError):
        return False
    return any(row.outcome == "wachtlijst" for row in rows)


def colleagues(who, found: cases.WorkZaak) -> list[tuple[str, str]]:
    """To whom it may go: those who divide the work may give it to anybody who handles zaken."""
    if "take" not in found.verbs or not who.can("zaak.toewijzen"):
        return []
    return [(str(each.id), each.name) for each in identity.officials() if each.can("zaak.behandelen") and str(each.id) != found.line.official_id]


def paper(found, each: documents.DocumentView) -> dict:
    return {
        "href": reverse("workspace:document", args=[found.line.zaak_id, each.document_id]), "title": each.title,
        "text": f"{'Ontvangen' if each.received else 'Van ons'} · {dutch.day_short(each.at)} · {each.size_text}",
        "icon": "photo" if each.media_type.startswith("image/") else "file-text", "badge": "Ondertekend" if each.signed else "",
    }


def bubble(each: messages.MessageView, name: str) -> dict:
    ours = each.direction == "uit"
    author = each.author or ("De gemeente" if ours else name or "De inwoner")
    return {
        "who": author, "initials": initials(each.author or ("Gemeente" if ours else name)), "when": story.when(each.created),
        "html": each.html, "subject": each.subject if ours else "", "mine": ours,
    }


def delivery(each: messages.DeliveryView) -> dict:
    arrived = {True: "Aangekomen", False: "Niet aangekomen", None: each.state_name}[each.arrived]
    if each.settled_at:
        arrived = f"{arrived}, anders verteld"
    tone = "done" if each.settled_at else "late" if each.state in RESEND or each.arrived is False else "done" if each.state == "verstuurd" else "busy"
    return {
        "id": each.id, "title": each.subject, "icon": "device-mobile" if each.channel == "sms" else "mail", "badge": arrived, "tone": tone,
        "text": f"{each.address} · {story.when(each.sent_at or each.created)}", "again": each.state in RESEND,
        "settle": each.needs_somebody,
    }


def visit(each: appointments.AppointmentView) -> dict:
    day = each.start.date().isoformat()
    return {
        "key": each.product_name, "value": dutch.moment(each.start), "note": f"{each.status_name} · {each.location.name}",
        "href": f"{reverse('workspace:desk')}?locatie={each.location.code}&dag={day}#afspraak-{each.id}", "action": "Open",
    }


@require_safe
@official("document.bekijken")
def document(request, id: UUID, document: UUID):
    """As an attachment; the look is recorded."""
    try:
        return documents.as_download(cases.document_for_official(request.official, id, document))
    except documents.DocumentNotFound:
        raise Http404 from None
