"""Look-ups elsewhere for a draft: asked before what hangs on them is kept, and again when it is sent. Never inside a transaction.

What comes back is a fact like those of registers, marked with what was asked: an answer to other questions than the draft now holds is
dropped by whoever keeps it.
"""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from balie.applications import access, own, rules
from balie.applications.evaluation import plan_of, state_of
from balie.applications.models import Application
from balie.applications.views import ApplicationView
from balie.forms.public import Inquiry, Plan, State, due_lookups, read_lookup, reevaluate, settled_lookups, told
from balie.identity.public import Resident
from balie.kernel import audit, clock, limits
from balie.registers import public as registers


def look_up(view: ApplicationView, *, page: str) -> dict[str, Any]:
    """For a draft as it would be with what was posted on this page: what is to be kept with it."""
    return looked_up(view.id, view.plan, view.state, view.facts, page=page)


def looked_up(
    application_id: UUID, plan: Plan, state: State, facts: Mapping[str, Any], *, page: str = "", now: datetime | None = None
) -> dict[str, Any]:
    """The facts of look-ups that are to be asked in this state; one may ask with what another found."""
    found, done = settled_lookups(plan, state, facts), set[str]()
    while asked := due_lookups(plan, state, found, page=page, now=now, done=done):
        done |= {each.name for each in asked}
        found = {**found, **{each.name: _answer(application_id, each) for each in asked}}
        state = reevaluate(state, state.memory.answers, found)
        found = settled_lookups(plan, state, found)
    return {name: found[name] for name in done if name in found}


def _answer(application_id: UUID, inquiry: Inquiry) -> dict[str, Any]:
    if limits.too_often("lookup", str(application_id), most=rules.LOOKUPS_AN_HOUR, seconds=3600):
        return told(inquiry, None, clock.now())
    values = registers.consult(
        connection=inquiry.connection, parameters=inquiry.parameters, mark=inquiry.mark, keep=inquiry.part.stays_good,
        read=lambda data: read_lookup(inquiry.part, data), path=inquiry.path, body=inquiry.body,
    )
    return told(inquiry, values, clock.now())


def keep(application: Application, plan: Plan, state: State, fresh: Mapping[str, Any]) -> State:
    """With what was looked up, and without what belongs to other answers. The caller holds the row, and saves it."""
    if not plan.lookups:
        return state
    mine = {name: value for name, value in fresh.items() if name in plan.lookups}
    application.facts = settled_lookups(plan, state, {**application.facts, **mine})
    after = state_of(application, plan, state)
    return after if settled_lookups(plan, after, application.facts) == application.facts else keep(application, plan, after, {})


def moved(application: Application, old: Plan, plan: Plan) -> None:
    """To another version of the service: what it would not ask in the same way is dropped, and looked up anew at the next step."""
    application.facts = {name: value for name, value in application.facts.items() if name not in old.lookups or name in plan.lookups}
    if plan.lookups:
        keep(application, plan, state_of(application, plan), {})


def pending(application: Application, plan: Plan, state: State) -> bool:
    """Whether an answer is still to be looked up, or belongs to other answers."""
    return bool(plan.lookups) and bool(
        due_lookups(plan, state, application.facts) or settled_lookups(plan, state, application.facts) != application.facts
    )


def refresh(*, application_id: UUID, resident: Resident | None, token: str = "", sending: bool = False) -> bool:
    """Look up what these answers and facts call for; when `sending`, also again what failed or is old. True: by that, what is to be paid or
    what is decided is no longer what the applicant saw."""
    mine = {"application_id": application_id, "resident": resident, "token": token}
    with transaction.atomic():
        application = access.application_for(**mine)
        plan = plan_of(application)
        if application.status != Application.Status.CONCEPT or not plan.lookups:
            return False
        state = state_of(application, plan)
    fresh = looked_up(application.pk, plan, state, application.facts, now=clock.now() if sending else None)
    if not fresh and not pending(application, plan, state):
        return False
    with transaction.atomic():
        application = access.application_for(**mine, lock=True)
        if application.status != Application.Status.CONCEPT:
            return False
        plan = plan_of(application)
        before = state_of(application, plan)
        after = keep(application, plan, before, fresh)
        application.save(update_fields=["facts"])
        recorded(application, fresh)
        return own.promised(before) != own.promised(after)


def recorded(application: Application, fresh: Mapping[str, Any]) -> None:
    if fresh:
        audit.record("aanvraag.opgezocht", object_ref=f"application:{application.pk}", subject=application.person_id,
                     details={"opzoekingen": sorted(fresh)})
