"""Whether an answer is what the contract says: for tests, and for whoever wants to be sure of what is sent."""
from __future__ import annotations

from functools import lru_cache
from typing import Any

import jsonschema_rs

from balie.zgw.contract import jsonschema
from balie.zgw.contract.contract import load
from balie.zgw.contract.shapes import Place


def conforms(api: str, operation_id: str, status: int, body: Any) -> list[str]:
    """What is wrong with it, in the words of the validator; empty when nothing is. An attribute the standard does not know is wrong too."""
    operation = load(api).by_id[operation_id]
    if status not in operation.answers:
        return [f"{operation_id} never answers {status}"]
    if not operation.answers[status]:
        return [] if body is None or status == operation.status != 204 else [f"{operation_id} answers {status} without a body"]
    found = _validator(api, operation_id, status).iter_errors(body)
    return [f"{'/'.join(str(step) for step in each.instance_path) or '.'}: {each.message}" for each in found]


@lru_cache(maxsize=2048)
def _validator(api: str, operation_id: str, status: int) -> jsonschema_rs.Draft202012Validator:
    return jsonschema.validator(Place(api, load(api).by_id[operation_id].answers[status]), "response")
