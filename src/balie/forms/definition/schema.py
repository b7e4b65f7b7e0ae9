"""The published JSON Schema of service.yaml. `python -m balie.forms.definition.schema` writes it anew."""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from balie.forms.definition.described import keys
from balie.forms.definition.service import Service

PUBLISHED = Path(__file__).parent.parent / "service.schema.json"


class Described(GenerateJsonSchema):
    """With what every key means: an editor shows it where somebody writes."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found, part = super().model_schema(schema), schema["cls"]
        for name, meaning in keys(part).items():
            key = found["properties"][part.model_fields[name].alias or name]
            key["description"] = f"{meaning} ({key['description']})" if "description" in key else meaning
        return found


def schema() -> dict[str, Any]:
    """The schema, made from the structures."""
    found = Service.model_json_schema(by_alias=True, schema_generator=Described)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Balie service definition",
        **{k: v for k, v in found.items() if k != "title"},
    }


def written() -> str:
    return json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    PUBLISHED.write_text(written(), encoding="utf-8")
