"""The confirmation: the number, what happens next and when, whom to call, and something to keep."""
from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from balie.applications import public as applications
from balie.appointments import public as appointments
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
    booked = [each for each in appointments.for_owner(application.owner) if each.can_change]
    needed = application.outcome.get("appointment", {})
    waiting = applications.cosigners_of(application.id) if application.status == "ondertekenen" else ()
    context = {
        "application": application, "service": view, "booked": booked[0] if booked else None, "cosigners": waiting,
        "to_book": bool(needed.get("product")) and needed.get("when") == "submit" and not booked and application.status == "ingediend",
        "offers": offers(application), "title": _("Klaar"), "track": track(application), "facts": facts(application, view),
    }
    return render(request, "portal/apply/done.html", context)


def track(application) -> list[dict]:
    """The steps of the service, with the one that is done now and the day by which it should be finished."""
    statuses = application.plan.service.zaak.statuses
    deadline = term_end(clock.local(application.submitted).date(), application.outcome.get("term", ""))
    steps = []
    for place, status in enumerate(statuses):
        text = status.text if place else written.moment(application.submitted)
        if place == len(statuses) - 1 and deadline:
            text = f"{text.rstrip('.')}. {_('Uiterlijk %(day)s') % {'day': written.day(deadline)}}."
        steps.append({"state": "done" if place == 0 else "now" if place == 1 else "later", "title": status.text if not place else status.name,
                      "text": text})
    return steps


def term_end(start, term: str):
    """The day on which "5 werkdagen", "8 weken" or "3 dagen" after `start` ends; None when there is no such term."""
    count, _sign, unit = term.partition(" ")
    if not count.isdigit():
        return None
    if unit.startswith("werkdag"):
        return clock.add_working_days(start, int(count))
    return start + timedelta(days=int(count) * (7 if unit.startswith("we") else 1))


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
        documents.Section(section.title, [(row["key"], row["value"]) for row in section.rows])
        for section in summary.sections(application, change=False)
    ]
    if application.price:
        parts.append(documents.Section(_("Kosten"), [(row["label"], written.euro(row["amount"])) for row in application.outcome["costs"]]))
    return documents.Paper(
        kind=documents.CONFIRMATION, title=_("Bevestiging: %(name)s") % {"name": view.title}, kenmerk=application.kenmerk,
        day=clock.local(application.submitted).date(), sections=parts, language=application.language,
        body=_("U hebt dit verstuurd op %(moment)s.") % {"moment": written.moment(application.submitted)},
    )
