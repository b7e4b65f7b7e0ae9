"""What officials do about messages that did not arrive, and tidying up what has been delivered."""
from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from balie.identity.public import OfficialView
from balie.kernel import audit, clock, outbox
from balie.zgw.audittrail.recording import told
from balie.zgw.errors import Forbidden, NotFound
from balie.zgw.models import Abonnement, Bezorging, Wijziging
from balie.zgw.notificaties import jobs

State = Bezorging.State
PERMISSION = "koppelingen.beheren"
KEEP = timedelta(days=7)
OPEN = (State.WAITING, State.DEAD)


@transaction.atomic
def resend(*, abonnement_id: UUID, official: OfficialView, bezorging_id: UUID | None = None) -> int:
    """What stopped goes out again, at once and in order: one message, or all of this subscriber. Returns how many. Raises `NotFound`, `Forbidden`."""
    row = _locked(abonnement_id, official)
    again = _of(row, bezorging_id, State.DEAD).update(state=State.WAITING, next_at=clock.now(), created=clock.now(), attempts=0)
    Bezorging.objects.filter(abonnement=row, state=State.WAITING).update(next_at=clock.now())
    row.paused_until, row.failures, row.failing_since = None, 0, None
    row.save(update_fields=["paused_until", "failures", "failing_since"])
    outbox.defer(jobs.deliver, abonnement_id=row.id)
    audit.record("notificatie.opnieuw", object_ref=f"abonnement:{row.id}", details={"aantal": again})
    return again


@transaction.atomic
def drop(*, abonnement_id: UUID, official: OfficialView, bezorging_id: UUID | None = None) -> int:
    """What stopped is not sent any more. Returns how many. Raises `NotFound`, `Forbidden`."""
    row = _locked(abonnement_id, official)
    gone = _of(row, bezorging_id, State.DEAD).update(state=State.DROPPED, delivered_at=clock.now())
    audit.record("notificatie.vervallen", object_ref=f"abonnement:{row.id}", details={"aantal": gone})
    return gone


def _locked(abonnement_id: UUID, official: OfficialView) -> Abonnement:
    if not official.can(PERMISSION):
        raise Forbidden()
    row = Abonnement.objects.select_for_update().filter(pk=abonnement_id).first()
    if row is None:
        raise NotFound()
    return row


def _of(row: Abonnement, bezorging_id: UUID | None, state: str):
    rows = Bezorging.objects.filter(abonnement=row, state=state)
    if bezorging_id is None:
        return rows
    found = rows.filter(pk=bezorging_id)
    if not found.exists():
        raise NotFound()
    return found


@transaction.atomic
def tidy() -> None:
    """What was delivered is kept for a week; what is in no trail goes when everybody has been told."""
    late = clock.now() - KEEP
    Bezorging.objects.filter(state__in=(State.DELIVERED, State.DROPPED), delivered_at__lt=late).delete()
    told(Wijziging.objects.filter(forgotten=True)).delete()
    unfinished = Bezorging.objects.filter(wijziging=OuterRef("pk"))
    Wijziging.objects.filter(bron="", distributed__lt=late).exclude(Exists(unfinished)).delete()
