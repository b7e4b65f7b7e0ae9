"""RDW: vehicles (open data "Gekentekende voertuigen", m9d7-ebf2), and whether one is in somebody's name."""
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


def compact(kenteken: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", kenteken).upper()


def facts_of(vehicle: dict | None, kenteken: str, *, bsn: str = "") -> dict | None:
    """The fact `voertuig`; None when it is not known. `op_naam` is None where the register does not say whose it is."""
    if vehicle is None:
        return None
    holder = vehicle.get("burgerservicenummer_houder")
    return {
        "kenteken": compact(vehicle.get("kenteken") or kenteken), "merk": (vehicle.get("merk") or "").title(),
        "handelsbenaming": (vehicle.get("handelsbenaming") or "").title(), "soort": vehicle.get("voertuigsoort") or "",
        "op_naam": holder == bsn if holder else None,
    }
