"""What the municipality itself keeps about who applies: the source "eigen" of a service definition.

`eigen.op_adres`: how many products of this service run at the applicant's address, or are kept for somebody there. `eigen.in_gebruik`: how
many of the places that are counted together are taken for who comes now. The question's parameters say which: `service` (its slug), `adres`
(the address as the BRP gave it, or its key) and `plaatsen` (the pool).
"""
from __future__ import annotations

import json

from balie.cases import places, rules
from balie.kernel import plugins
from balie.registers.public import Answer, Question


class OwnRegistration:
    def facts(self, question: Question) -> Answer:
        service, address = question.parameters.get("service", ""), _key(question.parameters.get("adres", ""))
        counts = {
            "op_adres": lambda: places.at_address(service, address),
            "in_gebruik": lambda: places.in_use(service, question.parameters.get("plaatsen", "")),
        }
        known = service and address  # not known is not nought: rules see it as leeg
        return Answer(values={"eigen": {
            name: count() if known else None for name, count in counts.items() if f"eigen.{name}" in question.fields
        }})


def _key(address: str) -> str:
    """Parameters are texts: an address comes as JSON or as its key."""
    return rules.address_key(json.loads(address)) if address.startswith("{") else address


plugins.register("fact_source", "eigen", OwnRegistration)
