"""Asking the BRP: POST /personen of Haal Centraal BRP Personen bevragen 2.7."""
from __future__ import annotations

from django.conf import settings

from balie.registers.http import call
from balie.registers.views import NotKnown

MAX_AT_ONCE = 20  # RaadpleegMetBurgerservicenummer takes at most 20 numbers
LIMITED = ["burgerservicenummer", "naam.volledigeNaam", "geboorte.datum", "adressering.adresregel1", "adressering.adresregel2"]


class BrpRegister:
    """Kind "register", name "brp"."""

    def person(self, bsn: str, fields: list[str]) -> dict:
        """One person. Raises `RegisterUnavailable`, `NotKnown`."""
        found = self.people([bsn], fields)
        if not found:
            raise NotKnown("Wij kunnen u niet vinden in de Basisregistratie Personen (BRP). Neem contact met ons op.")
        return found[0]

    def people(self, bsns: list[str], fields: list[str]) -> list[dict]:
        found = []
        for start in range(0, len(bsns), MAX_AT_ONCE):
            found += self._ask(
                {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": bsns[start:start + MAX_AT_ONCE], "fields": fields}
            )
        return found

    def residents_at(self, bag_id: str, fields: list[str] | None = None) -> list[dict]:
        """People registered at this adresseerbaar object; the BRP leaves out who died."""
        return self._ask({
            "type": "ZoekMetAdresseerbaarObjectIdentificatie", "adresseerbaarObjectIdentificatie": bag_id, "fields": fields or LIMITED,
        })

    def search(self, *, geslachtsnaam: str = "", geboortedatum: str = "", postcode: str = "", huisnummer: int | None = None) -> list[dict]:
        """By name and date of birth, or by postcode and number (for officials)."""
        if geslachtsnaam and geboortedatum:
            query = {"type": "ZoekMetGeslachtsnaamEnGeboortedatum", "geslachtsnaam": geslachtsnaam, "geboortedatum": geboortedatum}
        elif postcode and huisnummer:
            query = {"type": "ZoekMetPostcodeEnHuisnummer", "postcode": postcode, "huisnummer": huisnummer}
        else:
            raise ValueError("Search by name and date of birth, or by postcode and number.")
        return self._ask(query | {"fields": LIMITED})

    def _ask(self, query: dict) -> list[dict]:
        return call("brp", "POST", "personen", json=query, headers={"X-API-KEY": settings.BALIE.brp_api_key}).get("personen") or []
