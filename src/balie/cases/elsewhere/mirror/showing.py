"""Zaken elsewhere for who may see them: the resident who asked, and officials. Two queries each; the other side is not asked."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from django.db.models import QuerySet

from balie.cases import access, paging, rules
from balie.cases.models import Followed, ZaakElsewhere
from balie.cases.views import NotFound
from balie.identity.public import OfficialView, Resident
from balie.kernel import audit, clock

MOST = 100
SECRET = rules.LEVELS.index("geheim")  # and above: not for the resident
TOO_OLD = timedelta(hours=25)


@dataclass(frozen=True, kw_only=True)
class LineElsewhere:
    """`label`: the system where it lives. `as_of`: set when we cannot see now whether something changed: this is how it was then.

    `statuses`: (name, moment), oldest first. `href`: where officials open it there; may be empty.
    """

    id: UUID
    kenmerk: str
    title: str
    kind: str
    label: str
    applicant: str
    handler: str
    statuses: tuple[tuple[str, datetime], ...]
    result: str
    started: date
    ended: date | None
    deadline: date | None
    urgency: str
    days_text: str
    as_of: datetime | None
    href: str

    @property
    def status(self) -> str:
        return self.statuses[-1][0] if self.statuses else ""


def of_resident(resident: Resident) -> tuple[LineElsewhere, ...]:
    """What this person asked for there, newest first."""
    return _lines(_of(resident).order_by("-started", "-id")[:MOST])


def for_resident(resident: Resident, zaak_id: UUID) -> LineElsewhere:
    """The look is recorded. Raises `NotFound` for anybody else's."""
    row = _of(resident).filter(pk=zaak_id).first()
    if row is None:
        raise NotFound(zaak_id)
    audit.record(
        "zaak.bekeken", object_ref=f"zaak-elders:{row.id}", subject=row.person_id, purpose=access.OWN_LOOK, legal_basis=access.LEGAL_BASIS)
    return _lines([row])[0]


def for_official(official: OfficialView, *, after: str = "", limit: int = 25) -> tuple[tuple[LineElsewhere, ...], str]:
    """What is open there, nearest deadline first, and where the next page begins (empty: no more)."""
    found, following = paging.page(_visible_to(official).filter(ended=None), after, limit)
    return _lines(found), following


def any_followed() -> bool:
    return Followed.objects.exists()


def _of(resident: Resident) -> QuerySet[ZaakElsewhere]:
    if resident.kind == "organisatie":
        return ZaakElsewhere.objects.none()
    return ZaakElsewhere.objects.filter(
        person_id=resident.person_id, missing_since=None, confidentiality__lt=SECRET,
    )


def _visible_to(official: OfficialView) -> QuerySet[ZaakElsewhere]:
    return access.within_clearance(official, ZaakElsewhere.objects.filter(missing_since=None))


def _lines(rows: Iterable[ZaakElsewhere]) -> tuple[LineElsewhere, ...]:
    found = list(rows)
    followed = Followed.objects.in_bulk({row.followed_id for row in found})
    return tuple(_line(row, followed[row.followed_id]) for row in found)


def _line(row: ZaakElsewhere, followed: Followed) -> LineElsewhere:
    today, now = clock.today(), clock.now()
    stale = followed.failing_since is not None or now - row.read_at > TOO_OLD
    known = {"identificatie": quote(row.identificatie, safe=""), "uuid": quote(row.url.rstrip("/").rpartition("/")[2], safe="")}
    return LineElsewhere(
        id=row.id, kenmerk=row.identificatie, title=row.omschrijving or row.zaaktype, kind=row.zaaktype, label=followed.label,
        applicant=row.applicant, handler=row.handler, statuses=tuple((name, datetime.fromisoformat(at)) for name, at in row.statuses),
        result=row.result, started=row.started, ended=row.ended, deadline=row.deadline, urgency=rules.urgency(row.deadline, today),
        days_text=rules.days_left_text(row.deadline, today) if row.deadline else "", as_of=row.read_at if stale else None,
        href=followed.link.format(**known) if followed.link else "",
    )
