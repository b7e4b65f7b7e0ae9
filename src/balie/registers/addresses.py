"""Addresses: looking one up in the BAG, and how many people are registered there."""
from __future__ import annotations

import hashlib
import re

from django.core.cache import cache

from balie.kernel import audit, plugins, tenancy
from balie.registers.bag import clean_postcode
from balie.registers.views import Address

KEPT_SECONDS = 600


def find_address(*, postcode: str, huisnummer: int | str, huisletter: str = "", toevoeging: str = "") -> list[Address]:
    """Addresses with this postcode and number; [] when there is none or the input is no postcode and number.

    "12 a" as number is read as 12 with letter A, "12-2" as 12 with addition 2. Raises `RegisterUnavailable`. Remembered for a while: while
    somebody fills in a page it is drawn again and again.
    """
    read = re.fullmatch(r"\s*(\d{1,5})\s*([A-Za-z])?\s*(?:[-\s/]?\s*([0-9A-Za-z]{1,4}))?\s*", str(huisnummer))
    postcode = clean_postcode(postcode)
    if not read or not postcode:
        return []
    number, letter, addition = read.groups()
    asked = {"postcode": postcode, "huisnummer": int(number), "huisletter": (huisletter or letter or "").upper(),
             "toevoeging": toevoeging or addition or ""}
    key = f"bag:{tenancy.current_id()}:{hashlib.sha256(repr(sorted(asked.items())).encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = plugins.get("register", "bag").find(**asked)
        cache.set(key, found, KEPT_SECONDS)
    return list(found)


def residents_at(bag_id: str, *, purpose: str = "Kijken of er al iemand woont op een adres", owner: str = "") -> int:
    """How many living people are registered at this adresseerbaar object; the number alone leaves this function."""
    if not re.fullmatch(r"\d{16}", bag_id):
        return 0
    audit.record("register.adres_bevraagd", object_ref=owner, purpose=purpose, legal_basis="Wet BRP artikel 3.5", details={"bron": "brp"})
    return len(plugins.get("register", "brp").residents_at(bag_id, ["burgerservicenummer"]))
