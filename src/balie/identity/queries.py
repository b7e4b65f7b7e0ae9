"""Reads."""
from __future__ import annotations

from uuid import UUID

from balie.identity.models import ContactDetails, LoginEvent, Official, Organisation, Person
from balie.identity.views import Contact, LoginView, NotFound, OfficialView


def contact_of(person_id: UUID) -> Contact:
    """How to reach this person or organisation; fields are empty when they never told."""
    row = ContactDetails.objects.filter(subject=person_id).first()
    if row is None:
        return Contact(person_id=person_id)
    return Contact(
        person_id=person_id, email=row.email, phone=row.phone, language=row.language, by_email=row.by_email, by_sms=row.by_sms, by_post=row.by_post,
    )


def name_of(person_id: UUID) -> str:
    """The name as last fetched with consent, of a person or an organisation; empty when unknown."""
    for model in (Person, Organisation):
        name = model.objects.filter(id=person_id).values_list("name", flat=True).first()
        if name is not None:
            return name
    return ""


def kvk_of(person_id: UUID) -> str:
    """KvK number of the organisation with this id. Raises `NotFound`."""
    number = Organisation.objects.filter(id=person_id).values_list("kvk_nummer", flat=True).first()
    if number is None:
        raise NotFound("There is no such organisation here.")
    return number


def logins_of(person_id: UUID, *, limit: int = 20) -> list[LoginView]:
    """The latest logins, newest first."""
    rows = LoginEvent.objects.filter(subject=person_id).order_by("-at")[:limit]
    return [LoginView(at=row.at, via=row.via, loa=row.loa, ended=row.ended is not None) for row in rows]


def official_view(row: Official) -> OfficialView:
    return OfficialView(id=row.id, name=row.name, email=row.email, roles=tuple(row.roles), teams=tuple(row.teams))


def official_of(official_id: UUID) -> OfficialView | None:
    row = Official.objects.filter(id=official_id).first()
    return row and official_view(row)


def official_id_of(email: str) -> UUID:
    """Also of somebody who is not active. Raises `NotFound`."""
    row = Official.objects.filter(email__iexact=email.strip()).first()
    if row is None:
        raise NotFound(f"There is no official with the address {email}.")
    return row.id


def officials(*, role: str | None = None, inactive: bool = False) -> list[OfficialView]:
    """Officials of this municipality by name; `inactive`: those who can no longer log in instead of those who can."""
    rows = Official.objects.filter(is_active=not inactive).order_by("name")
    if role:
        rows = rows.filter(roles__contains=[role])
    return [official_view(row) for row in rows]
