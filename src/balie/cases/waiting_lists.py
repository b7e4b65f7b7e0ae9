"""Who waits for a place, as officials see it: list by list, in the order in which places are given out."""
from __future__ import annotations

from itertools import groupby

from balie.cases import access
from balie.cases.models import WaitingPlace
from balie.cases.queries import line_of
from balie.cases.views import WaitingList
from balie.identity.public import OfficialView

MOST = 500


def waiting_lists(official: OfficialView) -> tuple[WaitingList, ...]:
    """The waiting lists of the official's own teams. Two queries."""
    places = WaitingPlace.objects.filter(left_at__isnull=True).order_by("service", "pool", "id").values_list("service", "pool", "zaak_id")
    rows = list(places[:MOST])
    work = access.work_visible_to(official).filter(zaak__in=[zaak_id for *_, zaak_id in rows])
    if teams := access.teams_of(official):
        work = work.filter(team__in=teams)
    seen = {row.zaak_id: row for row in work}
    found = []
    for (service, pool), group in groupby(rows, key=lambda row: row[:2]):
        lines = tuple(line_of(seen[zaak_id]) for *_, zaak_id in group if zaak_id in seen)
        if lines:
            found.append(WaitingList(service=service, title=lines[0].title, pool=pool, lines=lines))
    return tuple(found)
