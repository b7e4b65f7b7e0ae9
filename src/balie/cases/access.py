"""The only way to a zaak: for a resident (their own), for an official (permission and confidentiality), or for the system itself.

The `locked_…` functions hold the row for the running transaction; verbs use these, so that two verbs never interleave.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from balie.cases import rules
from balie.cases.models import Task, WorkItem, Zaak
from balie.cases.views import NotAllowed, NotFound
from balie.identity.public import OfficialView, Resident, mandates_in_force
from balie.kernel import audit

LEGAL_BASIS = "Artikel 6, eerste lid, onder e, AVG"
OWN_LOOK, WORK_LOOK = "Inzage in eigen zaak", "Behandelen van een aanvraag"
MANDATE_LOOK = "Inzage met een machtiging"
Row = TypeVar("Row", bound=Model)


def of_resident(resident: Resident) -> Q:
    """Zaken of the person or organisation that is logged in, and those that they asked for somebody whose mandate still holds."""
    if resident.kind == "organisatie":
        return Q(organisation_id=resident.person_id)
    return Q(person_id=resident.person_id) | Q(mandates_in_force(resident.person_id))


def zaken_of_resident(resident: Resident) -> QuerySet[Zaak]:
    return Zaak.objects.filter(of_resident(resident)).exclude(vertrouwelijkheidaanduiding__in=("geheim", "zeer_geheim"))


def zaak_for_resident(resident: Resident, zaak_id: UUID) -> Zaak:
    """Raises `NotFound`. The look is recorded."""
    zaak = zaken_of_resident(resident).select_related("zaaktype").filter(pk=zaak_id).first()
    if zaak is None:
        raise NotFound(zaak_id)
    purpose = OWN_LOOK if resident.person_id in (zaak.person_id, zaak.organisation_id) else MANDATE_LOOK
    audit.record("zaak.bekeken", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, purpose=purpose, legal_basis=LEGAL_BASIS)
    return zaak


def zaak_for_official(official: OfficialView, zaak_id: UUID, *, purpose: str = WORK_LOOK) -> Zaak:
    """Raises `NotFound` also for what is too confidential for this official. The look is recorded."""
    zaak = visible_to(official).select_related("zaaktype").filter(pk=zaak_id).first()
    if zaak is None:
        raise NotFound(zaak_id)
    audit.record("zaak.bekeken", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, purpose=purpose, legal_basis=LEGAL_BASIS)
    return zaak


def visible_to(official: OfficialView) -> QuerySet[Zaak]:
    level = rules.clearance(official.roles)
    if level < 0 or not official.can("zaak.bekijken"):
        return Zaak.objects.none()
    return Zaak.objects.filter(vertrouwelijkheidaanduiding__in=rules.LEVELS[: level + 1])


def work_visible_to(official: OfficialView) -> QuerySet[WorkItem]:
    return within_clearance(official, WorkItem.objects.all())


def within_clearance(official: OfficialView, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Of rows that keep their `confidentiality` as a place in `rules.LEVELS`."""
    level = rules.clearance(official.roles)
    if level < 0 or not official.can("zaak.bekijken"):
        return rows.none()
    return rows.filter(confidentiality__lte=level)


def teams_of(official: OfficialView) -> tuple[str, ...]:
    """Whose work this official sees first, with what is of no team; empty: of all teams, as for a teamleider and at the desk."""
    return (*official.teams, *official.roles, "") if official.teams else ()


def must_be_of_team(official: OfficialView, work: WorkItem | None) -> None:
    """A teamleider is of every team. Raises `NotAllowed`."""
    if work and not official.is_of(work.team):
        raise NotAllowed(f"Alleen een medewerker van team {rules.team_name(work.team)} of een teamleider kan hierover besluiten.")


def may_finish(official: OfficialView, task: Task) -> bool:
    """Whoever handles zaken and is of the team of this task; at the desk, what is done there."""
    return (official.can("zaak.behandelen") and official.is_of(task.role)) or (task.at_desk and official.can("aanvraag.innemen"))


def locked_for_official(official: OfficialView, zaak_id: UUID, permission: str) -> tuple[Zaak, WorkItem | None]:
    """The zaak and its open work (None: closed). Raises `NotFound`, `NotAllowed`."""
    if not official.can(permission):
        raise NotAllowed("U mag dit niet doen. Vraag het aan uw teamleider.")
    return _locked(visible_to(official), zaak_id)


def locked_for_resident(resident: Resident, zaak_id: UUID) -> tuple[Zaak, WorkItem | None]:
    return _locked(zaken_of_resident(resident), zaak_id)


def locked(zaak_id: UUID) -> tuple[Zaak, WorkItem | None]:
    """For handlers, which act for the system."""
    return _locked(Zaak.objects.all(), zaak_id)


def ids_of(owners: Iterable[str]) -> tuple[list[UUID], list[UUID]]:
    """Of owners "zaak:…" and "application:…": the ids of zaken and those of applications. Other owners are no zaak."""
    found: dict[str, list[UUID]] = {"zaak": [], "application": []}
    for owner in owners:
        kind, _, key = owner.partition(":")
        if kind in found:
            found[kind].append(UUID(key))
    return found["zaak"], found["application"]


def zaak_id_of_owner(owner: str) -> UUID | None:
    """The zaak that "zaak:…" or "application:…" is; None for other owners, and before there is one."""
    zaken, applications = ids_of([owner])
    return Zaak.objects.filter(Q(id__in=zaken) | Q(application_id__in=applications)).values_list("id", flat=True).first()


def _locked(rows: QuerySet[Zaak], zaak_id: UUID) -> tuple[Zaak, WorkItem | None]:
    zaak = rows.select_for_update(of=("self",)).select_related("zaaktype").filter(pk=zaak_id).first()
    if zaak is None:
        raise NotFound(zaak_id)
    return zaak, WorkItem.objects.filter(zaak=zaak).first()
