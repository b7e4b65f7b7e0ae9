"""Facts about a child, for the parent who applies for it: only a child that the BRP gives as this person's own, and a minor."""
from __future__ import annotations

from uuid import UUID

from balie.identity import public as identity
from balie.kernel import audit, clock, plugins, tenancy
from balie.registers.brp import mapping
from balie.registers.rules import names_in
from balie.registers.sources import Answer, Question
from balie.registers.views import NotKnown

ADULT = 18


class Child:
    """The child with the parameter `person_id`, of the parent who is asked about. The look is recorded for the child as well."""

    def facts(self, question: Question) -> Answer:
        child_id = question.parameters.get("person_id", "")
        if not child_id:
            return Answer(values={"gekozen_kind": None})
        names = names_in(question.fields)
        person = plugins.get("register", "brp").person(_bsn_of_child(question, child_id), mapping.request_fields(names))
        audit.record(
            "register.bevraagd", subject=UUID(child_id), purpose=question.purpose, legal_basis=question.legal_basis,
            details={"bron": "brp_kind", "gegevens": list(question.fields)},
        )
        values = mapping.facts_of(person, names, ids=identity.persons_for_bsns(mapping.bsns_in(person)), today=clock.today())
        if "inwoner" in values:
            values["inwoner"] = values["inwoner"] == tenancy.current().code
        return Answer(values={"gekozen_kind": values}, in_onderzoek=tuple(f"gekozen_kind.{name}" for name in mapping.in_doubt(person, names)))


def _bsn_of_child(question: Question, child_id: str) -> str:
    """Raises `NotKnown` when the BRP does not give this one as a minor child of this person."""
    parent = plugins.get("register", "brp").person(question.bsn(), mapping.request_fields(["kinderen"]))
    ids = identity.persons_for_bsns(mapping.bsns_in(parent))
    for one in parent.get("kinderen") or ():
        bsn = one.get("burgerservicenummer")
        age = mapping.relative(one, ids, clock.today())["leeftijd"]
        if bsn and str(ids[bsn]) == child_id and age is not None and age < ADULT:
            return bsn
    audit.record("register.geweigerd", subject=question.person_id, purpose=question.purpose, details={"bron": "brp_kind"})
    raise NotKnown("Wij vinden dit kind niet bij u in de Basisregistratie Personen (BRP). Neem contact met ons op.")
