"""Smaller reads for officials' pages and for counting what residents have."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from uuid import UUID

from django.db.models import Q

from balie.applications import public as applications
from balie.cases import access, places
from balie.cases.filled import Filled
from balie.cases.models import WorkItem
from balie.cases.views import ApplicationInWords, NotAllowed, NotFound, RuleThatHeld
from balie.documents import public as documents
from balie.identity.public import OfficialView


def application_in_words(official: OfficialView, zaak_id: UUID) -> ApplicationInWords:
    """Raises `NotFound`."""
    zaak = access.visible_to(official).filter(pk=zaak_id).first()
    if zaak is None:
        raise NotFound(zaak_id)
    if zaak.application_id is None:
        return ApplicationInWords()
    filled = Filled(applications.submitted(zaak.application_id))
    said = filled.application.decision
    rule = RuleThatHeld(**{each.name: said.get(each.name, "") for each in fields(RuleThatHeld)}) if said.get("row") else None
    return ApplicationInWords(sections=tuple(filled.sections()), rule=rule)


def document_for_official(official: OfficialView, zaak_id: UUID, document_id: UUID) -> documents.Content:
    """The content of a document of a zaak, recorded. Raises `NotFound`, `NotAllowed`, `documents.DocumentNotFound`."""
    if not official.can("document.bekijken"):
        raise NotAllowed("U mag documenten niet bekijken. Vraag het aan uw teamleider.")
    zaak = access.visible_to(official).filter(pk=zaak_id).first()
    if zaak is None:
        raise NotFound(zaak_id)
    return documents.content_of_owner(
        document_id, owner=f"zaak:{zaak.id}", subject=zaak.person_id, purpose=access.WORK_LOOK, legal_basis=access.LEGAL_BASIS
    )


def zaken_for_desk(official: OfficialView, owners: Iterable[str]) -> dict[str, WorkItem]:
    """Open work by owner ("zaak:…" or "application:…"), for the day view of appointments. One query."""
    own, by_application = access.ids_of(owners)
    rows = access.work_visible_to(official).select_related("zaak").filter(Q(zaak__in=own) | Q(zaak__application_id__in=by_application))
    return {owner: row for row in rows for owner in (f"zaak:{row.zaak_id}", f"application:{row.zaak.application_id}")}


def running_products(service: str, *, address: str | None = None) -> int:
    """How many products of this service run today; at this address only (`rules.address_key`), when given."""
    return places.running(service, **({} if address is None else {"address": address})).count()
