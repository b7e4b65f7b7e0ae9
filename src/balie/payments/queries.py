"""Reads of payments. Sums come from the ledger, never from a status."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from .models import Attempt, LedgerEntry, Payment, Refund
from .rules import UNDER_WAY
from .shapes import payment_view, refund_view
from .views import PaymentView, RefundView

NOTHING = Decimal("0.00")


def for_owner(owner: str) -> list[PaymentView]:
    """Payments of this owner, oldest first. 2 queries."""
    return for_owners([owner]).get(owner, [])


def for_owners(owners: Iterable[str]) -> dict[str, list[PaymentView]]:
    """The same for many owners at once. 2 queries."""
    rows = list(Payment.objects.filter(owner__in=list(owners)).order_by("created", "id"))
    sums = sums_of(row.id for row in rows)
    found: dict[str, list[PaymentView]] = {}
    for row in rows:
        found.setdefault(row.owner, []).append(payment_view(row, sums.get(row.id)))
    return found


def balance(owner: str) -> Decimal:
    """What came in for this owner minus what went back, in euros. 1 query."""
    entries = LedgerEntry.objects.filter(payment__owner=owner).values_list("kind").annotate(Sum("amount"))
    sums = dict(entries)
    return sums.get("ontvangen", NOTHING) - sums.get("terugbetaald", NOTHING)


def refunds_of(payment_ids: Iterable) -> dict[UUID, tuple[RefundView, ...]]:
    """Money that goes back, by payment, oldest first. 1 query."""
    found: dict[UUID, tuple[RefundView, ...]] = {}
    for row in Refund.objects.filter(payment__in=list(payment_ids)).order_by("created", "id"):
        found[row.payment_id] = (*found.get(row.payment_id, ()), refund_view(row))
    return found


def under_way(payment_id: UUID) -> bool:
    """Whether somebody is at the bank with it at this moment. 1 query."""
    return Attempt.objects.filter(payment=payment_id, status__in=UNDER_WAY).exists()


def sums_of(payment_ids: Iterable) -> dict:
    """{payment id: {kind: sum}}. 1 query."""
    found: dict = {}
    rows = LedgerEntry.objects.filter(payment__in=list(payment_ids)).values_list("payment_id", "kind").annotate(Sum("amount"))
    for payment, kind, amount in rows:
        found.setdefault(payment, {})[kind] = amount
    return found
