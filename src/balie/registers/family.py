"""Facts about a child, for a parent who applies for it: only a child that the BRP gives as this person's own, and a minor."""
from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from balie.identity import public as identity
from balie.kernel import audit, clock, plugins
from balie.registers.brp import mapping
from balie.registers.fetching import collect
from balie.registers.queries import standing
from balie.registers.sources import Question
from balie.registers.views import ConsentNeeded, FactSet

ADULT = 18


def child_facts(*, person_id: UUID, child_id: UUID, fields: Sequence[str], owner: str) -> FactSet:
    """Facts of this child (as `persoon`), for the parent `person_id` who agreed to "brp" for `owner`.

    Raises `ConsentNeeded`, `RegisterUnavailable`; `PermissionError` when the BRP does not give this child as theirs, or as a minor.
    """
    consent = standing(person_id, owner).get("brp")
    if consent is None or not consent.given:
        raise ConsentNeeded(["brp"])
    bsn = identity.bsn_of(person_id, purpose=consent.purpose, legal_basis=consent.legal_basis)
    parent = plugins.get("register", "brp").person(bsn, mapping.request_fields(["kinderen"]))
    ids = identity.persons_for_bsns(mapping.bsns_in(parent))
    children = mapping.facts_of(parent, ["kinderen"], ids=ids, today=clock.today())["kinderen"]
    child = next((one for one in children if one["person_id"] == str(child_id)), None)
    if child is None or child["leeftijd"] is None or child["leeftijd"] >= ADULT:
        audit.record("register.geweigerd", subject=person_id, object_ref=owner, purpose=consent.purpose, details={"bron": "brp"})
        raise PermissionError("The BRP does not give this as a minor child of this person.")
    question = Question(person_id=child_id, fields=tuple(fields), purpose=consent.purpose, legal_basis=consent.legal_basis)
    return collect({"brp": question}, owner=owner)
