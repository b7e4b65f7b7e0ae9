"""What our own registration says about a draft ("eigen"): it changes while somebody fills in a form, so it is asked again when it is sent."""
from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from balie.applications import access, rules
from balie.applications.evaluation import plan_of, state_of
from balie.applications.models import Application
from balie.applications.representing import subject_of
from balie.forms.public import State
from balie.identity.public import Resident
from balie.kernel import clock
from balie.registers import public as registers

OWN = "eigen"


def parameters(service: str, facts: Mapping[str, Any], pool: str) -> dict[str, str] | None:
    """What our own registration needs besides the person; None: we do not know the address yet."""
    address = (facts.get("persoon") or {}).get("adres")
    return {"service": service, "adres": json.dumps(address), "plaatsen": pool} if address else None


@transaction.atomic
def refresh(*, application_id: UUID, resident: Resident | None, token: str = "") -> bool:
    """Ask again what we have ourselves. True: by that, what is to be paid or what is decided is no longer what the applicant saw."""
    application = access.application_for(application_id, resident=resident, token=token, lock=True)
    if application.status != Application.Status.CONCEPT or application.fact_sources.get(OWN, "geweigerd") == "geweigerd":
        return False
    before = state_of(application)
    needed = parameters(application.service, application.facts, before.pool)
    if needed is None or resident is None:
        return False
    said = registers.fetch_facts(
        person_id=subject_of(application, resident), sources=[OWN], owner=f"application:{application.pk}", parameters={OWN: needed}
    )
    application.facts = rules.stored_facts(application.facts, said.values)
    application.fact_sources = {**application.fact_sources, OWN: clock.now().isoformat()}
    application.save(update_fields=["facts", "fact_sources"])
    return promised(before) != promised(state_of(application, plan_of(application)))


def promised(state: State) -> tuple:
    """What the applicant was told: what it costs and what is decided."""
    return state.total, state.later, state.decision and (state.decision.row, state.decision.outcome), state.stop
