"""Background work: who gave a mandate and who got it hear in time that it runs out, and once more when it did."""
from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet

from balie.identity.events import MandateChanged
from balie.identity.models import Mandate
from balie.kernel import clock, outbox

BATCH = 500
WARN = timedelta(days=14)  # before its last day; who accepted it more recently than that still knows
LATE = timedelta(days=7)  # after that it is no news any more


@outbox.periodic("17 6-18 * * *")
def watch_mandates() -> None:
    """By day, so that nobody gets a text message at night."""
    today = clock.today()
    soon = _running().filter(warned=None, accepted__lt=clock.now() - WARN, until__gte=today, until__lte=today + WARN)
    _tell(soon, "loopt_af", "warned")
    _tell(_running().filter(until__lt=today, until__gte=today - LATE), "verlopen", "lapsed")


def _running() -> QuerySet[Mandate]:
    """Given by somebody, accepted, ended by nobody, and not followed by another one for the same that lasts longer."""
    next_one = Mandate.objects.filter(
        giver=OuterRef("giver"), receiver=OuterRef("receiver"), services__contains=OuterRef("services"), until__gt=OuterRef("until"),
        until__gte=clock.today(), accepted__isnull=False, ended=None,
    )
    return Mandate.objects.filter(~Exists(next_one), basis=Mandate.Basis.MACHTIGING, accepted__isnull=False, ended=None, lapsed=None)


def _tell(rows: QuerySet[Mandate], what: str, mark: str) -> None:
    keys = list(rows.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:BATCH])
    Mandate.objects.filter(pk__in=keys).update(**{mark: clock.now()})
    for key in keys:
        outbox.announce(MandateChanged(mandate_id=key, what=what))
