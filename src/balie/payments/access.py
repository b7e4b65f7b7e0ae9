"""The only way to get a payment: by its owner (whom the door has checked), or by its random token."""

from uuid import UUID

from .models import Payment, Refund
from .queries import sums_of
from .shapes import payment_view, refund_view
from .views import NotFound, PaymentView, RefundView


def get(payment_id: UUID, *, owner: str) -> PaymentView:
    """The payment when it is of this owner, else `NotFound`."""
    return _view(id=payment_id, owner=owner)


def by_token(token: str) -> PaymentView:
    """For the page where the resident comes back from the provider, else `NotFound`."""
    return _view(token=token)


def refund_of(refund_id: UUID, *, owner: str) -> RefundView:
    """The refund when it is of a payment of this owner, else `NotFound`."""
    row = Refund.objects.filter(id=refund_id, payment__owner=owner).first()
    if row is None:
        raise NotFound("Deze terugbetaling bestaat niet.")
    return refund_view(row)


def _view(**conditions) -> PaymentView:
    row = Payment.objects.filter(**conditions).first()
    if row is None:
        raise NotFound("Deze betaling bestaat niet.")
    return payment_view(row, sums_of([row.id]).get(row.id))


def view_of(row: Payment) -> PaymentView:
    return payment_view(row, sums_of([row.id]).get(row.id))


def locked(payment_id: UUID) -> Payment:
    """The row under a lock: what is decided from here on, one at a time."""
    try:
        return Payment.objects.select_for_update().get(id=payment_id)
    except Payment.DoesNotExist:
        raise NotFound("Deze betaling bestaat niet.") from None
