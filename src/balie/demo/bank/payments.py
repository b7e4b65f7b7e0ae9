"""The life of a payment: open → pending → paid, or failed, canceled, expired; refunds of what was paid.

A status that is final stays. Every change is announced to the webhook of the payment.
"""
from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from balie.demo import place
from balie.demo.bank import webhooks

OPEN_MINUTES = 15
MOMENTS = {"paid": "paidAt", "failed": "failedAt", "canceled": "canceledAt", "expired": "expiredAt"}
NEXT = {"open": {"pending", "paid", "failed", "canceled", "expired"}, "pending": {"paid", "failed", "canceled", "expired"}}


class NotPossible(Exception):
    """The payment is in a state from which this cannot be done."""


def moment(shift: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + shift).isoformat(timespec="seconds")


def create(fields: dict) -> dict:
    """A new open payment of checked fields (amount, description, redirectUrl, webhookUrl, metadata, method …)."""
    payment = {"id": "tr_" + secrets.token_hex(5), "status": "open", "createdAt": moment(),
               "expiresAt": moment(timedelta(minutes=OPEN_MINUTES)), "refunds": [], **fields}
    place.current().journal.put("payment", payment["id"], payment)
    return payment


def find(identification: str) -> dict | None:
    return place.current().journal.get("payment", identification)


def move(identification: str, status: str, **details: str) -> dict:
    """Gives a payment its next status and announces it. Raises NotPossible when that status cannot follow."""
    def change(payment: dict) -> dict:
        if status not in NEXT.get(payment["status"], ()):
            raise NotPossible(f"{payment['status']} → {status}")
        before = {key: value for key, value in payment.items() if key not in ("before", "fresh")}
        stamp = {MOMENTS[status]: moment()} if status in MOMENTS else {}
        return {**payment, **stamp, **details, "status": status, "before": before, "fresh": True}

    payment = place.current().journal.change("payment", identification, change)
    webhooks.announce(payment)
    return payment


def refund(identification: str, amount: Decimal, description: str) -> dict:
    """Pays back a part of a paid payment. Raises NotPossible when it is not paid or less is left."""
    made = {"id": "re_" + secrets.token_hex(5), "amount": {"currency": "EUR", "value": f"{amount:.2f}"}, "description": description,
            "createdAt": moment()}

    def change(payment: dict) -> dict:
        if payment["status"] != "paid" or amount > remaining(payment):
            raise NotPossible("the amount is higher than what is left of this payment")
        return {**payment, "refunds": [*payment["refunds"], made]}

    webhooks.announce(place.current().journal.change("payment", identification, change))
    return made


def refunded(payment: dict) -> Decimal:
    return sum((Decimal(one["amount"]["value"]) for one in payment["refunds"]), Decimal(0))


def remaining(payment: dict) -> Decimal:
    return Decimal(payment["amount"]["value"]) - refunded(payment)


def expire_old() -> None:
    """Ends payments that nobody finished in time."""
    for payment in place.current().journal.all("payment"):
        if payment["status"] == "open" and payment["expiresAt"] < moment():
            try:
                move(payment["id"], "expired")
            except NotPossible:
                pass  # it was paid in the meantime
