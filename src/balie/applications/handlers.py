"""Reactions to the facts of earlier rooms."""
from __future__ import annotations

from balie.applications.models import Application
from balie.applications.submission import complete
from balie.kernel import outbox
from balie.payments.events import PaymentPaid


@outbox.reacts_to(PaymentPaid)
def complete_when_paid(event: PaymentPaid) -> None:
    kind, _, application_id = event.owner.partition(":")
    if kind != "application":
        return
    application = Application.objects.select_for_update().filter(pk=application_id).first()
    if application is None or (application.payment_id == event.payment_id and application.status == Application.Status.WITHDRAWN):
        _give_back(event)
    elif application.payment_id == event.payment_id and application.status == Application.Status.PAYING:
        complete(application)


def _give_back(event: PaymentPaid) -> None:
    """Money for an application that was stopped in the meantime, and perhaps deleted since."""
    from balie.payments import public as payments

    try:
        payment = payments.get(event.payment_id, owner=event.owner)
    except payments.NotFound:
        return
    payments.refund(payment_id=payment.id, amount=payment.amount, reason="De aanvraag was al gestopt.", key=f"{event.owner}:stopped")
