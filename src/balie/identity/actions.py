"""The verbs of identity. Each is one transaction and leaves a line in the audit trail."""
from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from balie.identity import rules
from balie.identity.contact import clean_email, clean_phone
from balie.identity.models import AssistedSession, ContactDetails, LoginEvent, Official, Organisation, Person
from balie.identity.queries import contact_of, official_view
from balie.identity.views import Contact, InvalidInput, NotFound, OfficialView, Resident
from balie.kernel import audit, clock

LANGUAGES = ("nl", "en")


@transaction.atomic
def update_contact(*, person_id: UUID, email: str | None = None, phone: str | None = None, language: str | None = None,
                   by_email: bool | None = None, by_sms: bool | None = None, by_post: bool | None = None) -> Contact:
    """Change what is given, leave the rest. Raises `InvalidInput`."""
    row, _ = ContactDetails.objects.select_for_update().get_or_create(subject=person_id)
    changed = []
    if email is not None and (cleaned := clean_email(email)) != row.email:
        row.email = cleaned
        changed.append("email")
    if phone is not None and (cleaned := clean_phone(phone)) != row.phone:
        row.phone = cleaned
        changed.append("phone")
    if language is not None and language not in LANGUAGES:
        raise InvalidInput("language", "Kies Nederlands of Engels.")
    for name, value in {"language": language, "by_email": by_email, "by_sms": by_sms, "by_post": by_post}.items():
        if value is not None and value != getattr(row, name):
            setattr(row, name, value)
            changed.append(name)
    if changed:
        row.changed = clock.now()
        row.save()
        audit.record("contact.gewijzigd", subject=person_id, purpose="U kunnen bereiken", details={"velden": changed})
    return contact_of(person_id)


def remember_name(*, person_id: UUID, name: str) -> None:
    """Keep the name that a register gave with consent, to greet this person with."""
    for model in (Person, Organisation):
        model.objects.filter(id=person_id).exclude(name=name).update(name=name[:300])


@transaction.atomic
def organisation_for(*, kvk_nummer: str, vestigingsnummer: str = "", name: str = "") -> UUID:
    """The id of this organisation, made at the first meeting. Raises `InvalidInput`."""
    if not re.fullmatch("[0-9]{8}", kvk_nummer):
        raise InvalidInput("kvk", "Een KvK-nummer heeft 8 cijfers.")
    row, made = Organisation.objects.get_or_create(
        kvk_nummer=kvk_nummer, vestigingsnummer=vestigingsnummer, defaults={"name": name[:300]}
    )
    if not made and name and row.name != name[:300]:
        remember_name(person_id=row.id, name=name)
    return row.id


@transaction.atomic
def record_login(*, resident: Resident, session_key: str) -> UUID:
    event = LoginEvent.objects.create(
        subject=resident.person_id, kind=resident.kind, via=resident.via, loa=resident.loa or "", session_key=session_key
    )
    audit.record("ingelogd", subject=resident.person_id, purpose="Inloggen", details={"via": resident.via, "loa": resident.loa or ""})
    return event.id


@transaction.atomic
def end_logins(*, subject: UUID, session_key: str | None = None) -> list[str]:
    """Mark the open logins of this person as ended (only this session's, when given); returns their session keys."""
    rows = LoginEvent.objects.filter(subject=subject, ended=None)
    if session_key is not None:
        rows = rows.filter(session_key=session_key)
    keys = list(rows.values_list("session_key", flat=True))
    if keys:
        rows.update(ended=clock.now(), session_key="")
        audit.record("uitgelogd", subject=subject, purpose="Uitloggen", details={"overal": session_key is None})
    return keys


# -- officials --------------------------------------------------------------------------------------------------------------

@transaction.atomic
def add_official(*, email: str, name: str, roles: list[str], teams: Iterable[str] = (), password: str | None = None) -> OfficialView:
    """A new official of this municipality. They set their second factor at the first login. Raises `InvalidInput`."""
    row = Official(email=clean_email(email), name=name.strip(), roles=_known(roles), teams=_clean(teams))
    if not row.email or not row.name:
        raise InvalidInput("name", "Vul een naam en een e-mailadres in.")
    _set_password(row, password)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise InvalidInput("email", "Er is al een medewerker met dit e-mailadres.") from None
    audit.record("medewerker.toegevoegd", object_ref=f"medewerker:{row.id}", details={"rollen": row.roles, "teams": row.teams})
    return official_view(row)


@transaction.atomic
def change_official(*, official_id: UUID, roles: list[str] | None = None, teams: Iterable[str] | None = None, active: bool | None = None,
                    password: str | None = None, forget_second_factor: bool = False) -> OfficialView:
    """Change what is given. Somebody who is not active cannot log in and is logged out at once. Raises `InvalidInput`, `NotFound`."""
    row = Official.objects.select_for_update().filter(id=official_id).first()
    if row is None:
        raise NotFound("There is no such official here.")
    managed = row.is_active and "beheerder" in row.roles
    if roles is not None:
        row.roles = _known(roles)
    if teams is not None:
        row.teams = _clean(teams)
    if active is not None:
        row.is_active = active
    if password is not None:
        _set_password(row, password)
    row.save()
    if managed and not Official.objects.filter(is_active=True, roles__contains=["beheerder"]).exists():
        raise InvalidInput("roles", "Er moet een beheerder blijven. Geef eerst een collega de rol Beheerder.")
    if forget_second_factor:
        from allauth.mfa.models import Authenticator

        Authenticator.objects.filter(user_id=row.id).delete()
    audit.record("medewerker.gewijzigd", object_ref=f"medewerker:{row.id}",
                 details={"rollen": row.roles, "teams": row.teams, "actief": row.is_active, "tweede_factor_weg": forget_second_factor})
    return official_view(row)


def _set_password(row: Official, password: str | None) -> None:
    if password is None:
        row.set_unusable_password()
        return
    try:
        validate_password(password, row)
    except ValidationError as error:
        raise InvalidInput("password", " ".join(error.messages)) from None
    row.set_password(password)


def _known(roles: list[str]) -> list[str]:
    unknown = set(roles) - rules.ROLES.keys()
    if unknown or not roles:
        raise InvalidInput("roles", f"Kies een of meer van deze rollen: {', '.join(rules.ROLES)}.")
    return sorted(set(roles))


def _clean(teams: Iterable[str]) -> list[str]:
    """Codes as tasks name them, so that "Burgerlijke stand" is the team of `role: burgerlijke-stand`."""
    return sorted({"-".join(team.lower().split())[:50] for team in teams if team.strip()})


@transaction.atomic
def start_assisting(*, official: OfficialView | None, person_id: UUID, document_kind: str, reason: str) -> AssistedSession:
    """`official` helps this person at the counter after seeing their `document_kind`. Doors use `sessions.start_assisting`.

    Raises `PermissionError` without the permission, `InvalidInput` when document or reason are missing, `NotFound`.
    """
    if official is None or not official.can("inwoner.helpen"):
        raise PermissionError("This official may not help residents at the counter.")
    if not document_kind.strip():
        raise InvalidInput("document_kind", "Kies welk identiteitsbewijs u hebt gezien.")
    if not reason.strip():
        raise InvalidInput("reason", "Schrijf kort op waarmee u helpt.")
    if not Person.objects.filter(id=person_id, erased=None).exists():
        raise NotFound("There is no such person here.")
    row = AssistedSession.objects.create(
        official_id=official.id, subject=person_id, document_kind=document_kind.strip(), reason=reason.strip()[:300],
        ends=clock.now() + rules.ASSISTED,
    )
    audit.record("balie.hulp_begonnen", subject=person_id, object_ref=f"hulp:{row.id}", purpose=row.reason,
                 legal_basis="Hulp aan de balie op verzoek van de inwoner", details={"identiteitsbewijs": row.document_kind})
    return row


@transaction.atomic
def end_assisting(*, session_id: UUID) -> None:
    """The help at the counter is over."""
    row = AssistedSession.objects.filter(id=session_id, ended=None).first()
    if row:
        row.ended = clock.now()
        row.save(update_fields=["ended"])
        audit.record("balie.hulp_beeindigd", subject=row.subject, object_ref=f"hulp:{row.id}", purpose=row.reason)
