"""Sending the resident to the provider. Talks to the outside without holding a lock on the payment."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from balie.kernel import audit, clock

from . import process
from .access import locked
from .models import Attempt, Payment
from .providers import ProviderFailed, provider
from .rules import UNDER_WAY, ask_again_after
from .views import AlreadyPaid, NotFound, ProviderDown

DOWN = "De betaalpagina doet het nu niet. Uw gegevens zijn bewaard. Probeer het over een paar minuten nog eens."
PAID = "U hebt al betaald. U hoeft niets meer te doen."


def start(*, payment_id: UUID, return_url: str, webhook_url: str) -> str:
    """The checkout URL of the provider. While an attempt is open: the same URL; after it ended: a new attempt.

    Two starts at once lead to one payment at the provider, because the attempt's number is the idempotency key.
    Raises `AlreadyPaid`, `ProviderDown`, `NotFound`; the first two carry a sentence for the resident.
    """
    with transaction.atomic():
        last = Attempt.objects.filter(payment=payment_id).order_by("-number").first()
    if last is not None:
        process.refresh(payment_id=payment_id)
    with transaction.atomic():
        payment, last = _standing(payment_id)
    if last is not None and last.status in UNDER_WAY:
        return last.checkout_url
    number, chosen = (last.number if last else 0) + 1, provider()
    try:
        checkout = chosen.create(
            amount=payment.amount, description=payment.description, return_url=return_url, webhook_url=webhook_url,
            key=f"{payment.id}-{number}",
        )
    except ProviderFailed:
        raise ProviderDown(DOWN) from None
    return _keep(payment_id, number, chosen.name, checkout)


def _standing(payment_id: UUID) -> tuple[Payment, Attempt | None]:
    payment = Payment.objects.filter(id=payment_id).first()
    if payment is None:
        raise NotFound("Deze betaling bestaat niet.")
    if payment.status == "betaald":
        raise AlreadyPaid(PAID)
    return payment, payment.attempts.order_by("-number").first()


@transaction.atomic
def _keep(payment_id: UUID, number: int, name: str, checkout) -> str:
    payment, now = locked(payment_id), clock.now()
    if payment.status == "betaald":
        raise AlreadyPaid(PAID)
    attempt, fresh = Attempt.objects.get_or_create(
        payment=payment, number=number,
        defaults={"provider": name, "provider_id": checkout.provider_id, "checkout_url": checkout.url, "created": now,
                      "next_check": now + ask_again_after(0)},
    )
    if fresh:
        payment.status = "open"
        payment.save(update_fields=["status"])
        audit.record("betaling.gestart", object_ref=f"payment:{payment.id}", details={"attempt": number})
    return attempt.checkout_url
