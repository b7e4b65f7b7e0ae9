"""Reads of consent."""
from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from balie.kernel import egress
from balie.registers.models import Toestemming
from balie.registers.rules import REGISTER, still_to_ask
from balie.registers.views import NAMES, Ask, Consent


def available(source: str) -> bool:
    """Whether this municipality uses the register behind this source at all; whether it answers is another matter."""
    return source not in REGISTER or egress.available(REGISTER[source])


def consent_view(row: Toestemming) -> Consent:
    return Consent(
        id=row.id, person_id=row.subject, owner=row.owner, source=row.source, source_name=NAMES.get(row.source, row.source),
        fields=tuple(row.fields), purpose=row.purpose, legal_basis=row.legal_basis, given=row.given, answered_at=row.answered_at,
        active=row.ended is None,
    )


def standing(person_id: UUID, owner: str) -> dict[str, Toestemming]:
    return {row.source: row for row in Toestemming.objects.filter(subject=person_id, owner=owner, ended=None)}


def ask(*, person_id: UUID, owner: str, asks: Iterable[Ask]) -> list[Ask]:
    """Which of these are still to be asked: those without an answer that covers all their fields."""
    return still_to_ask(asks, {source: (row.given, frozenset(row.fields)) for source, row in standing(person_id, owner).items()})


def consents_of(person_id: UUID, *, owner: str | None = None) -> list[Consent]:
    """Every answer of this person, newest first (for "Mijn gegevens")."""
    rows = Toestemming.objects.filter(subject=person_id).order_by("-answered_at")
    return [consent_view(row) for row in (rows.filter(owner=owner) if owner else rows)]
