"""Travel documents: which passports and identity cards somebody has."""
from __future__ import annotations

from django.conf import settings

from balie.registers.http import call

FIELDS = ["reisdocumentnummer", "soort", "datumEindeGeldigheid", "inhoudingOfVermissing"]


class ReisdocumentenRegister:
    """Kind "register", name "reisdocumenten" (Haal Centraal Reisdocumenten bevragen 2)."""

    def documents(self, bsn: str) -> list[dict]:
        """Raises `RegisterUnavailable`."""
        answer = call(
            "reisdocumenten", "POST", "reisdocumenten", headers={"X-API-KEY": settings.BALIE.reisdocumenten_api_key},
            json={"type": "ZoekMetBurgerservicenummer", "burgerservicenummer": bsn, "fields": FIELDS},
        )
        return answer.get("reisdocumenten") or []


def facts_of(documents: list[dict], *, today: str) -> list[dict]:
    """The fact `documenten`: newest end date first. `status`: geldig | verlopen | vermist | ingehouden."""
    facts = [
        {
            "soort": (one.get("soort") or {}).get("omschrijving") or "", "nummer": one.get("reisdocumentnummer") or "",
            "geldig_tot": (one.get("datumEindeGeldigheid") or {}).get("datum"), "status": _status(one, today),
        }
        for one in documents
    ]
    return sorted(facts, key=lambda one: one["geldig_tot"] or "", reverse=True)


def _status(one: dict, today: str) -> str:
    gone = one.get("inhoudingOfVermissing") or {}
    what = (gone.get("aanduiding") or gone).get("omschrijving", "").lower()
    if "vermis" in what or "van rechtswege" in what:
        return "vermist"
    if what:
        return "ingehouden"
    ends = (one.get("datumEindeGeldigheid") or {}).get("datum")
    return "verlopen" if ends and ends < today else "geldig"
