"""What the law gives a person over what we hold: a copy of it, and its erasure."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from balie.kernel import audit

from .models import Delivery, Message

ERASED = "(gewist)"


def export_for(person_id: UUID) -> dict:
    """This room's part of an access request (AVG article 15): JSON-able, in Dutch names."""
    audit.record("inzageverzoek.berichten", subject=person_id, purpose="Inzageverzoek", legal_basis="AVG artikel 15")
    return {
        "berichten": [
            {"moment": row.created.isoformat(), "richting": row.direction, "onderwerp": row.subject, "tekst": row.body,
             "gelezen": row.read_at and row.read_at.isoformat()}
            for row in Message.objects.filter(person_id=person_id).order_by("created", "id")
        ],
        "verzendingen": [
            {"moment": row.created.isoformat(), "kanaal": row.channel, "adres": row.masked, "onderwerp": row.subject, "staat": row.state}
            for row in Delivery.objects.filter(recipient=str(person_id)).defer("address", "content").order_by("created", "id")
        ],
    }


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Wipe what was said and where it was sent. The rows stay, so that nothing is ever told a second time."""
    Message.objects.filter(person_id=person_id).update(subject=ERASED, body="", author="", attachments=[])
    found = Delivery.objects.filter(recipient=str(person_id))
    found.filter(state="wacht").update(state="mislukt", reason="gewist")
    found.update(address=b"", masked="", subject=ERASED, content=None)
    audit.record("gewist.berichten", subject=person_id, purpose="Verwijderverzoek", legal_basis="AVG artikel 17")
