"""What the law gives a person over what we hold: a copy of it, and its erasure."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from balie.kernel import audit

from . import rules
from .models import Appointment
from .queries import for_person


def export_for(person_id: UUID) -> dict:
    """This room's part of an access request (AVG article 15): JSON-able, in Dutch names."""
    audit.record("inzageverzoek.afspraken", subject=person_id, purpose="Inzageverzoek", legal_basis="AVG artikel 15")
    return {
        "afspraken": [
            {"moment": one.start.isoformat(), "waarvoor": one.product_name, "waar": one.location.name, "stand": one.status_name,
             "uitgereikt": one.handed_out_what, "uitgereikt_op": one.handed_out_at and one.handed_out_at.isoformat()}
            for one in for_person(person_id)
        ],
    }


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Give back what is still to come and forget whose the others were."""
    rows = Appointment.objects.filter(person_id=person_id)
    rows.filter(status__in=rules.TO_COME).update(status="afgezegd")
    rows.update(person_id=None, handed_out_what="", identity_checked_with="")
    audit.record("gewist.afspraken", subject=person_id, purpose="Verwijderverzoek", legal_basis="AVG artikel 17")
