"""Who changed something: an application, and the person behind it as far as it says."""
from __future__ import annotations

from dataclasses import dataclass

from balie.kernel import audit


@dataclass(frozen=True, slots=True)
class Actor:
    """`applicatie_*` and `gebruikers_*` as the token has them. `toelichting`: why, of the header X-Audit-Toelichting."""

    applicatie_id: str = ""
    applicatie_weergave: str = ""
    gebruikers_id: str = ""
    gebruikers_weergave: str = ""
    toelichting: str = ""


BALIE = Actor("balie", "Balie")
STAFF = "medewerker"


def here(*, toelichting: str = "") -> Actor:
    """Whoever uses the pages of Balie now. A resident is not named: other systems read this trail, and the zaak says who its people are."""
    who = audit.current_actor()
    known = who.kind == STAFF
    return Actor("balie", "Balie", who.id if known else who.kind, who.name if known else who.kind.capitalize(), toelichting)
