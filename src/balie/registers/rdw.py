"""RDW: vehicles (open data "Gekentekende voertuigen", m9d7-ebf2), and whether one is in somebody's name (yes or no, never whose)."""
from __future__ import annotations

import re

from balie.registers.http import call

DATASET = "m9d7-ebf2.json"


class RdwRegister:
    """Kind "register", name "rdw"."""

    def vehicle(self, kenteken: str) -> dict | None:
        """As the RDW gives it, or None when it does not know the number plate. Raises `RegisterUnavailable`."""
        found = call("rdw", "GET", DATASET, params={"kenteken": compact(kenteken)})
        return found[0] if isinstance(found, list) and found else None

    def in_name_of(self, kenteken: str, bsn: str) -> bool | None:
        """Whether this vehicle is in this person's name; None when the RDW does not know it. Raises `RegisterUnavailable`."""
        answer = call("rdw", "POST", "tenaamstelling", json={"kenteken": compact(kenteken), "burgerservicenummer": bsn})
        return answer.get("op_naam")


def compact(kenteken: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", kenteken).upper()


def facts_of(vehicle: dict | None, *, op_naam: bool | None) -> dict | None:
    """The fact `voertuig`; None when the number plate is not known."""
    if vehicle is None:
        return None
    return {
        "kenteken": vehicle["kenteken"], "merk": (vehicle.get("merk") or "").title(),
        "handelsbenaming": (vehicle.get("handelsbenaming") or "").title(), "soort": vehicle.get("voertuigsoort") or "", "op_naam": op_naam,
    }
