"""Each source: from a person and the agreed fields to facts. A source is a plug-in of kind "fact_source".

Other people's BSNs become person ids here, and the person's own leaves the vault for this one question. "eigen" (our own registration)
is registered by the room that keeps it.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from balie.identity import public as identity
from balie.kernel import clock, plugins, tenancy
from balie.registers import kvk, rdw, reisdocumenten
from balie.registers.addresses import residents_at
from balie.registers.brp import mapping
from balie.registers.rules import HOUSEHOLD, names_in


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a source is asked: facts about `person_id`, for `purpose`."""

    person_id: UUID
    fields: Sequence[str]
    purpose: str
    legal_basis: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)

    def bsn(self) -> str:
        return identity.bsn_of(self.person_id, purpose=self.purpose, legal_basis=self.legal_basis)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`values` as nested facts; `in_onderzoek`: full names of facts that the register doubts."""

    values: dict[str, Any]
    in_onderzoek: tuple[str, ...] = ()


class FactSource(Protocol):
    def facts(self, question: Question) -> Answer:
        """Raises `RegisterUnavailable`, `NotKnown`."""


class Brp:
    def facts(self, question: Question) -> Answer:
        names = [name for name in names_in(question.fields) if name != HOUSEHOLD]
        person = plugins.get("register", "brp").person(question.bsn(), mapping.request_fields(names))
        ids = identity.persons_for_bsns(mapping.bsns_in(person))
        values = mapping.facts_of(person, names, ids=ids, today=clock.today())
        if "inwoner" in values:
            values["inwoner"] = values["inwoner"] == tenancy.current().code
        if values.get("naam"):
            identity.remember_name(person_id=question.person_id, name=values["naam"])
        values["person_id"] = str(question.person_id)
        return Answer(values={"persoon": values}, in_onderzoek=tuple(f"persoon.{name}" for name in mapping.in_doubt(person, names)))


class Household:
    """The relatives (partner, children, parents) who are registered at the same address: whom one may report a move for.

    Other people at the address are nobody's household and stay out of sight.
    """

    RELATIONS = (("partners", "partner"), ("kinderen", "kind"), ("ouders", "ouder"))

    def facts(self, question: Question) -> Answer:
        register, bsn = plugins.get("register", "brp"), question.bsn()
        person = register.person(bsn, mapping.request_fields(["adres", "partner", "kinderen", "ouders"]))
        bag_id = (mapping.address_of(person.get("verblijfplaats")) or {}).get("bag_id")
        relation = {
            one["burgerservicenummer"]: name for group, name in self.RELATIONS for one in person.get(group) or ()
            if one.get("burgerservicenummer") and not one.get("ontbindingHuwelijkPartnerschap")
        }
        here = [one for one in register.residents_at(bag_id) if one.get("burgerservicenummer") in relation] if bag_id else []
        ids = identity.persons_for_bsns(one["burgerservicenummer"] for one in here)
        household = [
            mapping.relative(one, ids, clock.today()) | {"relatie": relation[one["burgerservicenummer"]]}
            for one in here if not mapping.died(one)
        ]
        return Answer(values={"persoon": {HOUSEHOLD: household}})


class AtAddress:
    """How many living people are registered at an address, parameter `bag_id`. The number serves a decision and is shown to nobody."""

    def facts(self, question: Question) -> Answer:
        bag_id = question.parameters.get("bag_id", "")
        if not bag_id:
            return Answer(values={"bewoning": {"aantal": None}})  # not known is not nought: rules see it as leeg
        return Answer(values={"bewoning": {"aantal": residents_at(bag_id, purpose=question.purpose)}})


class Reisdocumenten:
    def facts(self, question: Question) -> Answer:
        found = plugins.get("register", "reisdocumenten").documents(question.bsn())
        return Answer(values={"documenten": reisdocumenten.facts_of(found, today=clock.today().isoformat())})


class Rdw:
    """Needs the parameter `kenteken`; without one there is nothing to look up yet."""

    def facts(self, question: Question) -> Answer:
        kenteken = question.parameters.get("kenteken", "")
        if not kenteken:
            return Answer(values={"voertuig": None})
        register = plugins.get("register", "rdw")
        vehicle = register.vehicle(kenteken)
        op_naam = register.in_name_of(kenteken, question.bsn()) if vehicle else None
        return Answer(values={"voertuig": rdw.facts_of(vehicle, op_naam=op_naam)})


class Kvk:
    def facts(self, question: Question) -> Answer:
        found = kvk.facts_of(plugins.get("register", "kvk").organisation(identity.kvk_of(question.person_id)))
        if found and found["naam"]:
            identity.remember_name(person_id=question.person_id, name=found["naam"])
        return Answer(values={"organisatie": found})


class NothingOfOurOwn:
    """Until a room that keeps something registers itself as "eigen"."""

    def facts(self, question: Question) -> Answer:
        return Answer(values={"eigen": {}})
