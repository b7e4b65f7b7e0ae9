"""Places of a service of which there are only so many: counting them, and holding them while one is given out.

Counted is what runs, what is kept for somebody, and who waits for it in front of you: somebody new never passes the waiting list.
"""
from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from balie.cases.events import PlaceFreed
from balie.cases.filled import Filled
from balie.cases.models import Offer, Product, WaitingPlace, Zaak
from balie.forms.public import OWN, State
from balie.kernel import audit, clock, outbox, tenancy


def running(service: str, **where) -> QuerySet[Product]:
    """Products of this service that run today, or will begin to."""
    return Product.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=clock.today()), service=service, ended_at__isnull=True, **where
    )


def at_address(service: str, address: str, *, but: UUID | None = None) -> int:
    """How many this home has, or is about to have; not counting the zaak `but`."""
    kept = Offer.objects.filter(service=service, address=address, closed_at__isnull=True).exclude(zaak_id=but)
    return running(service, address=address).count() + kept.count()


def in_use(service: str, pool: str, *, but: UUID | None = None) -> int:
    """How many of these places are taken for whoever comes now, or for the zaak `but` at its place on the waiting list."""
    kept = Offer.objects.filter(service=service, pool=pool, closed_at__isnull=True).exclude(zaak_id=but)
    waiting = WaitingPlace.objects.filter(service=service, pool=pool, left_at__isnull=True)
    own = waiting.filter(zaak_id=but).values_list("id", flat=True).first()
    before = waiting.filter(id__lt=own) if own else waiting
    return running(service, pool=pool).count() + kept.count() + before.count()


def counted(filled: Filled) -> bool:
    """Whether granting this depends on how much there is already."""
    return bool(filled.plan.limits) or any(block.source == OWN for block in filled.plan.service.facts)


def hold(service: str) -> None:
    """One at a time gives out places of this service, until the end of the transaction. Taken before the row of any zaak."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"places:{tenancy.current_id()}:{service}"])


def now(zaak: Zaak, filled: Filled) -> State:
    """What follows from the application with what we have ourselves at this moment. The caller holds the places."""
    if not counted(filled):
        return filled.state
    service, pool, address = filled.application.service, filled.state.pool, filled.home()
    audit.record(
        "register.bevraagd", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, purpose="Kijken of er plek is",
        details={"bron": OWN, "gegevens": ["eigen.op_adres", "eigen.in_gebruik"]},
    )
    return filled.with_own({
        "op_adres": at_address(service, address, but=zaak.id) if address else None, "in_gebruik": in_use(service, pool, but=zaak.id),
    })


def keep(zaak: Zaak, filled: Filled, **values) -> Offer:
    """Keep a place for this zaak: it no longer waits. One that was kept already is this one."""
    WaitingPlace.objects.filter(zaak=zaak, left_at__isnull=True).update(left_at=clock.now())
    offer, _made = Offer.objects.update_or_create(
        zaak=zaak, closed_at=None, defaults={
            "service": filled.application.service, "pool": filled.state.pool, "address": filled.home(), "made_at": clock.now(), **values,
        },
    )
    return offer


def open_offer(zaak: Zaak) -> Offer | None:
    return Offer.objects.filter(zaak=zaak, closed_at__isnull=True).first()


def asked(zaak_id: UUID) -> Decimal:
    """What was asked once it was somebody's turn, beside what was paid before sending."""
    return Offer.objects.filter(zaak=zaak_id, amount__isnull=False).aggregate(Sum("amount"))["amount__sum"] or Decimal(0)


def let_go(zaak: Zaak, *, taken: bool = False) -> None:
    """The place is not kept any more: `taken`, since the zaak has it now; else it is somebody else's turn."""
    offer = open_offer(zaak)
    if offer is None:
        return
    offer.closed_at = clock.now()
    offer.save(update_fields=["closed_at"])
    if not taken:
        outbox.announce(PlaceFreed(service=offer.service, pool=offer.pool))
