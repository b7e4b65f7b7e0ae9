"""Verbs that ask for money and give it back."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from balie.kernel import audit, clock, idempotency, money, outbox

from . import jobs
from .access import locked, view_of
from .models import Payment, Refund
from .queries import sums_of
from .rules import REFUND_UNDER_WAY
from .shapes import payment_view, refund_view
from .views import NotRefundable, PaymentView, RefundView


@transaction.atomic
def request(*, owner: str, amount: Decimal, description: str, key: str) -> PaymentView:
    """Ask `amount` euros for `owner`. The same `key` gives the same payment. `description` names no person: the bank sees it.

    Raises `ValueError` for an amount that is not above zero.
    """
    amount = money.amount(amount)
    if amount <= 0:
        raise ValueError("There is nothing to pay: do not ask for a payment.")
    with idempotency.claim("payments.request", key) as claim:
        if claim.result:
            return view_of(Payment.objects.get(id=claim.result, owner=owner))
        row = Payment.objects.create(owner=owner, amount=amount, description=description[:140], created=clock.now())
        claim.store(str(row.id))
    audit.record("betaling.gevraagd", object_ref=f"payment:{row.id}", details={"amount": str(amount)})
    return payment_view(row)


@transaction.atomic
def refund(*, payment_id: UUID, amount: Decimal, reason: str, key: str) -> RefundView:
    """Give `amount` euros back. A job asks the provider; the same `key` is the same refund. Raises `NotRefundable`, `NotFound`."""
    amount = money.amount(amount)
    with idempotency.claim("payments.refund", key) as claim:
        if claim.result:
            return refund_view(Refund.objects.get(id=claim.result, payment=payment_id))
        payment = locked(payment_id)
        attempt = payment.attempts.filter(status="paid").order_by("-number").first()
        if attempt is None:
            raise NotRefundable("Deze betaling is niet betaald. U kunt dus niets terugbetalen.")
        room = refundable(payment)
        if not 0 < amount <= room:
            raise NotRefundable(f"U kunt hoogstens {money.euro(room)} terugbetalen. Vul een lager bedrag in.")
        row = Refund.objects.create(payment=payment, attempt=attempt, amount=amount, reason=reason[:200], created=clock.now())
        claim.store(str(row.id))
    audit.record("betaling.terugbetaling_gevraagd", object_ref=f"payment:{payment.id}",
                 details={"amount": str(amount), "refund": str(row.id)})
    outbox.defer(jobs.send_refund, refund_id=row.id)
    return refund_view(row)


@transaction.atomic
def give_back(*, owners: Iterable[str], reason: str, key: str) -> Decimal:
    """Give back everything of these owners that is not on its way back yet; returns how much. The same `key` gives it back once."""
    total = Decimal(0)
    for payment_id in Payment.objects.filter(owner__in=list(owners)).order_by("created", "id").values_list("id", flat=True):
        payment = locked(payment_id)
        with idempotency.claim("payments.give_back", f"{key}:{payment_id}") as claim:
            room = refundable(payment)
            if not claim.result:
                if room > 0:
                    total += refund(payment_id=payment_id, amount=room, reason=reason, key=f"{key}:{payment_id}").amount
                claim.store(str(payment_id))
    return total


def refundable(payment: Payment) -> Decimal:
    """What came in, minus what went back or is on its way back. Call it with the payment locked."""
    sums = sums_of([payment.id]).get(payment.id, {})
    under_way = payment.refunds.filter(status__in=REFUND_UNDER_WAY).aggregate(Sum("amount"))["amount__sum"] or 0
    return sums.get("ontvangen", Decimal(0)) - sums.get("terugbetaald", Decimal(0)) - under_way
