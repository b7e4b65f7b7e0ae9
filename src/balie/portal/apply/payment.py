"""Paying: to the bank and back. The provider's word counts, never the address that somebody came back with."""
from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from balie.look import written
from balie.payments import public as payments
from balie.portal.apply.holder import application_or_404
from balie.portal.said import said


@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def pay(request, id):
    with transaction.atomic():
        application = application_or_404(request, id)
    if application.status != "betalen":
        return redirect("portal:application", application.id)
    with transaction.atomic():
        payment = payments.get(application.payment_id, owner=application.owner)
    if payment.status == "betaald":
        return redirect("portal:paid", application.id)
    return page(request, application, payment) if request.method == "GET" else to_checkout(request, application)


def to_checkout(request, application):
    """To the provider's page; when it does not answer, a page that says so, with the application safely kept."""
    try:
        checkout = payments.start(
            payment_id=application.payment_id, return_url=request.build_absolute_uri(reverse("portal:paid", args=[application.id])),
            webhook_url=request.build_absolute_uri(reverse("portal:webhook", args=[token_of(application)])),
        )
    except payments.AlreadyPaid:
        return redirect("portal:paid", application.id)
    except payments.ProviderDown as failure:
        with transaction.atomic():
            return page(request, application, payments.get(application.payment_id, owner=application.owner), failure=said(failure))
    return redirect(checkout)


def token_of(application) -> str:
    with transaction.atomic():
        return payments.get(application.payment_id, owner=application.owner).token


def page(request, application, payment, *, failure: str = ""):
    context = {
        "application": application, "payment": payment, "failure": failure, "costs": application.outcome["costs"],
        "title": _("Betalen"), "pay_label": label(payment.amount), "again": payment.status == "mislukt",
    }
    response = render(request, "portal/apply/pay.html", context, status=503 if failure else 200)
    response.form_targets = checkout_origins()  # the form leads to the bank: the policy has to allow that one address
    return response


def label(amount) -> str:
    """A button says what happens: "Betaal € 13,90"."""
    return _("Betaal %(amount)s") % {"amount": written.euro(amount)}


def checkout_origins() -> tuple[str, ...]:
    if settings.BALIE.mollie_url or settings.BALIE.mode != "demo":
        return ("https://www.mollie.com", "https://pay.mollie.com")
    return (settings.BALIE.town_url,)


@transaction.non_atomic_requests
@require_GET
def back(request, id):
    """Back from the bank. We ask the provider; as long as it does not know, the page says so and looks again by itself."""
    with transaction.atomic():
        application = application_or_404(request, id)
    if application.status == "ingediend":
        return redirect("portal:done", application.id)
    if application.payment_id is None:
        return redirect("portal:application", application.id)
    payment = payments.refresh(payment_id=application.payment_id)
    if payment.status == "mislukt":
        return redirect("portal:pay", application.id)
    if payment.status == "betaald" and application.status != "betalen":
        return redirect("portal:done", application.id)
    response = render(request, "portal/apply/paid.html", {"application": application, "payment": payment, "title": _("Uw betaling")})
    response.headers["Refresh"] = "2"
    return response


@csrf_exempt
@transaction.non_atomic_requests
@require_POST
def webhook(request, token: str):
    """The provider says that something changed: an id, nothing more. It always hears 200, so that it learns nothing."""
    payments.process_callback(token=token, provider_id=request.POST.get("id", "")[:80])
    return HttpResponse(status=200)
