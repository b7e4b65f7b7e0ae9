"""Filling in for somebody else, by a mandate: whose application it is, and who has a part in it."""
from __future__ import annotations

from uuid import UUID

from balie.applications.models import Application
from balie.applications.views import NotAllowed
from balie.catalogue import public as catalogue
from balie.identity import public as identity
from balie.identity.public import Resident

BASES = {"machtiging": "mandate", "gezag": "parent"}
ENDED = "U mag dit niet (meer) aanvragen voor een ander. Vraag om een nieuwe machtiging."


def on_behalf(application: Application, mandate_id: UUID, resident: Resident | None) -> None:
    """Make this new draft one of who gave the mandate. The server looks again whether it holds, for whom, and for this service."""
    mandate = identity.usable_mandate(mandate_id, receiver=resident.person_id, service=application.service) if resident else None
    if mandate is None or BASES[mandate.basis] not in catalogue.plan(application.version_id).service.represent:
        raise NotAllowed(ENDED)
    application.person_id, application.mandate_id = mandate.giver, mandate.id


def subject_of(application: Application, resident: Resident) -> UUID:
    """About whom registers are asked: who applies, who need not be who fills it in."""
    return application.person_id or resident.person_id


def applicants(application: Application) -> set[UUID]:
    """Who cannot agree as somebody else: who applies, and who filled it in for them."""
    found = {application.person_id, application.organisation_id}
    if application.mandate_id:
        found.add(identity.mandate_of(application.mandate_id).receiver)
    return found - {None}
