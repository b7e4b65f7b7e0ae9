"""Checking the answers, and sending them: one button, that also leads to the bank when there is something to pay."""
from __future__ import annotations

from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balie.applications import public as applications
from balie.identity import public as identity
from balie.messages import public as messages
from balie.portal.apply import behalf, contact, flow, lookups, payment, sources, summary, why
from balie.portal.apply.holder import application_or_404, elsewhere, who
from balie.portal.said import said


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def check(request, id):
    """Look-ups are asked before the transaction in which the application is sent, and the bank after it."""
    changed = request.method == "POST" and lookups.again(request, id)
    with transaction.atomic():
        sent = answered(request, id, changed=changed)
    if not isinstance(sent, applications.ApplicationView):
        return sent
    return payment.to_checkout(request, sent) if sent.status == "betalen" else redirect("portal:done", sent.id)


def answered(request, id, *, changed: bool):
    """The application that was sent, or the page to show instead. `changed`: it is no longer what they saw."""
    application = application_or_404(request, id)
    if (gone := elsewhere(application)) is not None:
        return gone
    if flow.waits(application):
        return flow.next_step(application)
    stop = application.state.stop  # by what a register or a look-up said after the page was saved
    if stop is not None and (changed or request.method == "GET"):
        about = {"application": application, "stop": stop, "page": stop.page, "why": why.of_stop(application)}
        return render(request, "portal/apply/stop.html", about)
    if request.method == "GET":
        return page(request, application)
    first = identity.login_redirect(request, sources.login_of(application), next=request.path)
    if first is not None:
        return first
    if changed:
        return page(request, application, errors={"": said(applications.CHANGED)})
    if (mend := applications.texted(application.plan, application.state)) and not messages.available("sms"):
        return page(request, application, errors={"": _("Wij kunnen nu geen sms sturen. Vul een e-mailadres in van wie moet meetekenen.")}, mend=mend)
    try:
        contact.keep(request, application)
        return applications.submit(application_id=application.id, **who(request))
    except identity.InvalidInput as wrong:
        return page(request, application, errors={wrong.field: said(wrong)})
    except applications.NotReady as missing:
        return page(request, application_or_404(request, id), errors={"": said(missing)}, mend=missing.page)


def page(request, application, *, errors: dict[str, str] | None = None, mend: str | None = None):
    state, errors = application.state, errors or {}
    details = identity.contact_of(request.resident.person_id) if request.resident and not behalf.other(request, application) else None
    step = reverse("portal:step", args=[application.id, mend]) if mend else None
    context = {
        "application": application, "newer": applications.newer_there(application),
        "sections": summary.sections(application), "costs": state.costs, "total": state.total,
        "later": state.price if state.later else None, "why_price": why.of_price(application), "unanswered": lookups.notes(application),
        "pay_label": payment.label(state.total or 0), "cosigners": state.cosigners, "appointment": state.appointment, "term": state.term,
        "wrong": errors, "asks_contact": details is not None and not applications.contact_in(application), "sms": messages.available("sms"),
        "email": request.POST.get("email", details.email if details else ""),
        "phone": request.POST.get("phone", details.phone if details and details.by_sms else ""),
        "progress": flow.progress(application, None), "errors": [{"text": text, "href": step or f"#f-{name}"} for name, text in errors.items()],
        "title": _("Klopt alles?"), "for_whom": behalf.name_for(request, application), "stop_href": reverse("portal:pause", args=[application.id]),
        "back": reverse("portal:step", args=[application.id, state.pages[-1].name]) if state.pages else "",
    }
    response = render(request, "portal/apply/check.html", context, status=422 if errors else 200)
    response.form_targets = payment.checkout_origins()
    return response
