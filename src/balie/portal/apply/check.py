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
from balie.portal.apply import contact, flow, payment, sources, summary
from balie.portal.apply.holder import application_or_404, elsewhere, who
from balie.portal.said import said


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def check(request, id):
    """The bank is asked after the transaction in which the application was sent."""
    with transaction.atomic():
        sent = answered(request, id)
    if not isinstance(sent, applications.ApplicationView):
        return sent
    return payment.to_checkout(request, sent) if sent.status == "betalen" else redirect("portal:done", sent.id)


def answered(request, id):
    """The application that was sent, or the page to show instead."""
    application = application_or_404(request, id)
    if (gone := elsewhere(application)) is not None:
        return gone
    if flow.waits(application):
        return flow.next_step(application)
    if request.method == "GET":
        stop = application.state.stop  # by what a register said after the page was saved
        return page(request, application) if stop is None else render(
            request, "portal/apply/stop.html", {"application": application, "stop": stop, "page": stop.page}
        )
    first = identity.login_redirect(request, sources.login_of(application), next=request.path)
    if first is not None:
        return first
    try:
        contact.keep(request, application)
        return applications.submit(application_id=application.id, **who(request))
    except identity.InvalidInput as wrong:
        return page(request, application, errors={wrong.field: said(wrong)})
    except applications.NotReady as missing:
        return page(request, application_or_404(request, id), errors={"": said(missing)}, mend=missing.page)


def page(request, application, *, errors: dict[str, str] | None = None, mend: str | None = None):
    state, errors = application.state, errors or {}
    details = identity.contact_of(request.resident.person_id) if request.resident else None
    step = reverse("portal:step", args=[application.id, mend]) if mend else None
    context = {
        "application": application, "newer": applications.newer_there(application),
        "sections": summary.sections(application), "costs": state.costs, "total": state.total,
        "later": state.price if state.later else None,
        "pay_label": payment.label(state.total or 0), "cosigners": state.cosigners, "appointment": state.appointment, "term": state.term,
        "wrong": errors, "asks_contact": details is not None and not contact.answered(application), "sms": messages.available("sms"),
        "email": request.POST.get("email", details.email if details else ""),
        "phone": request.POST.get("phone", details.phone if details and details.by_sms else ""),
        "progress": flow.progress(application, None), "errors": [{"text": text, "href": step or f"#f-{name}"} for name, text in errors.items()],
        "title": _("Klopt alles?"), "stop_href": reverse("portal:pause", args=[application.id]),
        "back": reverse("portal:step", args=[application.id, state.pages[-1].name]) if state.pages else "",
    }
    response = render(request, "portal/apply/check.html", context, status=422 if errors else 200)
    response.form_targets = payment.checkout_origins()
    return response
