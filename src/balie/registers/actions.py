"""Giving, refusing and withdrawing consent."""
from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from balie.kernel import audit, clock
from balie.registers.models import Toestemming
from balie.registers.queries import consent_view
from balie.registers.rules import misplaced
from balie.registers.views import Ask, Consent


def give(*, person_id: UUID, owner: str, asks: Iterable[Ask]) -> list[Consent]:
    """This person agrees to what these `asks` say, for `owner` ("application:<uuid>"). Replaces earlier answers."""
    return _answer(person_id=person_id, owner=owner, asks=asks, given=True)


def refuse(*, person_id: UUID, owner: str, asks: Iterable[Ask]) -> list[Consent]:
    """This person does not want these to be fetched. Raises `ValueError` when one of them is required."""
    asks = list(asks)
    if any(one.required for one in asks):
        raise ValueError("A required source cannot be refused: the application stops there.")
    return _answer(person_id=person_id, owner=owner, asks=asks, given=False)


@transaction.atomic
def _answer(*, person_id: UUID, owner: str, asks: Iterable[Ask], given: bool) -> list[Consent]:
    answers = []
    for one in asks:
        wrong = misplaced(one.source, one.fields)
        if wrong:
            raise ValueError(f"{one.source} does not have {', '.join(wrong)}.")
        standing = Toestemming.objects.select_for_update().filter(subject=person_id, owner=owner, source=one.source, ended=None).first()
        if standing and standing.given == given and set(one.fields) <= set(standing.fields):
            answers.append(consent_view(standing))
            continue
        if standing:
            standing.ended = clock.now()
            standing.save(update_fields=["ended"])
        row = Toestemming.objects.create(
            subject=person_id, owner=owner, source=one.source, fields=list(one.fields), purpose=one.purpose, legal_basis=one.legal_basis,
            given=given,
        )
        audit.record(
            "toestemming.gegeven" if given else "toestemming.geweigerd", subject=person_id, object_ref=owner, purpose=one.purpose,
            legal_basis=one.legal_basis, details={"bron": one.source, "gegevens": list(one.fields)},
        )
        answers.append(consent_view(row))
    return answers


@transaction.atomic
def withdraw(*, person_id: UUID, owner: str, source: str | None = None) -> int:
    """Take consent back (of one source, or all); returns how many. What was fetched earlier stays with the application."""
    rows = Toestemming.objects.filter(subject=person_id, owner=owner, ended=None, given=True)
    if source:
        rows = rows.filter(source=source)
    count = rows.update(ended=clock.now())
    if count:
        audit.record("toestemming.ingetrokken", subject=person_id, object_ref=owner, details={"bron": source or "alle"})
    return count


@transaction.atomic
def close(*, owners: Iterable[str]) -> int:
    """What these owners were, is over (thrown away, expired, stopped): no answer given for them stands any more, whoever gave it."""
    rows = list(Toestemming.objects.select_for_update().filter(owner__in=list(owners), ended=None).order_by("id"))
    Toestemming.objects.filter(pk__in=[row.pk for row in rows]).update(ended=clock.now())
    for row in rows:
        if row.given:
            audit.record("toestemming.vervallen", subject=row.subject, object_ref=row.owner, purpose=row.purpose, details={"bron": row.source})
    return len(rows)
