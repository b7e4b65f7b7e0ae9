"""Travel documents: which passports and identity cards somebody has.

The basisregister has no public API; this speaks the one of docs/reference/demo-town.md: `POST documenten` with a BSN in the body.
"""
from __future__ import annotations

from django.conf import settings

from balie.registers.http import call


class ReisdocumentenRegister:
    """Kind "register", name "reisdocumenten"."""

    def documents(self, bsn: str) -> list[dict]:
        """Raises `RegisterUnavailable`."""
        answer = call(
            "reisdocumenten", "POST", "documenten", headers={"X-Api-Key": settings.BALIE.reisdocumenten_api_key},
            json={"burgerservicenummer": bsn},
        )
        return answer.get("documenten") or []


def facts_of(documents: list[dict], *, today: str) -> list[dict]:
    """The fact `documenten`: latest end date first. `status`: geldig | verlopen | vermist | ingehouden, on `today` (ISO)."""
    facts = [
        {
            "soort": one.get("soort") or "", "nummer": one.get("documentnummer") or "", "geldig_tot": one.get("datumEindeGeldigheid"),
            "status": _status(one, today),
        }
        for one in documents
    ]
    return sorted(facts, key=lambda one: one["geldig_tot"] or "", reverse=True)


def _status(one: dict, today: str) -> str:
    """A document that is valid according to the register has still expired when its last day has passed."""
    status, ends = one.get("status") or "geldig", one.get("datumEindeGeldigheid")
    return "verlopen" if status == "geldig" and ends and ends < today else status
