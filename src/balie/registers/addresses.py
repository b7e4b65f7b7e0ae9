"""Addresses: looking one up in the BAG, and how many people are registered there."""
from __future__ import annotations

import re

from balie.kernel import audit, plugins
from balie.registers.bag import clean_postcode
from balie.registers.views import Address


def find_address(*, postcode: str, huisnummer: int | str, huisletter: str = "", toevoeging: str = "") -> list[Address]:
    """Addresses with this postcode and number; [] when there is none or the input is no postcode and number.

    "12 a" as number is read as 12 with letter A, "12-2" as 12 with addition 2. Raises `RegisterUnavailable`.
    """
    read = re.fullmatch(r"\s*(\d{1,5})\s*([A-Za-z])?\s*(?:[-\s/]?\s*([0-9A-Za-z]{1,4}))?\s*", str(huisnummer))
    postcode = clean_postcode(postcode)
    if not read or not postcode:
        return []
    number, letter, addition = read.groups()
    return plugins.get("register", "bag").find(
        postcode=postcode, huisnummer=int(number), huisletter=(huisletter or letter or "").upper(), toevoeging=toevoeging or addition or "",
    )


def residents_at(bag_id: str, *, purpose: str = "Kijken of er al iemand woont op een adres", owner: str = "") -> int:
    """How many living people are registered at this adresseerbaar object; the number alone leaves this function."""
    if not re.fullmatch(r"\d{16}", bag_id):
        return 0
    audit.record("register.adres_bevraagd", object_ref=owner, purpose=purpose, legal_basis="Wet BRP artikel 3.5", details={"bron": "brp"})
    return len(plugins.get("register", "brp").residents_at(bag_id, ["burgerservicenummer"]))
