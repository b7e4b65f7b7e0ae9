"""Bringing a delivery: never twice, never lost.

`wacht` → `bezig` commits before anything is sent, so that a second worker, a retried job or a restart finds it taken. Then it is sent; then
`verstuurd` commits. Whoever dies in between leaves `bezig`: the sweep makes that `onzeker`, and only a person may send it again.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from balie.kernel import audit, clock, outbox

from . import channels, jobs, parcels, rules
from .channels import Parcel
from .events import MessageFailed
from .models import UNDELIVERED, Delivery
from .shapes import delivery_view
from .views import DeliveryView, NotFound, Refused


def bring(delivery_id: UUID) -> None:
    """Send it when it waits; in every other state somebody else did, does or may have done so."""
    parcel = _take(delivery_id)
    if parcel is None:
        return
    try:
        provider_id = channels.channel(parcel.channel).send(parcel)
    except channels.NotSent as error:
        _not_sent(parcel, error)
    except channels.Uncertain as error:
        _end(parcel, state="onzeker", reason=str(error))
    else:
        _end(parcel, state="verstuurd", provider_id=provider_id, sent_at=clock.now(), reason="", content=None)


@transaction.atomic
def _take(delivery_id: UUID) -> Parcel | None:
    """Make it ours and write the parcel in one transaction: what cannot be written stays waiting."""
    taken = Delivery.objects.filter(id=delivery_id, state="wacht").update(
        state="bezig", busy_since=clock.now(), attempts=F("attempts") + 1
    )
    return parcels.parcel_of(Delivery.objects.select_related("message").get(id=delivery_id)) if taken else None


@transaction.atomic
def _end(parcel: Parcel, **values) -> None:
    Delivery.objects.filter(id=parcel.delivery_id, state__in=("bezig", "onzeker")).update(busy_since=None, **values)


@transaction.atomic
def _not_sent(parcel: Parcel, error: channels.NotSent) -> None:
    row = Delivery.objects.select_for_update().get(id=parcel.delivery_id)
    wait = None if error.final else rules.try_again_after(row.attempts)
    row.reason, row.busy_since = str(error)[:120], None
    if wait is None:
        row.state = "mislukt"
        outbox.announce(MessageFailed(message_id=row.message_id, delivery_id=row.id, owner=row.owner))
        audit.record("bericht.mislukt", object_ref=f"delivery:{row.id}")
    else:
        row.state, row.next_try = "wacht", clock.now() + wait
        outbox.defer_at(row.next_try, jobs.send, delivery_id=row.id)
    row.save(update_fields=["state", "reason", "busy_since", "next_try"])


@transaction.atomic
def send_again(*, delivery_id: UUID) -> DeliveryView:
    """An official decides that it goes out once more. Raises `NotFound`, or `Refused` when it is not failed or uncertain."""
    row = Delivery.objects.select_for_update().filter(id=delivery_id).first()
    if row is None:
        raise NotFound("Deze verzending bestaat niet.")
    if row.state not in ("onzeker", "mislukt"):
        raise Refused("Dit is al verstuurd of wordt net verstuurd. Vernieuw de pagina.")
    if row.message_id is None and row.content is None:
        raise Refused("Deze code of link is niet meer bewaard. Vraag de inwoner om een nieuwe aan te vragen.")
    row.state, row.attempts, row.next_try, row.settled_at = "wacht", 0, clock.now(), None
    row.save(update_fields=["state", "attempts", "next_try", "settled_at"])
    audit.record("bericht.opnieuw_verstuurd", object_ref=f"delivery:{row.id}")
    outbox.defer(jobs.send, delivery_id=row.id)
    return delivery_view(row)


@transaction.atomic
def settle(*, delivery_id: UUID) -> None:
    """It did not arrive, and an official has called or written: nothing is left to do. Twice is once. Raises `NotFound`."""
    row = Delivery.objects.select_for_update().filter(UNDELIVERED, id=delivery_id).first()
    if row is None:
        if Delivery.objects.filter(id=delivery_id).exists():
            return
        raise NotFound("Deze verzending bestaat niet.")
    row.settled_at = clock.now()
    row.save(update_fields=["settled_at"])
    audit.record("bericht.anders_verteld", object_ref=f"delivery:{row.id}")
