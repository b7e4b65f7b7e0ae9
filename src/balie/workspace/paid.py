"""What was paid for a zaak and what goes back, as its page shows it. Pure, but for one read."""
from __future__ import annotations

from decimal import Decimal

from balie.kernel import clock, dutch, money
from balie.payments import public as payments

UNDER_WAY = ("gevraagd", "onderweg")


def lines(paid: list[payments.PaymentView]) -> list[dict]:
    """One per payment: its rows, and how much of it can still go back. One query."""
    back = payments.refunds_of(each.id for each in paid)
    return [line(each, back.get(each.id, ()), str(place or "")) for place, each in enumerate(paid)]


def line(each: payments.PaymentView, back: tuple[payments.RefundView, ...], mark: str) -> dict:
    """`mark` keeps the fields of several forms apart."""
    left = each.received - each.refunded - sum((one.amount for one in back if one.status in UNDER_WAY), Decimal(0))
    rows = [{"key": each.description, "value": money.euro(each.amount), "note": each.status_name}]
    rows += [
        {"key": "Terug", "value": money.euro(one.amount), "note": f"{one.status_name} · {dutch.day_short(clock.local(one.created))} · {one.reason}"}
        for one in back
    ]
    return {
        "id": each.id, "items": rows, "what": each.description, "amount_id": mark and f"bedrag-{mark}", "why_id": mark and f"waarom-{mark}",
        "left": f"{left:.2f}".replace(".", ",") if left > 0 else "",
    }
