"""The overview: actions first, then what runs, what was done, and what one has."""
from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balie.applications import public as applications
from balie.appointments import public as appointments
from balie.cases import public as cases
from balie.cases.public import elsewhere
from balie.catalogue import public as catalogue
from balie.identity import public as identity
from balie.kernel import clock
from balie.look import written
from balie.plans import public as plans
from balie.portal.mine import elsewhere as there
from balie.portal.mine.frame import mine, page
from balie.portal.mine.to_book import still_to_book
from balie.portal.mine.words import tone_of, words_of
from balie.portal.said import appointment, of_service, said

SOON = timedelta(days=90)
FEW = 5


@require_safe
@mine
def overview(request):
    done = _("U hebt het opgezegd. U krijgt een bericht.") if request.GET.get("gedaan") == "opgezegd" else ""
    context = {"greeting": greeting(), "today": clock.today(), "done": done, **standing(request.resident)}
    return page(request, "portal/mine/overview.html", context, here="mijn")


def standing(resident) -> dict:
    """How it stands with everything of this resident."""
    found, others, titles = cases.mijn_balie(resident), elsewhere.zaken_there(resident), service_titles()
    open_ones = applications.open_of(resident)
    coming = appointments.for_person(resident.person_id, to_come=True)
    lines = (*open_ones, *found.running, *found.finished)
    whom = identity.mandate_names(resident.person_id, [line.mandate_id for line in lines])
    actions = [
        *cosign_actions(resident, titles), *application_actions(open_ones, titles, whom), *booking_actions(found.running),
        *case_actions(found.actions),
    ]
    return {
        "actions": actions,
        "running": [card(line, whom) for line in found.running] + [there.card(line) for line in others if not line.ended],
        "waiting": [waiting(line, titles, whom) for line in open_ones if line.status == "ondertekenen"],
        "finished": [card(line, whom) for line in found.finished] + [there.card(line) for line in others if line.ended][:FEW],
        "appointments": [appointment(each) for each in coming[:2]],
        "products": [product(each) for each in found.products], "plans": plan_rows(resident),
        "empty": not (found.running or found.finished or open_ones or coming or others),
    }


@require_safe
@mine
def zaken(request):
    lines, following = cases.zaken_of(request.resident, before=request.GET.get("vanaf", "")[:40])
    whom = identity.mandate_names(request.resident.person_id, [line.mandate_id for line in lines])
    others = () if request.GET.get("vanaf") else elsewhere.zaken_there(request.resident)
    context = {
        "cards": [card(line, whom) for line in lines], "others": [there.card(line) for line in others],
        "next": f"?vanaf={following}" if following else "", "title": _("Mijn zaken"),
    }
    return page(request, "portal/mine/zaken.html", context, here="mijn_zaken")


def greeting() -> str:
    hour = clock.local(clock.now()).hour
    return _("Goedemorgen") if hour < 12 else _("Goedemiddag") if hour < 18 else _("Goedenavond")


def service_titles() -> dict[str, str]:
    return {card.slug: card.title for card in catalogue.list_services(language=written.language())}


def case_actions(found) -> list[dict]:
    icons = {"vraag": "message-question", "ophalen": "package"}
    return [payment_action(each) if each.kind == "betalen" else {
        "href": reverse("portal:mijn_zaak", args=[each.zaak_id]), "icon": icons.get(each.kind, "alert-circle"), "title": each.title,
        "text": until(each.text, each.until),
    } for each in found]


def payment_action(each) -> dict:
    """The last day is one on which it still can be paid."""
    text = _("%(title)s. U kunt het krijgen. Betaal uiterlijk %(day)s") % {"title": each.title, "day": written.day_short(each.until)}
    return {
        "href": reverse("portal:mijn_betalen", args=[each.zaak_id]), "icon": "credit-card",
        "title": _("Betaal %(amount)s") % {"amount": written.euro(each.amount)}, "text": text,
    }


def booking_actions(running) -> list[dict]:
    open_ones = still_to_book(line.application_id for line in running if line.undecided)
    return [
        {"href": reverse("portal:book", args=[line.application_id]), "icon": "calendar-plus", "title": _("Kies een dag en tijd"),
         "text": _("%(title)s. Pas na uw afspraak kunnen wij verder") % {"title": line.title}}
        for line in running if line.application_id in open_ones
    ]


def for_whom(title: str, line, whom) -> str:
    """What is somebody else's says so."""
    return _("%(title)s, voor %(name)s") % {"title": title, "name": whom[line.mandate_id]} if line.mandate_id in whom else title


def application_actions(lines, titles, whom) -> list[dict]:
    found = []
    for line in lines:
        title, href = for_whom(titles.get(line.service, line.service), line, whom), reverse("portal:application", args=[line.id])
        if line.status == "betalen":
            text = until(_("%(title)s. Pas na het betalen is uw aanvraag verstuurd") % {"title": title}, line.expires)
            found.append({"href": href, "icon": "credit-card", "title": _("Betaal %(amount)s") % {"amount": written.euro(line.price)}, "text": text})
        elif line.status == "concept":
            found.append({"href": href, "icon": "pencil", "title": _("Ga verder met: %(title)s") % {"title": title},
                          "text": until(_("U bent begonnen en hebt nog niets verstuurd"), line.expires)})
    return found


def cosign_actions(resident, titles) -> list[dict]:
    return [
        {"href": reverse("portal:cosign", args=[each.token]), "icon": "signature", "title": _("Gaat u akkoord?"),
         "text": until(titles.get(each.service, each.service), each.until)} for each in applications.cosigns_asked_of(resident)
    ]


def until(text: str, day) -> str:
    return _("%(text)s · vóór %(day)s") % {"text": text, "day": written.day_short(day)} if day else text


def plan_rows(resident) -> list[dict]:
    """Of each plan that was begun the next step, and by when."""
    began = plans.plans_of(resident, language=written.language(), served=lambda: cases.services_of(resident))
    events = {event.slug: event for event in catalogue.life_events(language=written.language())} if began else {}
    return [{
        "href": f"{reverse('portal:life_event', args=[each.slug])}#plan", "icon": events[each.slug].pictogram, "title": events[each.slug].name,
        "text": until(_("Volgende stap: %(title)s") % {"title": each.next.title}, each.next.day) if each.next else _("Alles is klaar"),
        "meta": _("%(done)s van %(total)s klaar") % {"done": each.done, "total": each.total},
    } for each in began if each.slug in events]


def waiting(line, titles, whom) -> dict:
    return {
        "href": reverse("portal:done", args=[line.id]), "title": for_whom(titles.get(line.service, line.service), line, whom),
        "status": _("Wacht op een handtekening"), "tone": "busy", "next": _("Iemand anders moet akkoord gaan"),
    }


def card(line, whom) -> dict:
    """A zaak as a card: where it is now, what comes next, and by when."""
    ended, say = line.ended is not None, of_service(line.service)
    by = None if line.state == "ophalen" else line.deadline  # when it is collected is up to the resident
    date = _("Klaar") if ended else _("Uiterlijk %(day)s") % {"day": written.day_short(by)} if by else ""
    return {
        "href": reverse("portal:mijn_zaak", args=[line.zaak_id]), "title": for_whom(say(line.title), line, whom),
        "status": words_of(line), "tone": tone_of(line), "next": say(line.result) if ended else said(say(line.next_text)),
        "step": line.step, "total": line.steps, "date": date, "kenmerk": line.kenmerk,
    }


def product(each) -> dict:
    soon = each.valid_until is not None and each.valid_until - clock.today() < SOON
    text = _("Geldig tot %(day)s") % {"day": written.day_year(each.valid_until)} if each.valid_until else _("Geldig")
    if each.valid_from > clock.today():
        text = _("Vanaf %(day)s") % {"day": written.day_year(each.valid_from)} + f". {text}"
    return {
        "name": of_service(each.service)(each.name), "text": text, "soon": soon, "href": reverse("portal:service", args=[each.service]),
        "zaak": each.zaak_id, "give_up": reverse("portal:mijn_opzeggen", args=[each.product_id]) if each.can_give_up else "",
    }
