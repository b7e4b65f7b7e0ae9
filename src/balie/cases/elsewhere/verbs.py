"""What officials do about handing over: try again now, or handle it here after all."""
from __future__ import annotations

from uuid import UUID

from django.db import transaction

from balie.applications import public as applications
from balie.cases import access, intake
from balie.cases.elsewhere import jobs
from balie.cases.filled import Filled
from balie.cases.models import Registration, WorkItem
from balie.cases.rules import Impossible
from balie.identity.public import OfficialView
from balie.kernel import audit, clock, outbox

State = Registration.State
HANDLE = "zaak.behandelen"


@transaction.atomic
def try_again(*, zaak_id: UUID, official: OfficialView) -> None:
    """At once. Raises `NotFound`, `NotAllowed`, `Impossible`."""
    access.locked_for_official(official, zaak_id, HANDLE)
    row = _held(zaak_id)
    if row.state not in (State.WAITING, State.REFUSED):
        raise Impossible("Deze zaak is al doorgegeven.")
    if row.busy_until and row.busy_until > clock.now():
        raise Impossible("Wij proberen het op dit moment al. Kijk over een paar minuten nog eens.")
    row.state, row.next_at, row.busy_until = State.WAITING, None, None
    row.save(update_fields=["state", "next_at", "busy_until"])
    outbox.defer(jobs.hand_over, registration_id=row.id)
    audit.record("zaak.doorgeven_opnieuw", object_ref=f"zaak:{zaak_id}")


@transaction.atomic
def take_back(*, zaak_id: UUID, official: OfficialView) -> None:
    """Handle it here, with the tasks that the service has. What is there already stays there. Raises `NotFound`, `NotAllowed`, `Impossible`."""
    zaak, work = access.locked_for_official(official, zaak_id, HANDLE)
    row = _held(zaak_id)
    if work is None:
        raise Impossible("Deze zaak is al klaar.")
    if row.to != "zgw" or row.state == State.HERE or work.state != WorkItem.State.ELDERS:
        raise Impossible("Deze zaak wordt hier al behandeld.")
    row.state, row.next_at = State.HERE, None
    row.save(update_fields=["state", "next_at"])
    work.state = WorkItem.State.NIEUW
    work.save()
    intake.make_tasks(zaak, work, Filled(applications.submitted(zaak.application_id)))
    audit.record("zaak.teruggehaald", object_ref=f"zaak:{zaak_id}", subject=zaak.person_id)


def _held(zaak_id: UUID) -> Registration:
    row = Registration.objects.select_for_update(of=("self",)).filter(zaak=zaak_id).first()
    if row is None:
        raise Impossible("Deze zaak hoeft niet te worden doorgegeven.")
    return row
