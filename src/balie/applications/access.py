"""The only way to get an application on behalf of somebody: its person, who has their mandate, its organisation, or the holder of its token."""
from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from balie.applications.models import Application, Cosigner
from balie.applications.rules import hashed
from balie.applications.views import NotFound
from balie.identity.public import Resident, mandates_in_force


def visible_to(resident: Resident | None, token: str = "") -> Q:
    """Condition on Application: the rows of this resident or of this visitor's token; nobody's without either.

    What somebody filled in for another is theirs to see as long as the mandate holds, and not a day longer.
    """
    mine = Q(pk__in=[])
    if resident is not None and resident.kind == "organisatie":
        mine |= Q(organisation_id=resident.person_id)
    elif resident is not None:
        mine |= Q(person_id=resident.person_id) | Q(mandates_in_force(resident.person_id))
    if token:
        mine |= Q(holder=hashed(token), person_id=None, organisation_id=None)
    return mine


def application_for(application_id: UUID, *, resident: Resident | None, token: str = "", lock: bool = False) -> Application:
    rows = Application.objects.select_for_update() if lock else Application.objects
    found = rows.filter(visible_to(resident, token), pk=application_id).first()
    if found is None:
        raise NotFound("Deze aanvraag is er niet, of is niet van u.")
    return found


def cosign_for(token: str, *, lock: bool = False) -> Cosigner:
    """By the token of the invitation; who may sign is checked when signing."""
    rows = Cosigner.objects.select_for_update(of=("self",)) if lock else Cosigner.objects
    found = rows.select_related("application").filter(token=token).first() if token else None
    if found is None:
        raise NotFound("Deze vraag om akkoord is er niet meer.")
    return found
