"""What is still due when something is granted, and what goes back when it is not."""
from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from balie.appointments import public as appointments
from balie.cases import rules, visits
from balie.cases.filled import Filled
from balie.cases.models import WorkItem, Zaak
from balie.forms.public import State
from balie.payments import public as payments

NOTHING = Decimal(0)
WHY = {
    "stopped": {"nl": "U bent gestopt met uw aanvraag.", "en": "You stopped your application."},
    "refused": {"nl": "Wij geven u niet wat u hebt aangevraagd.", "en": "We do not give you what you asked for."},
    "late": {"nl": "Uw betaling kwam te laat. De plek is naar iemand anders.", "en": "Your payment came too late. The place went to somebody else."},
}


def due(zaak: Zaak, filled: Filled, state: State) -> Decimal:
    """What must come in before it is granted: nothing when all was asked before it was sent. Raises `Impossible`."""
    if not filled.application.needs.get("later"):
        return NOTHING
    if state.price is None:
        raise rules.Impossible("Wij weten de prijs niet. Vraag de inwoner wat er mist.")
    return max(state.price - received(zaak), NOTHING)


def received(zaak: Zaak) -> Decimal:
    """What came in for this zaak and did not go back."""
    return sum((payments.balance(owner) for owner in visits.owners(zaak)), NOTHING)


def back_on_stop(zaak: Zaak, work: WorkItem | None, filled: Filled) -> bool:
    """Whether who stops now gets the money back."""
    payment = filled.plan.service.payment
    if payment is None or payment.refund == "never" or work is None or "withdraw" not in rules.possible(work.state):
        return False
    return payment.refund == "until_decided" or not came_by(zaak)


def came_by(zaak: Zaak) -> bool:
    """Somebody has been at the counter for it: from then on it is being made."""
    return any(each.arrived_at for some in appointments.for_owners(visits.owners(zaak)).values() for each in some)


def give_back_payment(zaak: Zaak, payment_id: UUID) -> None:
    """Money for a place that is gone."""
    owner, words = f"zaak:{zaak.id}", WHY["late"].get(zaak.language, WHY["late"]["nl"])
    payments.refund(payment_id=payment_id, amount=payments.get(payment_id, owner=owner).amount, reason=words, key=f"late:{payment_id}")


def give_back(zaak: Zaak, why: str) -> Decimal:
    """Everything that came in for this zaak goes back, once; returns how much."""
    words = WHY[why].get(zaak.language, WHY[why]["nl"])
    return payments.give_back(owners=visits.owners(zaak), reason=words, key=f"zaak:{zaak.id}:{why}")
