"""Paying for what one can get: the place on the waiting list that came up, or what is paid only once it is granted."""
from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balie.cases import public as cases
from balie.identity.public import login_redirect
from balie.payments import public as payments
from balie.portal.apply.payment import checkout_origins, label
from balie.portal.mine.frame import page
from balie.portal.said import of_service, said


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def pay(request, id):
    """The bank is asked outside the transaction in which was looked what is to be paid."""
    with transaction.atomic():
        if (first := login_redirect(request)) is not None:
            return first
        found = zaak_or_404(request, id)
        if found.to_pay is None:
            return redirect("portal:mijn_zaak", id)
        payment = payments.get(found.to_pay.payment_id, owner=found.owner)
        if request.method == "GET" and payment.status != "betaald":
            return show(request, found, payment)
    return to_checkout(request, found, payment)


def zaak_or_404(request, id) -> cases.ResidentZaak:
    try:
        return cases.zaak_of_resident(request.resident, id)
    except cases.NotFound:
        raise Http404 from None


def to_checkout(request, found: cases.ResidentZaak, payment: payments.PaymentView):
    back_again = reverse("portal:mijn_betaald", args=[found.line.zaak_id])
    try:
        checkout = payments.start(
            payment_id=payment.id, return_url=request.build_absolute_uri(back_again),
            webhook_url=request.build_absolute_uri(reverse("portal:webhook", args=[payment.token])),
        )
    except payments.AlreadyPaid:
        return redirect(back_again)
    except payments.ProviderDown as failure:
        with transaction.atomic():
            return show(request, found, payment, failure=said(failure))
    return redirect(checkout)


def show(request, found: cases.ResidentZaak, payment: payments.PaymentView, *, failure: str = ""):
    context = {
        "zaak": found, "what": of_service(found.line.service)(found.line.title), "payment": payment, "failure": failure,
        "again": payment.status == "mislukt", "pay_label": label(payment.amount), "title": _("Betalen"),
    }
    response = page(request, "portal/mine/pay.html", context, here="mijn_zaken", status=503 if failure else 200)
    response.form_targets = checkout_origins()
    return response


@transaction.non_atomic_requests
@require_safe
def back(request, id):
    """Back from the bank: once the money is in and it is granted, to the zaak."""
    with transaction.atomic():
        if (first := login_redirect(request)) is not None:
            return first
        found = zaak_or_404(request, id)
    if found.to_pay is None:
        return redirect("portal:mijn_zaak", id)
    payment = payments.refresh(payment_id=found.to_pay.payment_id)
    if payment.status == "mislukt":
        return redirect("portal:mijn_betalen", id)
    with transaction.atomic():
        response = render(request, "portal/apply/paid.html", {"payment": payment, "title": _("Uw betaling")})
    response.headers["Refresh"] = "2"
    return response
