"""KvK: what the trade register says of an organisation (API Basisprofiel v1)."""
from __future__ import annotations

from django.conf import settings

from balie.registers.http import call


class KvkRegister:
    """Kind "register", name "kvk"."""

    def organisation(self, kvk_nummer: str) -> dict | None:
        """As the KvK gives it, or None when it does not know the number. Raises `RegisterUnavailable`."""
        return call("kvk", "GET", f"basisprofielen/{kvk_nummer}", headers={"apikey": settings.BALIE.kvk_api_key}) or None


def facts_of(one: dict | None) -> dict | None:
    """The fact `organisatie`: naam, kvk_nummer, vestigingsnummer, rechtsvorm, activiteiten, adres; None when it is not known."""
    if one is None:
        return None
    main = (one.get("_embedded") or {}).get("hoofdvestiging") or {}
    owner = (one.get("_embedded") or {}).get("eigenaar") or {}
    visit = next((place for place in main.get("adressen") or () if place.get("type") == "bezoekadres"), None)
    return {
        "naam": one.get("naam") or main.get("eersteHandelsnaam") or "", "kvk_nummer": one.get("kvkNummer"),
        "rechtsvorm": owner.get("rechtsvorm") or "", "vestigingsnummer": main.get("vestigingsnummer") or "",
        "activiteiten": [activity.get("sbiOmschrijving") or "" for activity in one.get("sbiActiviteiten") or ()],
        "adres": visit and {
            "straat": visit.get("straatnaam") or "", "huisnummer": visit.get("huisnummer"), "huisletter": visit.get("huisletter") or "",
            "toevoeging": visit.get("huisnummerToevoeging") or "", "postcode": visit.get("postcode") or "",
            "woonplaats": visit.get("plaats") or "", "bag_id": "",
        },
    }
