"""Background jobs of messages: send, and distrust the queue and the dead."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from balie.kernel import clock, outbox

from . import rules
from .models import Delivery

AT_ONCE = 500
KEEP_SECRETS = timedelta(days=1)


@outbox.job(atomic=False)
def send(*, delivery_id: str) -> None:
    from .delivery import bring

    bring(UUID(delivery_id))


@outbox.periodic("* * * * *")
def sweep() -> None:
    """What waits without a job gets one (a second job does no harm); what has been busy too long is uncertain from now on."""
    now = clock.now()
    Delivery.objects.filter(state="bezig", busy_since__lte=now - rules.STUCK).update(
        state="onzeker", busy_since=None, reason="onderbroken tijdens het versturen"
    )
    Delivery.objects.filter(state__in=("onzeker", "mislukt"), content__isnull=False, created__lte=now - KEEP_SECRETS).update(content=None)
    overdue = Delivery.objects.filter(state="wacht", next_try__lte=now - rules.STUCK).order_by("next_try")
    for delivery_id in overdue.values_list("id", flat=True)[:AT_ONCE]:
        outbox.defer(send, delivery_id=delivery_id)


@outbox.periodic("*/5 * * * *", atomic=False)
def ask_about_sms() -> None:
    """Whether texts arrived, and whether an uncertain one was sent after all: the provider knows it by our own reference."""
    from . import channels

    with transaction.atomic():
        rows = list(Delivery.objects.filter(channel="sms", arrived=None, state__in=("verstuurd", "onzeker"),
                                            created__gte=clock.now() - 3 * rules.LONGEST).values_list("id", flat=True)[:AT_ONCE])
    for delivery_id in rows if rows and channels.available("sms") else ():
        known = channels.channel("sms").status(str(delivery_id))
        if known is not None:
            with transaction.atomic():
                Delivery.objects.filter(id=delivery_id, state__in=("verstuurd", "onzeker")).update(state="verstuurd", **known)
