"""What the law gives a person over what we hold: a copy of it, and its erasure."""
from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from balie.identity.mandates import end_mandates_of
from balie.identity.models import AssistedSession, ContactDetails, LoginEvent, Mandate, Organisation, Person
from balie.kernel import audit, clock


def export_for(person_id: UUID) -> dict:
    """This room's part of an access request (AVG article 15): JSON-able, in Dutch names. The BSN itself is not written out."""
    audit.record("inzageverzoek.identiteit", subject=person_id, purpose="Inzageverzoek", legal_basis="AVG artikel 15")
    contact = ContactDetails.objects.filter(subject=person_id).first()
    person = Person.objects.filter(id=person_id).first() or Organisation.objects.filter(id=person_id).first()
    return {
        "naam": person.name if person else "",
        "bekend_sinds": person.created.isoformat() if person else None,
        "burgerservicenummer": "versleuteld bewaard" if isinstance(person, Person) and person.erased is None else None,
        "contact": contact and {
            "e-mail": contact.email, "telefoon": contact.phone, "taal": contact.language, "via_e-mail": contact.by_email,
            "via_sms": contact.by_sms, "via_post": contact.by_post,
        },
        "inloggen": [
            {"moment": row.at.isoformat(), "via": row.via, "niveau": row.loa}
            for row in LoginEvent.objects.filter(subject=person_id).order_by("at")
        ],
        "machtigingen": [
            {"van": row.giver_name, "aan": row.receiver_name, "diensten": row.services, "gegeven": row.given.isoformat(),
             "tot_en_met": row.until.isoformat(), "beeindigd": row.ended and row.ended.isoformat()}
            for row in Mandate.objects.filter(Q(giver_id=person_id) | Q(receiver_id=person_id)).order_by("given")
        ],
        "hulp_aan_de_balie": [
            {"moment": row.started.isoformat(), "reden": row.reason, "identiteitsbewijs": row.document_kind}
            for row in AssistedSession.objects.filter(subject=person_id).order_by("started")
        ],
    }


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Forget who this is. The random id stays, so that what other rooms must keep still belongs to somebody; nobody can tell whom."""
    from balie.identity.sessions import sign_out_everywhere

    sign_out_everywhere(person_id)
    ContactDetails.objects.filter(subject=person_id).delete()
    LoginEvent.objects.filter(subject=person_id).delete()
    end_mandates_of(person_id)
    AssistedSession.objects.filter(subject=person_id).update(reason="", document_kind="")
    Person.objects.filter(id=person_id).update(
        name="", bsn_sealed=b"", bsn_fingerprint=b"erased:" + person_id.bytes, key_version="", erased=clock.now()
    )
    audit.record("gewist.identiteit", subject=person_id, purpose="Verwijderverzoek", legal_basis="AVG artikel 17")
