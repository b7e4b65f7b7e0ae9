"""What an official looks up in the BRP, for work that needs it: with permission, a purpose, and a line in the audit trail per person."""
from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from balie.identity import public as identity
from balie.kernel import audit, plugins
from balie.registers.brp import dates, mapping
from balie.registers.brp.client import LIMITED
from balie.registers.fetching import collect
from balie.registers.sources import Question
from balie.registers.views import FactSet, FoundPerson

PERMISSION = "brp.bevragen"
MAX_FOUND = 30


def look_up(*, official: identity.OfficialView, person_id: UUID, fields: Sequence[str], purpose: str, legal_basis: str,
            owner: str = "", source: str = "brp") -> FactSet:
    """Facts about somebody whose zaak this official handles. Raises `PermissionError`; `ValueError` without purpose and legal basis."""
    _allowed(official, purpose, legal_basis)
    return collect({source: Question(person_id=person_id, fields=tuple(fields), purpose=purpose, legal_basis=legal_basis)}, owner=owner)


def search(*, official: identity.OfficialView, purpose: str, legal_basis: str, bsn: str = "", geslachtsnaam: str = "",
           geboortedatum: str = "", postcode: str = "", huisnummer: int | None = None) -> list[FoundPerson]:
    """People by BSN, by name and date of birth (ISO), or by postcode and number; at most 30. Every hit is a recorded look.

    Raises `PermissionError`, `ValueError`, `RegisterUnavailable`, `identity.InvalidInput` for an impossible BSN.
    """
    _allowed(official, purpose, legal_basis)
    register = plugins.get("register", "brp")
    if bsn:
        identity.person_for_bsn(bsn)
        people = register.people([bsn], LIMITED)
    else:
        people = register.search(geslachtsnaam=geslachtsnaam, geboortedatum=geboortedatum, postcode=postcode, huisnummer=huisnummer)
    people = [one for one in people if one.get("burgerservicenummer")][:MAX_FOUND]
    ids = identity.persons_for_bsns(one["burgerservicenummer"] for one in people)
    for person_id in ids.values():
        audit.record("register.gezocht", subject=person_id, purpose=purpose, legal_basis=legal_basis, details={"bron": "brp"})
    return [_found(one, ids) for one in people]


def _allowed(official: identity.OfficialView, purpose: str, legal_basis: str) -> None:
    if not identity.official_can(official, PERMISSION):
        raise PermissionError("This official may not look things up in the BRP.")
    if not purpose.strip() or not legal_basis.strip():
        raise ValueError("Say for what, and on which legal basis, you look somebody up.")


def _found(one: dict, ids: dict) -> FoundPerson:
    born = (one.get("geboorte") or {}).get("datum")
    lines = one.get("adressering") or {}
    secret = bool(one.get("geheimhoudingPersoonsgegevens"))
    return FoundPerson(
        person_id=ids[one["burgerservicenummer"]], naam=mapping.full_name(one.get("naam")), geboortedatum=dates.whole(born),
        geboortedatum_woorden=dates.words(born), geheim=secret, overleden=mapping.died(one),
        adres="" if secret else ", ".join(filter(None, (lines.get("adresregel1"), lines.get("adresregel2")))),
    )
