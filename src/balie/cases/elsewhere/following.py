"""How far a zaak is in the other system, for the pages of officials and residents; and which wait for a person. One query each."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from balie.cases.elsewhere import connections
from balie.cases.elsewhere.zgw import Zgw
from balie.cases.models import Registration

State = Registration.State


@dataclass(frozen=True)
class Handover:
    """`state`: wacht, doorgegeven, geweigerd, klaar or hier. `error`: why it is not there yet, for officials; empty when it is."""

    to: str
    label: str
    state: str
    state_name: str
    error: str
    tries: int
    next_at: datetime | None
    done_at: datetime | None
    remote_status: str
    remote_since: datetime | None
    remote_result: str

    @property
    def waits(self) -> bool:
        return self.state in (State.WAITING, State.REFUSED)

    @property
    def can_take_back(self) -> bool:
        """What went by mail is decided here anyway."""
        return self.to == "zgw" and self.state != State.HERE


def of_zaak(zaak_id: UUID) -> Handover | None:
    row = Registration.objects.filter(zaak=zaak_id).first()
    if row is None:
        return None
    return Handover(
        to=row.to, label=row.label or ("e-mail" if row.to == "mail" else row.connection), state=row.state, state_name=row.get_state_display(),
        error=row.error, tries=row.tries, next_at=row.next_at, done_at=row.done_at, remote_status=row.remote_status, remote_since=row.remote_since,
        remote_result=row.remote_result,
    )


def stuck_owners(*, limit: int) -> list[str]:
    """Zaken ("zaak:…") that the other side refused, or that it did not take at the first two tries; the oldest first."""
    rows = Registration.objects.filter(Q(state=State.REFUSED) | Q(state=State.WAITING, tries__gte=2)).order_by("id")
    return [f"zaak:{key}" for key in rows.values_list("zaak_id", flat=True)[:limit]]


def check_connection(name: str) -> list[str]:
    """The identificaties of the zaaktypen that the other side lets us see. Raises `NotFound`, `Refused`, `Unreachable`."""
    zgw = Zgw(connections.access_to(name))
    found = {row["identificatie"] for row in zgw.all("catalogi", "zaaktypen", status="definitief")}
    list(zgw.all("zaken", "zaken", identificatie="balie-proef"))
    list(zgw.all("documenten", "enkelvoudiginformatieobjecten", identificatie="balie-proef"))
    return sorted(found)
