"""Background work: offers that nobody paid lapse, places that became free by themselves (a permit ran out) are given out, zaken are counted."""
from __future__ import annotations

from balie.cases import counting, waiting
from balie.cases.models import Offer, WaitingPlace
from balie.kernel import clock, outbox

BATCH = 500


@outbox.periodic("13 * * * *")
def let_offers_lapse() -> None:
    late = Offer.objects.filter(closed_at__isnull=True, until__lt=clock.today()).order_by("until", "id")
    for zaak_id in list(late.values_list("zaak_id", flat=True)[:BATCH]):
        waiting.lapse(zaak_id=zaak_id)


@outbox.periodic("17 * * * *")
def give_out_free_places() -> None:
    lists = WaitingPlace.objects.filter(left_at__isnull=True).order_by("service", "pool").values_list("service", "pool").distinct()
    for service, pool in list(lists):
        outbox.defer(offer_places, service=service, pool=pool)


@outbox.job
def offer_places(*, service: str, pool: str) -> None:
    waiting.give_out(service=service, pool=pool)


@outbox.periodic("*/10 * * * *")
def add_up_zaken() -> None:
    counting.add_up()
