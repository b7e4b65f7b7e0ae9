"""How subscribers are doing and what did not reach them, for officials who manage the links with other systems. One query per list."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from balie.identity.public import OfficialView
from balie.zgw.errors import Forbidden, NotFound
from balie.zgw.models import Abonnement, Bezorging
from balie.zgw.notificaties.rules import PATIENCE
from balie.zgw.notificaties.verbs import PERMISSION

State = Bezorging.State
MOST = 100


@dataclass(frozen=True)
class Subscriber:
    """`state`: goed, hapert (its last messages failed) or stil (it is left alone for a while). `host`: where its callback is."""

    id: UUID
    host: str
    address: str
    client_id: str
    kanalen: Sequence[str]
    form: str
    signed: bool
    state: str
    waiting: int
    dead: int
    last_success: datetime | None
    failing_since: datetime | None
    last_error: str


@dataclass(frozen=True)
class Letter:
    """A message that stopped. `about`: the address of what changed."""

    id: UUID
    kanaal: str
    resource: str
    actie: str
    about: str
    changed: datetime
    attempts: int
    error: str


def subscribers(official: OfficialView) -> list[Subscriber]:
    """Those with something that stopped first. Raises `Forbidden`."""
    found = [_subscriber(row) for row in _rows(official)]
    return sorted(found, key=lambda each: (not each.dead, each.state == "goed", each.host))


def listed() -> list[Subscriber]:
    """For who administers the installation itself."""
    return [_subscriber(row) for row in _annotated()]


def subscriber(official: OfficialView, abonnement_id: UUID) -> Subscriber:
    """Raises `Forbidden`, `NotFound`."""
    row = _rows(official).filter(pk=abonnement_id).first()
    if row is None:
        raise NotFound
    return _subscriber(row)


def letters(official: OfficialView, abonnement_id: UUID, *, limit: int = MOST) -> list[Letter]:
    """The oldest first. Raises `Forbidden`."""
    _allowed(official)
    rows = Bezorging.objects.filter(abonnement=abonnement_id, state=State.DEAD).select_related("wijziging").order_by("volgnummer")[:limit]
    return [
        Letter(each.id, each.wijziging.kanaal, each.wijziging.resource, each.wijziging.actie, each.wijziging.resource_path,
               each.wijziging.aanmaakdatum, each.attempts, each.last_error)
        for each in rows
    ]


def _allowed(official: OfficialView) -> None:
    if not official.can(PERMISSION):
        raise Forbidden


def _rows(official: OfficialView):
    _allowed(official)
    return _annotated()


def _annotated():
    return Abonnement.objects.annotate(waiting=_number(State.WAITING), dead=_number(State.DEAD)).order_by("id")


def _number(state: str):
    counted = Bezorging.objects.filter(abonnement=OuterRef("pk"), state=state).order_by().values("abonnement").annotate(number=Count("id"))
    return Coalesce(Subquery(counted.values("number"), output_field=IntegerField()), 0)


def _subscriber(row: Abonnement) -> Subscriber:
    state = "stil" if row.failures >= PATIENCE else "hapert" if row.failures else "goed"
    return Subscriber(
        row.id, urlsplit(row.callback_url).netloc, row.callback_url, row.client_id, tuple(row.kanaal_namen), row.form, row.secret is not None, state,
        row.waiting, row.dead, row.last_success, row.failing_since, row.last_error,
    )
