"""What the municipality itself keeps about who applies: the source "eigen" of a service definition.

`eigen.op_adres`: how many products of this service run at the applicant's address. The question's parameters say which: `service` (its
slug) and `adres` (the address as the BRP gave it, or its key).
"""
from __future__ import annotations

import json

from balie.cases import rules
from balie.cases.work import running_products
from balie.kernel import plugins
from balie.registers.public import Answer, Question


class OwnRegistration:
    def facts(self, question: Question) -> Answer:
        service, address = question.parameters.get("service", ""), _key(question.parameters.get("adres", ""))
        if not (service and address):
            return Answer(values={"eigen": {"op_adres": None}})  # not known is not nought: rules see it as leeg
        return Answer(values={"eigen": {"op_adres": running_products(service, address=address)}})


def _key(address: str) -> str:
    """Parameters are texts: an address comes as JSON or as its key."""
    return rules.address_key(json.loads(address)) if address.startswith("{") else address


plugins.register("fact_source", "eigen", OwnRegistration)
