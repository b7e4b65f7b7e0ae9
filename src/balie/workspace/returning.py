"""Giving money of a zaak back: a POST like every other verb."""
from __future__ import annotations

from decimal import Decimal, InvalidOperation
from uuid import UUID

from balie.cases import public as cases
from balie.kernel import money
from balie.kernel.ids import new_token
from balie.workspace.verbs import verb
from balie.workspace.words import Typed


@verb("betaling.terugbetalen", "terugbetaald", field="bedrag", at="#betalingen")
def refund(request, id, payment: UUID):
    reason = request.POST.get("waarom", "")
    if not reason.strip():
        raise Typed("waarom", "Schrijf waarom u geld terugbetaalt. De inwoner leest dit.")
    cases.refund(
        zaak_id=id, official=request.official, payment_id=payment, amount=amount(request.POST.get("bedrag", "")), reason=reason,
        key=request.POST.get("sleutel", "")[:60] or new_token(),
    )


def amount(text: str) -> Decimal:
    """As typed: 12,50 or 1.234,50 or 12."""
    plain = text.replace("€", "").replace("\u00a0", "").replace(" ", "")
    plain = plain.replace(".", "").replace(",", ".") if "," in plain else plain
    try:
        found = Decimal(plain)
        return money.amount(found)
    except (InvalidOperation, ValueError):
        raise Typed("bedrag", "Vul een bedrag in, bijvoorbeeld 12,50.") from None
