"""This room's part of the access request and of the erasure."""
from __future__ import annotations

from uuid import UUID

from balie.kernel import audit
from balie.registers.models import Toestemming
from balie.registers.queries import consents_of


def export_for(person_id: UUID) -> dict:
    """Every consent this person gave or refused (AVG article 15); JSON-able, in Dutch names."""
    return {
        "toestemmingen": [
            {
                "bron": one.source_name, "gegevens": list(one.fields), "doel": one.purpose, "grondslag": one.legal_basis,
                "gegeven": one.given, "moment": one.answered_at.isoformat(), "geldt_nog": one.active,
            }
            for one in consents_of(person_id)
        ]
    }


def erase(person_id: UUID) -> None:
    count, _ = Toestemming.objects.filter(subject=person_id).delete()
    audit.record("gewist.toestemmingen", subject=person_id, purpose="Verwijderverzoek", legal_basis="AVG artikel 17",
                 details={"aantal": count})
