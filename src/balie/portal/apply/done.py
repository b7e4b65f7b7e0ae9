"""The confirmation: the number, what happens next and when, whom to call, and something to keep."""
from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from balie.applications import public as applications
from balie.appointments import public as appointments
from balie.cases import public as cases
from balie.catalogue import public as catalogue
from balie.documents import public as documents
from balie.kernel import clock
from balie.look import written
from balie.portal.apply import summary
from balie.portal.apply.holder import application_or_404


@require_GET
def done(request, id):
    application = application_or_404(request, id)
    if application.status in ("concept", "betalen", "ingetrokken"):
        return redirect("portal:pay" if application.status == "betalen" else "portal:application", application.id)
    view = catalogue.service(application.service, language=application.language)
    visits = [each for each in appointments.for_owner(application.owner) if each.stands]
    booked = next((each for each in visits if each.can_change), None)
    stand = cases.stand_of(application.id) if application.status == "ingediend" else None
    waiting = applications.cosigners_of(application.id) if application.status == "ondertekenen" else ()
    context = {
        "application": application, "service": view, "booked": booked, "cosigners": waiting,
        "to_book": needs_visit(application) and not visits and stand is not None and stand.undecided,
        "offers": offers(application), "title": _("Klaar"), "facts": facts(application, view),
        "track": [] if waiting else track(application, visits[-1] if visits else None, stand),
    }
    return render(request, "portal/apply/done.html", context)


def needs_visit(application) -> bool:
    """The resident has to come first; only then do we go on."""
    return bool(application.outcome.get("appointment", {}).get("product"))


def settled_at_once(application) -> bool:
    """The rules of the service have decided, and nothing is left for an official to make, send or hand out."""
    service, outcome = application.plan.service, application.outcome
    decided = outcome.get("decision", {}).get("outcome")
    after = any(task.when == "granted" and task.task in outcome["tasks"] for task in service.zaak.tasks) if decided == "verlenen" else False
    return decided == "weigeren" or (decided == "verlenen" and service.messages.ready is None and not after)


def track_at_once(application, stand) -> list[dict]:
    """Sent, and ready in a moment: a worker does it."""
    first, last = application.plan.service.zaak.statuses[0], application.plan.service.zaak.statuses[-1]
    text = _("U krijgt hierover binnen een paar minuten bericht.")
    if stand is not None and stand.ended:
        text = last.text if application.outcome["decision"]["outcome"] == "verlenen" else _("Ons besluit staat in Mijn Balie.")
    return [
        {"state": "done", "title": first.text, "text": written.moment(application.submitted)},
        {"state": "done" if stand is not None and stand.ended else "now", "title": last.name, "text": text},
    ]


def track(application, booked=None, stand=None) -> list[dict]:
    """The steps of the service, with the one that is done now and the day by which it should be finished.

    What is handed out is made after the visit: the term counts from that day, and ends when it lies ready. What is decided by itself is
    promised no day: it is there in a moment, unless there turned out to be more to it (`stand`).
    """
    if settled_at_once(application) and (stand is None or stand.ended or not stand.exists):
        return track_at_once(application, stand)
    service, term = application.plan.service, application.outcome.get("term", "")
    visit = needs_visit(application)
    made = visit and service.messages.ready is not None
    now, last = (0 if visit else 1), len(service.zaak.statuses) - (2 if made else 1)
    start = booked.start if booked and made else application.submitted
    steps = []
    for place, status in enumerate(service.zaak.statuses):
        text = status.text if place else written.moment(application.submitted)
        if place == last and term:
            deadline = cases.ends_on(clock.local(start).date(), term)
            if stand is not None and stand.deadline and not (made and stand.undecided):  # the zaak knows it; a visit that moved it hears later
                deadline = stand.deadline
            until = _("Binnen %(term)s na uw afspraak") % {"term": written.term(term)} if made and not booked else \
                _("Uiterlijk %(day)s") % {"day": written.day(deadline)}
            text = f"{text.rstrip('.')}. {until}."
        steps.append({"state": "done" if place < now else "now" if place == now else "later", "title": status.text if not place else status.name,
                      "text": text})
    return steps


def facts(application, view) -> list[dict]:
    found = [{"icon": "file-text", "key": _("Zaaknummer"), "value": application.kenmerk}, {"icon": view.pictogram, "key": _("Aanvraag"),
                                                                                         "value": view.title}]
    if application.price:
        found.append({"icon": "credit-card", "key": _("Kosten"), "value": written.euro(application.price)})
    return found


def offers(application) -> list[dict]:
    """What belongs to it, as far as this municipality offers it."""
    found = []
    for offer in application.outcome.get("offers", ()):
        try:
            found.append({"service": catalogue.service(offer["service"], language=application.language), "text": offer["text"]})
        except catalogue.UnknownService:
            continue
    return found


@require_GET
def receipt(request, id):
    """The confirmation as a tagged PDF, made from what was frozen when it was sent."""
    application = application_or_404(request, id)
    if application.kenmerk is None:
        raise Http404
    content = documents.render_pdf(confirmation(application), documents.HouseStyle.of(request.gemeente))
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="bevestiging-{application.kenmerk}.pdf"'
    return response


def confirmation(application) -> documents.Paper:
    view = catalogue.service(application.service, language=application.language)
    parts = [
        documents.Section(section.title, [(row["key"], row["value"]) for row in section.rows],
                          {place: row["drawn"] for place, row in enumerate(section.rows) if row["drawn"]})
        for section in summary.sections(application, change=False)
    ]
    if application.price:
        costs = [(row["label"], written.euro(row["amount"])) for row in application.outcome["costs"]]
        total = [(_("Totaal"), written.euro(application.price))] if len(costs) > 1 else []
        parts.append(documents.Section(_("Kosten"), costs + total))
    return documents.Paper(
        kind=documents.CONFIRMATION, title=_("Bevestiging: %(name)s") % {"name": view.title}, kenmerk=application.kenmerk,
        day=clock.local(application.submitted).date(), sections=parts, language=application.language,
        body=_("U hebt dit verstuurd op %(moment)s.") % {"moment": written.moment(application.submitted)},
    )
