"""Background jobs of payments: distrust the silence of the provider, and ask it to pay back."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from balie.kernel import audit, clock, outbox

from .access import locked
from .models import Attempt, Refund
from .providers import ProviderFailed, ProviderRefund, provider
from .rules import ask_again_after

AT_ONCE = 200
FORGOTTEN = timedelta(minutes=15)


@outbox.periodic("* * * * *", atomic=False)
def distrust_silence() -> None:
    """Ask about every attempt that is due; a webhook that never came is found here. Each attempt waits longer after each look."""
    from .process import check

    with transaction.atomic():
        due = list(Attempt.objects.filter(next_check__lte=clock.now()).order_by("next_check")[:AT_ONCE])
    for attempt in due:
        try:
            check(attempt)
        except ProviderFailed:
            _later(attempt)


@outbox.periodic("*/15 * * * *")
def distrust_the_queue() -> None:
    """A refund that still waits to be asked for has lost its job, or its job gave up: ask again, under the same key."""
    for refund_id in Refund.objects.filter(status="gevraagd", created__lte=clock.now() - FORGOTTEN).values_list("id", flat=True)[:AT_ONCE]:
        outbox.defer(send_refund, refund_id=refund_id)


@transaction.atomic
def _later(attempt: Attempt) -> None:
    Attempt.objects.filter(id=attempt.id, next_check=attempt.next_check).update(
        checks=attempt.checks + 1, next_check=clock.now() + ask_again_after(attempt.checks + 1)
    )


@outbox.job(atomic=False)
def send_refund(*, refund_id: str) -> None:
    """Ask the provider to pay back, under the refund's own key: a second time is the same refund. Fails loudly to be tried again."""
    with transaction.atomic():
        row = Refund.objects.select_related("attempt", "payment").get(id=refund_id)
    if row.status != "gevraagd":
        return
    try:
        report = provider(row.attempt.provider).refund(
            row.attempt.provider_id, amount=row.amount, description=row.payment.description, key=str(row.id)
        )
    except ProviderFailed as error:
        if not error.final:
            raise
        return _refused(row)
    _accepted(row, report)


@transaction.atomic
def _refused(row: Refund) -> None:
    locked(row.payment_id)
    if Refund.objects.filter(id=row.id, status="gevraagd").update(status="mislukt"):
        audit.record("betaling.terugbetaling_geweigerd", object_ref=f"payment:{row.payment_id}", details={"refund": str(row.id)})


@transaction.atomic
def _accepted(row: Refund, report: ProviderRefund) -> None:
    """Known at the provider from now on; how it ends is read from there, by asking about the attempt again."""
    locked(row.payment_id)
    known = Refund.objects.filter(id=row.id, status="gevraagd")
    if known.update(status="onderweg", provider_id=report.id):
        Attempt.objects.filter(id=row.attempt_id).update(checks=0, next_check=clock.now())
