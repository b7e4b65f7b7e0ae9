"""One zaak: where it is, what to do now, the conversation, the papers, and stopping it."""
from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balie.appointments import public as appointments
from balie.cases import public as cases
from balie.cases.public import elsewhere
from balie.documents import public as documents
from balie.kernel.ids import new_token
from balie.look import written
from balie.messages import public as messages
from balie.payments import public as payments
from balie.portal.mine.frame import mine, page
from balie.portal.mine.to_book import still_to_book
from balie.portal.mine.words import tone_of, words_of
from balie.portal.said import of_service, said

MAX_MB = 10


def found_or_404(request, id) -> cases.ResidentZaak:
    try:
        return cases.zaak_of_resident(request.resident, id)
    except cases.NotFound:
        raise Http404 from None


def owners(found: cases.ResidentZaak) -> list[str]:
    return [found.owner, *([f"application:{found.application_id}"] if found.application_id else [])]


@require_safe
@mine
def zaak(request, id):
    return show(request, found_or_404(request, id))


def show(request, found: cases.ResidentZaak, *, typed: str = "", error: str = "", field: str = "", status: int = 200):
    both = owners(found)
    paid = [each for owner in both for each in payments.for_owner(owner)]
    booked = [each for owner in both for each in appointments.for_owner(owner)]
    context = {
        "zaak": found, "title": of_service(found.line.service)(found.line.title), "status": words_of(found.line),
        "tone": tone_of(found.line), "reason": of_service(found.line.service)(found.reason), "ask": found.open_ask,
        "why": f"{found.why}." if found.why else "", "track": track(found),
        "documents": [paper(found.line.zaak_id, each) for each in found.documents],
        "booked": [each for each in booked if each.can_change],
        "payments": payment_rows(paid), "back_text": back_text(found.back_on_stop),
        "to_book": found.line.undecided and bool(still_to_book([found.application_id])),
        "messages": [bubble(each, request) for each in messages.thread(*both, person_id=request.resident.person_id)],
        "parties": [{"key": said(each.role), "value": each.name or _("Akkoord met DigiD")} for each in found.parties],
        "elsewhere": elsewhere_text(elsewhere.of_zaak(found.line.zaak_id), found),
        "deliveries": messages.deliveries(*both), "key": new_token(), "typed": typed, "error": error, "field": field,
        "errors": [{"text": error, "href": f"#f-{field}"}] if error else [], "max_mb": MAX_MB,
    }
    return page(request, "portal/mine/zaak.html", context, here="mijn_zaken", status=status)


def elsewhere_text(each: elsewhere.Handover | None, found: cases.ResidentZaak) -> str:
    """One line, also when it did not get there yet: that is for the municipality to solve."""
    if each is None or each.to != "zgw" or each.state == "hier" or found.line.ended:
        return ""
    if each.waits:
        return _("Wij geven uw aanvraag door aan het team dat hem behandelt. U hoeft niets te doen.")
    if each.remote_status:
        return _("Het team dat uw aanvraag behandelt, zegt nu: %(status)s.") % {"status": each.remote_status}
    return _("Uw aanvraag ligt bij het team dat hem behandelt.")


def payment_rows(paid: list[payments.PaymentView]) -> list[dict]:
    """What was paid, and what comes back of it."""
    rows, back = [], payments.refunds_of(each.id for each in paid)
    for each in paid:
        rows.append({"key": each.description, "value": written.euro(each.amount), "note": said(each.status_name)})
        rows += [{"key": _("Terug"), "value": written.euro(one.amount), "note": said(one.status_name)} for one in back.get(each.id, ())]
    return rows


def back_text(amount) -> str:
    if amount is None:
        return ""
    return _("U krijgt %(amount)s terug.") % {"amount": written.euro(amount)} if amount else _("U krijgt uw geld niet terug.")


def track(found: cases.ResidentZaak) -> list[dict]:
    steps, say = [], of_service(found.line.service)
    for step in found.timeline:
        when = written.day_short(step.at) if step.at else _("Uiterlijk %(day)s") % {"day": written.day_short(step.expected)} if step.expected else ""
        steps.append({"state": step.when, "title": said(say(step.text or step.name)), "text": when})
    return steps


def paper(zaak_id, each: documents.DocumentView) -> dict:
    return {
        "href": reverse("portal:mijn_document", args=[zaak_id, each.document_id]), "title": each.title,
        "text": f"{each.media_type.rpartition('/')[2].upper()}, {each.size_text} · {written.day_short(each.at)}",
        "icon": "photo" if each.media_type.startswith("image/") else "file-text",
    }


def bubble(each: messages.MessageView, request) -> dict:
    mine_ = each.direction == "in"
    name = request.resident.name if mine_ else each.author or request.gemeente.naam
    return {
        "who": _("U") if mine_ else each.author or _("De gemeente"), "when": f"{written.day_short(each.created)}, {written.time(each.created)}",
        "html": each.html, "subject": "" if mine_ else each.subject, "mine": mine_, "initials": written.initials(name),
    }


@require_POST
@mine
def write(request, id):
    found = found_or_404(request, id)
    text = request.POST.get("bericht", "")
    try:
        messages.send_from_resident(resident=request.resident, owner=found.owner, text=text, key=request.POST.get("sleutel", "")[:60] or new_token())
    except messages.Refused as refused:
        return show(request, found, typed=text, error=said(refused), field="bericht", status=422)
    return redirect(f"{reverse('portal:mijn_zaak', args=[id])}#berichten")


@require_POST
@mine
def answer(request, id):
    """Answer the open question, with words, files, or both."""
    found = found_or_404(request, id)
    if found.open_ask is None:
        return redirect("portal:mijn_zaak", id)
    text = request.POST.get("antwoord", "").strip()
    try:
        stored = [keep(request, found, file) for file in request.FILES.getlist("bestand")[:5]]
        cases.answer_ask(zaak_id=id, resident=request.resident, ask_id=found.open_ask.ask_id, answer=text, document_ids=stored)
    except (documents.Refused, cases.Impossible, cases.NotAllowed) as refused:
        return show(request, found, typed=text, error=said(refused), field="antwoord", status=422)
    return redirect("portal:mijn_zaak", id)


def keep(request, found, file):
    return documents.store(
        content=file.read(), title=file.name[:200], filename=file.name[:200], owner=found.owner, received=True,
        uploader=f"person:{request.resident.person_id}", max_bytes=MAX_MB * 1_000_000,
    )


@require_POST
@mine
def stop(request, id):
    found = found_or_404(request, id)
    if request.POST.get("zeker") != "ja":
        return show(request, found, error=_("Kruis aan dat u zeker wilt stoppen."), field="zeker", status=422)
    try:
        cases.withdraw(resident=request.resident, zaak_id=id)
    except (cases.Impossible, cases.NotAllowed) as refused:
        return show(request, found, error=said(refused), field="zeker", status=422)
    return redirect("portal:mijn_zaak", id)
