"""What the law gives a person over what we hold: a copy of it, and its erasure."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from balie.kernel import audit
from balie.plans.models import Progress


def export_for(person_id: UUID) -> dict:
    """This room's part of an access request (AVG article 15): JSON-able, in Dutch names."""
    audit.record("inzageverzoek.stappenplannen", subject=person_id, purpose="Inzageverzoek", legal_basis="AVG artikel 15")
    rows = Progress.objects.filter(person_id=person_id).order_by("plan")
    kept = [{"plan": row.plan, "antwoorden": row.answers, "klaar": row.done, "gewijzigd": row.changed.isoformat()} for row in rows]
    return {"stappenplannen": kept}


@transaction.atomic
def erase(person_id: UUID) -> None:
    Progress.objects.filter(person_id=person_id).delete()
    audit.record("gewist.stappenplannen", subject=person_id, purpose="Verwijderverzoek", legal_basis="AVG artikel 17")
