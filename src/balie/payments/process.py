"""Learning from the provider how a payment stands. Whoever calls, we ask the provider ourselves; a call alone proves nothing.

Asking happens without a lock; what was learned is written under the lock of the payment, and the ledger refuses what it already has.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from balie.kernel import audit, clock, outbox

from . import rules
from .access import locked, view_of
from .events import PaymentFailed, PaymentPaid, PaymentRefunded
from .models import Attempt, LedgerEntry, Payment, Refund
from .providers import ProviderFailed, ProviderRefund, Report, provider
from .queries import sums_of
from .views import NotFound, PaymentView


def process_callback(*, token: str, provider_id: str) -> None:
    """A provider says that something changed. `token` comes from our webhook URL, `provider_id` from the body; else nothing happens.

    The door always answers 200. When the provider does not answer us now, we ask again within a minute.
    """
    with transaction.atomic():
        attempt = Attempt.objects.select_related("payment").filter(provider_id=provider_id, payment__token=token).first()
    if attempt is None:
        return
    try:
        check(attempt)
    except ProviderFailed:
        with transaction.atomic():
            Attempt.objects.filter(id=attempt.id).update(next_check=clock.now())


def refresh(*, payment_id: UUID) -> PaymentView:
    """How the payment stands now, after asking the provider about its open attempts. When it does not answer: as last known."""
    with transaction.atomic():
        attempts = list(Attempt.objects.filter(payment=payment_id, status__in=rules.UNDER_WAY))
    for attempt in attempts:
        try:
            check(attempt)
        except ProviderFailed:
            continue
    with transaction.atomic():
        payment = Payment.objects.filter(id=payment_id).first()
        if payment is None:
            raise NotFound("Deze betaling bestaat niet.")
        return view_of(payment)


def check(attempt: Attempt) -> None:
    """Ask the provider about one attempt and write down what it says."""
    with transaction.atomic():
        refunds = Refund.objects.filter(attempt=attempt.id, status__in=rules.REFUND_UNDER_WAY).exists()
    report = provider(attempt.provider).fetch(attempt.provider_id, refunds=refunds)
    take_in(attempt.id, report)


@transaction.atomic
def take_in(attempt_id: UUID, report: Report) -> None:
    """Write a report of the provider down. The same report again, an older one or a late one changes nothing."""
    payment = locked(Attempt.objects.values_list("payment_id", flat=True).get(id=attempt_id))
    attempt = Attempt.objects.get(id=attempt_id)
    before, attempt.status = attempt.status, rules.attempt_becomes(attempt.status, report.status)
    if attempt.status == "paid" and before != "paid":
        _received(payment, attempt, report)
    elif attempt.status in rules.ENDED and before not in rules.ENDED:
        _ended(payment, attempt)
    for refund in report.refunds or ():
        _refunded(payment, attempt, refund)
    attempt.checks += 1
    attempt.next_check = clock.now() + rules.ask_again_after(attempt.checks) if _unfinished(attempt) else None
    attempt.save(update_fields=["status", "checks", "next_check"])


def _received(payment: Payment, attempt: Attempt, report: Report) -> None:
    now = clock.now()
    _enter(LedgerEntry(payment=payment, kind="ontvangen", amount=report.amount, provider=attempt.provider,
                       reference=attempt.provider_id, at=now))
    audit.record("betaling.ontvangen", object_ref=f"payment:{payment.id}", details={"amount": str(report.amount)})
    if payment.status != "betaald" and sums_of([payment.id])[payment.id]["ontvangen"] >= payment.amount:
        payment.status, payment.paid_at = "betaald", now
        payment.save(update_fields=["status", "paid_at"])
        outbox.announce(PaymentPaid(payment_id=payment.id, owner=payment.owner))


def _ended(payment: Payment, attempt: Attempt) -> None:
    newest = not Attempt.objects.filter(payment=payment, number__gt=attempt.number).exists()
    if payment.status == "open" and newest:
        payment.status = "mislukt"
        payment.save(update_fields=["status"])
        audit.record("betaling.mislukt", object_ref=f"payment:{payment.id}", details={"attempt": attempt.number})
        outbox.announce(PaymentFailed(payment_id=payment.id, owner=payment.owner, attempt=attempt.number))


def _refunded(payment: Payment, attempt: Attempt, report: ProviderRefund) -> None:
    """One refund as the provider knows it; also one that somebody made at the provider itself."""
    refund = attempt.refunds.filter(provider_id=report.id).first()
    if refund is None:
        if attempt.refunds.filter(status="gevraagd").exists():
            return  # perhaps that one, whose answer is just coming in: the next look knows
        refund = Refund.objects.create(payment=payment, attempt=attempt, provider_id=report.id, amount=report.amount, status="onderweg",
                                       reason="Gedaan bij de betaaldienst", created=clock.now())
    before, refund.status = refund.status, rules.refund_becomes(refund.status, report.status)
    if refund.status == before:
        return
    refund.save(update_fields=["status"])
    if refund.status == "terugbetaald":
        _enter(LedgerEntry(payment=payment, kind="terugbetaald", amount=report.amount, provider=attempt.provider, reference=report.id,
                           at=clock.now()))
        audit.record("betaling.terugbetaald", object_ref=f"payment:{payment.id}", details={"amount": str(report.amount)})
        outbox.announce(PaymentRefunded(payment_id=payment.id, owner=payment.owner, refund_id=refund.id))


def _enter(entry: LedgerEntry) -> None:
    """Into the ledger, which has each movement once: whatever went wrong before, a balance cannot."""
    LedgerEntry.objects.bulk_create([entry], ignore_conflicts=True)


def _unfinished(attempt: Attempt) -> bool:
    return attempt.status in rules.UNDER_WAY or attempt.refunds.filter(status__in=rules.REFUND_UNDER_WAY).exists()
