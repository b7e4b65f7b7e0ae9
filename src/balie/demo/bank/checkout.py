"""The page of the bank: choose a bank, and pay, cancel, fail, expire or let it wait."""
from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from balie.demo import faults
from balie.demo.bank import payments
from balie.demo.pages import page, same_site

BANKS = ("Zonbank", "Waterbank", "Spaarbank De Dam", "Gouwe Bank")
FAULTS = {"error": ("Er ging iets mis bij de bank", 500), "timeout": ("De bank geeft geen antwoord", 504), "refuse": ("De bank weigert", 403)}
BUTTONS = {"betaal": "paid", "wacht": "pending", "annuleer": "canceled", "mislukt": "failed", "verlopen": "expired"}


@require_http_methods(["GET", "POST"])
@same_site
def checkout(request: HttpRequest, identification: str) -> HttpResponse:
    payment = payments.find(identification)
    if payment is None:
        raise Http404
    if fault := faults.in_the_way("mollie"):
        title, status = FAULTS[fault]
        return page("fout.html", {"title": title, "back": payment["redirectUrl"]}, status=status)
    if request.method == "POST" and payment["status"] in payments.NEXT:
        status = BUTTONS.get(request.POST.get("knop", ""))
        if status:
            bank = request.POST.get("bank", BANKS[0])
            details = {"method": "ideal", "details": {"consumerName": "Demo", "consumerBank": bank if bank in BANKS else BANKS[0]}}
            try:
                payment = payments.move(identification, status, **details)
            except payments.NotPossible:
                payment = payments.find(identification) or payment
            address = payment["cancelUrl"] if status == "canceled" and payment.get("cancelUrl") else payment["redirectUrl"]
            response = HttpResponse(status=303)
            response["Location"] = address
            return response
    value = payment["amount"]["value"]
    whole, cents = value.split(".")
    return page("betalen.html", {"payment": payment, "banks": BANKS, "amount": f"€ {int(whole):,}".replace(",", ".") + f",{cents}",
                                 "open": payment["status"] in payments.NEXT})
