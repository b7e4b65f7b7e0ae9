"""The vault: a BSN goes in and a random id comes out. `bsn_of` and `bsns_of` are the only way back, and leave a line in the audit trail."""
from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from stdnum.nl import bsn as numbers

from balie.identity.models import Person
from balie.identity.views import InvalidInput, NotFound
from balie.kernel import audit, crypto
from balie.kernel.tenancy import current_id

SEAL = "identity.person.bsn"


def _fingerprint_context() -> str:
    return f"{SEAL}:{current_id()}"  # the same BSN in two municipalities has two fingerprints


def clean(bsn: str) -> str:
    """Nine digits that pass the eleven test, or `InvalidInput`. The number itself is never part of the message."""
    digits = "".join(sign for sign in str(bsn) if sign.isdigit()).zfill(9)
    if not numbers.is_valid(digits):
        raise InvalidInput("bsn", "Dit is geen burgerservicenummer. Controleer de cijfers.")
    return digits


def lock_up(bsn: str) -> dict:
    """The columns that hold this (clean) BSN under the newest key."""
    sealed = crypto.seal(bsn, context=SEAL)
    return {
        "bsn_sealed": sealed,
        "bsn_fingerprint": crypto.fingerprint(bsn, context=_fingerprint_context()),
        "key_version": crypto.key_id_of(sealed).hex(),
    }


def person_for_bsn(bsn: str) -> UUID:
    """The id of this person, made when the municipality meets them for the first time. Raises `InvalidInput`."""
    return persons_for_bsns([bsn])[bsn]


def known_person(bsn: str) -> UUID | None:
    """The id of this person, when the municipality has met them. Nothing is made, and what is no BSN is nobody."""
    try:
        return next(iter(_find({clean(bsn)}).values()), None)
    except InvalidInput:
        return None


@transaction.atomic
def persons_for_bsns(bsns: Iterable[str]) -> dict[str, UUID]:
    """Ids of several people at once, in two queries: {bsn as given: person_id}."""
    given = {bsn: clean(bsn) for bsn in bsns}
    known = _find(set(given.values()))
    # Sorted, so that two transactions meeting the same new people take their index entries in the same order.
    new = [Person(**lock_up(bsn)) for bsn in sorted(set(given.values()) - known.keys())]
    if new:
        Person.objects.bulk_create(new, ignore_conflicts=True)
        known |= _find(set(given.values()) - known.keys())
    return {bsn: known[cleaned] for bsn, cleaned in given.items()}


def _find(bsns: set[str]) -> dict[str, UUID]:
    prints = {mark: bsn for bsn in bsns for mark in crypto.fingerprints(bsn, context=_fingerprint_context())}
    rows = Person.objects.filter(bsn_fingerprint__in=list(prints)).values_list("bsn_fingerprint", "id")
    return {prints[bytes(mark)]: person_id for mark, person_id in rows}


@transaction.atomic
def bsns_of(person_ids: Iterable[UUID], *, purpose: str, legal_basis: str = "") -> dict[UUID, str]:
    """The BSNs of several people at once; those that are erased are left out. Each of them finds it in their own trail."""
    if not purpose:
        raise ValueError("A BSN leaves the vault for a purpose only: name it.")
    rows = list(Person.objects.filter(id__in=set(person_ids), erased=None).values_list("id", "bsn_sealed"))
    for person_id, _ in rows:
        audit.record("bsn.gebruikt", subject=person_id, object_ref=f"persoon:{person_id}", purpose=purpose, legal_basis=legal_basis)
    return {person_id: crypto.open_sealed(sealed, context=SEAL) for person_id, sealed in rows}


def bsn_of(person_id: UUID, *, purpose: str, legal_basis: str = "") -> str:
    """The BSN of this person, for a register that asks for one. Recorded with `purpose`. Raises `NotFound`."""
    found = bsns_of([person_id], purpose=purpose, legal_basis=legal_basis)
    if person_id not in found:
        raise NotFound("There is no such person here.")
    return found[person_id]
