"""What officials see of a zaak in their queue, whoever puts it there."""
from __future__ import annotations

from typing import Any

from balie.cases import rules
from balie.cases.models import Zaak
from balie.identity import public as identity


def columns(zaak: Zaak) -> dict[str, Any]:
    """Of its `WorkItem`, as far as the zaak itself says them."""
    who = zaak.organisation_id or zaak.person_id
    return {
        "kenmerk": zaak.identificatie, "title": zaak.omschrijving, "service": zaak.zaaktype.identificatie,
        "applicant": (identity.name_of(who) if who else "")[:200], "confidentiality": rules.LEVELS.index(zaak.vertrouwelijkheidaanduiding),
        "deadline": zaak.uiterlijke_einddatum_afdoening,
    }
