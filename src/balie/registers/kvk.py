"""KvK: what the trade register says of an organisation and of its branches (API Basisprofiel v1)."""
from __future__ import annotations

from django.conf import settings
from django.core.cache import cache

from balie.kernel import plugins, tenancy
from balie.registers.http import call
from balie.registers.views import Branch

KEPT_SECONDS, UNASKED = 600, object()


class KvkRegister:
    """Kind "register", name "kvk"."""

    def organisation(self, kvk_nummer: str) -> dict | None:
        """As the KvK gives it, or None when it does not know the number. Raises `RegisterUnavailable`."""
        return call("kvk", "GET", f"basisprofielen/{kvk_nummer}", headers={"apikey": settings.BALIE.kvk_api_key}) or None

    def branches(self, kvk_nummer: str) -> list[dict] | None:
        """Its vestigingen as the KvK gives them, or None when it does not know the number. Raises `RegisterUnavailable`."""
        found = call("kvk", "GET", f"basisprofielen/{kvk_nummer}/vestigingen", headers={"apikey": settings.BALIE.kvk_api_key})
        return list(found.get("vestigingen") or ()) if found else None


def find_branches(kvk_nummer: str) -> tuple[Branch, ...] | None:
    """The branches of a company, the main one first; None when the register does not know the number. Raises `RegisterUnavailable`.

    Remembered for a while: while somebody fills in a page it is drawn again and again.
    """
    key = f"kvk-branches:{tenancy.current_id()}:{kvk_nummer}"
    found = cache.get(key, UNASKED)
    if found is UNASKED:
        found = plugins.get("register", "kvk").branches(kvk_nummer)
        cache.set(key, found, KEPT_SECONDS)
    return None if found is None else tuple(sorted((_branch(one) for one in found), key=lambda one: not one.main))


def _branch(one: dict) -> Branch:
    """A shielded address is not shown."""
    place = next((each for each in one.get("adressen") or () if each.get("type") == "bezoekadres"), {})
    shielded = "Ja" in (one.get("indAdresAfgeschermd"), place.get("indAfgeschermd"))
    return Branch(
        number=one.get("vestigingsnummer") or "", name=one.get("eersteHandelsnaam") or "", main=one.get("indHoofdvestiging") == "Ja",
        address="" if shielded else " ".join((one.get("volledigAdres") or place.get("volledigAdres") or "").split()),
    )


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
