"""Granting: is there room at this moment, is there still something to pay, and only then the decision.

The caller holds the places (`places.hold`, where they are counted) and the zaak.
"""
from __future__ import annotations

from decimal import Decimal

from balie.cases import money, outcomes, places, rules, steps
from balie.cases.events import PaymentDue
from balie.cases.filled import Filled
from balie.cases.models import Besluit, Task, WorkItem, Zaak
from balie.forms.public import State, render_text
from balie.kernel import audit, clock, outbox
from balie.payments import public as payments


def must_have_room(state: State) -> None:
    """Raises `Impossible` when the service's own rules say that there is no room, whatever else they say."""
    if state.limit:
        raise rules.Impossible(f"Verlenen kan nu niet. {state.limit.reason}")


def grant(
    zaak: Zaak, work: WorkItem, filled: Filled, state: State, *, reason: str, text: str = "", official: str = "",
) -> Besluit | None:
    """Grant it; is something still due, then the place is kept and it is granted as soon as that came in. Raises `Impossible`."""
    amount = money.due(zaak, filled, state)
    if amount > 0:
        ask_for_money(zaak, work, filled, amount, reason=reason, letter=text, official=official)
        return None
    return outcomes.conclude(zaak, work, filled, outcome="verlenen", reason=reason, text=text, official=official)


def by_rule(zaak: Zaak, work: WorkItem, filled: Filled, state: State, *, reason: str) -> None:
    """Granted without an official: what they would have had to look into first need not be done."""
    Task.objects.filter(zaak=zaak, after=False, done_at__isnull=True).delete()
    grant(zaak, work, filled, state, reason=reason)


def ask_for_money(zaak: Zaak, work: WorkItem, filled: Filled, amount: Decimal, *, reason: str, letter: str, official: str) -> None:
    """The place is kept until the last day to pay; the resident is told."""
    payment, until = filled.plan.service.payment, rules.ends_on(clock.today(), filled.plan.service.payment.term)
    offer = places.keep(zaak, filled, reason=reason, letter=letter, official=official)
    asked = payments.request(
        owner=f"zaak:{zaak.id}", amount=amount, description=render_text(payment.description, filled.state.context), key=f"offer:{offer.id}"
    )
    offer.payment_id, offer.amount, offer.until = asked.id, asked.amount, until
    offer.save(update_fields=["payment_id", "amount", "until"])
    zaak.betalingsindicatie = "gedeeltelijk" if money.received(zaak) else "nog_niet"
    zaak.save(update_fields=["betalingsindicatie"])
    work.state = WorkItem.State.WACHT_OP_BETALING
    work.save()
    steps.set_deadline(zaak, work, until)
    outbox.announce(PaymentDue(zaak_id=zaak.id, payment_id=asked.id))
    audit.record("zaak.betaling_gevraagd", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"tot": until.isoformat()})
