"""An official gives money back: part of it or all, also of a zaak that is closed."""
from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from balie.cases import access, rules, visits
from balie.identity.public import OfficialView
from balie.kernel import audit
from balie.payments import public as payments

REFUND = "betaling.terugbetalen"


@transaction.atomic
def refund(*, zaak_id: UUID, official: OfficialView, payment_id: UUID, amount: Decimal, reason: str, key: str) -> None:
    """The resident reads the reason. The same `key` gives it back once. Raises `NotFound`, `NotAllowed`, `Impossible`."""
    zaak, _ = access.locked_for_official(official, zaak_id, REFUND)
    if not reason.strip():
        raise rules.Impossible("Schrijf waarom u geld terugbetaalt. De inwoner leest dit.")
    owned = {each.id for some in payments.for_owners(visits.owners(zaak)).values() for each in some}
    if payment_id not in owned:
        raise rules.Impossible("Deze betaling hoort niet bij deze zaak.")
    try:
        payments.refund(payment_id=payment_id, amount=amount, reason=reason.strip(), key=f"zaak:{zaak.id}:{key}")
    except payments.NotRefundable as refused:
        raise rules.Impossible(str(refused)) from None
    audit.record("zaak.terugbetaald", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"bedrag": str(amount)})
