"""From rows to the shapes of `views`."""

from decimal import Decimal

from .models import Payment, Refund
from .rules import REFUND_NAMES, STATUS_NAMES
from .views import PaymentView, RefundView

SAME = ("id", "owner", "amount", "description", "status", "token", "created", "paid_at")


def payment_view(row: Payment, sums: dict[str, Decimal] | None = None) -> PaymentView:
    sums = sums or {}
    return PaymentView(
        status_name=STATUS_NAMES[row.status],
        received=sums.get("ontvangen", Decimal("0.00")),
        refunded=sums.get("terugbetaald", Decimal("0.00")),
        **{name: getattr(row, name) for name in SAME},
    )


def refund_view(row: Refund) -> RefundView:
    return RefundView(id=row.id, payment_id=row.payment_id, amount=row.amount, reason=row.reason, status=row.status,
                      status_name=REFUND_NAMES[row.status], created=row.created)
