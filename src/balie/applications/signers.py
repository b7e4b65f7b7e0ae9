"""Who agrees: whether the signer is registered at the address that the service names. The BRP is asked before any row is locked."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from balie.applications import access, rules
from balie.applications.evaluation import cosign_rule, state_of
from balie.applications.models import Application, Cosigner
from balie.applications.representing import applicants
from balie.identity.public import Resident
from balie.registers import public as registers

ADDRESS = "persoon.adres"


def lives_there(*, token: str, resident: Resident) -> bool | None:
    """None: the service does not ask, this resident may not sign, or the BRP cannot tell. The look is on record for the signer."""
    with transaction.atomic():
        cosigner = access.cosign_for(token)
        needed = cosign_rule(cosigner).lives_at
        if needed is None or not _may_answer(cosigner, resident):
            return None
        wanted = _bag_id(cosigner.application, needed.address)
        ask = registers.Ask(source="brp", fields=(ADDRESS,), purpose=needed.purpose, legal_basis=needed.legal_basis)
        owner = f"application:{cosigner.application_id}"
        registers.give(person_id=resident.person_id, owner=owner, asks=[ask])
    with transaction.atomic():
        said = registers.fetch_facts(person_id=resident.person_id, sources=[ask.source], owner=owner)
    if ADDRESS in said.in_onderzoek:
        return None
    return rules.lives_at((said.values.get("persoon") or {}).get("adres"), wanted)


def _may_answer(cosigner: Cosigner, resident: Resident) -> bool:
    application = cosigner.application
    return application.status == Application.Status.SIGNING and cosigner.status == Cosigner.Status.ASKED and rules.may_sign(
        cosigner_person=cosigner.person_id, signer=resident.person_id, kind=resident.kind, applicants=applicants(application)
    )


def _bag_id(application: Application, path: str) -> str:
    value: Any = state_of(application).values
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return str(value.get("bag_id") or "") if isinstance(value, Mapping) else ""
