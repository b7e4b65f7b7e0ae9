"""The JSON Schema of the data of one service, made from its plan: every question with its type, so that who reads the data can rely on it."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from balie.cases.export.shape import OURS, SHAPE, inner_of, told
from balie.forms import public as forms

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SIMPLE: dict[str, dict[str, Any]] = {
    "text": {"type": "string"}, "number": {"type": "number"}, "yes_no": {"type": "boolean"}, "date": {"type": "string", "format": "date"},
    "time": {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]"}, "duration": {"type": "string"},
}
MOMENT = {"type": "string", "format": "date-time"}
TEXT = {"type": "string"}


def schema_of(plan: forms.Plan) -> dict[str, Any]:
    """Of the JSON of one application of this service in this version."""
    service = plan.service
    answers = {name: _answer(plan, kind) for name, kind in plan.types.items() if told(kind)}
    about = {
        "shape": {"const": SHAPE}, "reference": TEXT, "service": {"const": service.service}, "title": TEXT,
        "version": {"type": "string", "format": "uuid"}, "language": TEXT, "submitted": MOMENT, "completed": MOMENT,
        "price": {"type": "number", "minimum": 0},
        "pages": _array(_object({"page": TEXT, "title": TEXT, "questions": _array({"enum": sorted(answers)} if answers else TEXT)})),
        "answers": {"type": "object", "properties": answers, "additionalProperties": False},
        "costs": _array(_object({"label": TEXT, "amount": {"type": ["number", "null"]}})),
        "cosigners": _array(_object({"role": TEXT, "answer": TEXT})),
    }
    return {"$schema": DRAFT, "title": service.title, "description": service.summary, **_object(about)}


def _answer(plan: forms.Plan, kind: Any) -> dict[str, Any]:
    return {
        "title": kind.definition.label,
        **_object({"label": TEXT, "type": {"const": kind.definition.type}, "value": _question(plan, kind), "words": TEXT}),
    }


def _question(plan: forms.Plan, kind: Any) -> dict[str, Any]:
    inner = inner_of(kind)
    if not inner:
        return value_schema(kind.type(plan.names))
    row = {part: _question(plan, each) for part, each in inner.items()}
    return _array({"type": "object", "properties": row, "additionalProperties": False})


def value_schema(kind: Any) -> dict[str, Any]:
    """Of a type of the condition language (`forms.language.types.Type`)."""
    match kind.kind:
        case "choice":
            return {"enum": list(kind.options)} if kind.options else TEXT
        case "list":
            return _array(value_schema(kind.item) if kind.item else {})
        case "record":
            return {"type": "object", "properties": {name: _or_null(each) for name, each in kind.fields.items() if name not in OURS}}
    return dict(SIMPLE.get(kind.kind, {}))


def _or_null(kind: Any) -> dict[str, Any]:
    return {"anyOf": [value_schema(kind), {"type": "null"}]}


def _array(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(items)}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(properties), "additionalProperties": False}
