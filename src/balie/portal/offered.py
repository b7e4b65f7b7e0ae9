"""What this municipality can do online here and now: a service that needs what is switched off is not offered online.

Off is what the installation does not use at all (`kernel.egress.available`). A service that is merely down for a moment stays on offer:
its pages say so at the step that needs it.
"""
from __future__ import annotations

from collections.abc import Iterable

from balie.catalogue import public as catalogue
from balie.identity import public as identity
from balie.payments import public as payments
from balie.registers import public as registers


def means(wanted: Iterable[str]) -> list[str]:
    """Of these ways to log in, the ones that work here."""
    return [each for each in wanted if identity.provider_available(each)]


def online(card: catalogue.ServiceCard, resident: identity.Resident | None = None) -> bool:
    """Whether this service can be asked for online here, by anybody or by this one, who is logged in (perhaps at the counter)."""
    return not (
        (card.login and not means(card.login) and not (resident and resident.satisfies(card.login)))
        or (card.needs_payment and not payments.available())
        or any(not registers.available(source) for source in card.required_sources)
    )


def how(card: catalogue.ServiceCard) -> str:
    """`direct`, `deels` or `nee`, as the service promises it and this municipality can keep it."""
    return card.online if online(card) else "nee"
