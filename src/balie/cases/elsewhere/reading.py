"""How far the other system is: read back now and then, and kept with the zaak here. When it is done there, it is done here."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.dateparse import parse_datetime

from balie.cases import access, steps, used
from balie.cases.elsewhere import connections
from balie.cases.elsewhere.zgw import Refused, Unreachable, Zgw
from balie.cases.models import Registration, Resultaat, ResultaatType
from balie.cases.rules import Impossible
from balie.cases.views import NotFound
from balie.kernel import audit, clock

State = Registration.State
EVERY = timedelta(minutes=15)
BATCH = 100


@transaction.atomic
def to_poll() -> list[UUID]:
    """Those that were asked longest ago."""
    due = Q(polled_at=None) | Q(polled_at__lte=clock.now() - EVERY + timedelta(minutes=1))
    rows = Registration.objects.filter(due, state=State.DONE, to="zgw").order_by("polled_at")
    return list(rows.values_list("id", flat=True)[:BATCH])


def poll(registration_id: UUID) -> None:
    """Ask once; no answer means: later again."""
    with transaction.atomic():
        row = Registration.objects.filter(pk=registration_id, state=State.DONE).first()
        if row is None:
            return
        Registration.objects.filter(pk=row.pk).update(polled_at=clock.now())
    try:
        name, since, ended, result = _ask(Zgw(connections.access_to(row.connection)), row.url)
    except (Unreachable, Refused, NotFound, KeyError, TypeError):
        return
    _keep(row.id, name, since, ended, result)


def _ask(zgw: Zgw, url: str) -> tuple[str, datetime | None, bool, str]:
    """(name of the status, since when, whether it is closed, name of the result)."""
    zaak = zgw.one("zaken", url)
    name, since = "", None
    if zaak.get("status"):
        status = zgw.one("zaken", zaak["status"])
        name, since = zgw.one("catalogi", status["statustype"])["omschrijving"], parse_datetime(status["datumStatusGezet"])
    return name, since, bool(zaak.get("einddatum")), _result(zgw, zaak)


def _result(zgw: Zgw, zaak: dict[str, Any]) -> str:
    if not zaak.get("resultaat"):
        return ""
    return zgw.one("catalogi", zgw.one("zaken", zaak["resultaat"])["resultaattype"])["omschrijving"]


@transaction.atomic
def _keep(registration_id: UUID, name: str, since: datetime | None, ended: bool, result: str) -> None:
    row = Registration.objects.select_for_update().get(pk=registration_id)
    if row.state != State.DONE:
        return
    row.remote_status, row.remote_since, row.remote_result = name[:80], since, result[:80]
    if ended:
        row.state = State.ENDED
        _close(row.zaak_id, result)
    row.save(update_fields=["remote_status", "remote_since", "remote_result", "state"])


def _close(zaak_id: UUID, result: str) -> None:
    """With the result of the same name. Is there none, then an official closes it here: the page of the zaak says so."""
    zaak, work = access.locked(zaak_id)
    kind = ResultaatType.objects.filter(zaaktype=zaak.zaaktype_id, omschrijving__iexact=result).first() if result else None
    if zaak.einddatum is not None or work is None or kind is None:
        return
    try:
        with transaction.atomic():
            Resultaat.objects.get_or_create(zaak=zaak, defaults={"resultaattype": kind})
            used.decided_there(zaak, work, kind)
            steps.close(zaak, work)
    except Impossible:
        return
    audit.record("zaak.elders_afgehandeld", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"resultaat": kind.omschrijving})
