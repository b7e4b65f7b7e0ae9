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
    application = Application.objects.select_for_update().filter(pk=application_id, payment_id=event.payment_id).first()
    if application is not None and application.status in (Application.Status.PAYING, Application.Status.WITHDRAWN):
        _take_or_give_back(application, event)


def _take_or_give_back(application: Application, event: PaymentPaid) -> None:
    """Money for an application that was stopped in the meantime goes back."""
    from balie.payments import public as payments

    if application.status == Application.Status.PAYING:
        complete(application)
    else:
        payments.refund(
            payment_id=event.payment_id, amount=application.price, reason="De aanvraag was al gestopt.",
            key=f"application:{application.pk}:stopped",
        )
