"""The published JSON Schema of service.yaml. `python -m balie.forms.definition.schema` writes it anew."""

import json
from pathlib import Path
from typing import Any

from balie.forms.definition.service import Service

PUBLISHED = Path(__file__).parent.parent / "service.schema.json"


def schema() -> dict[str, Any]:
    """The schema, made from the structures."""
    found = Service.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Balie service definition",
        **{k: v for k, v in found.items() if k != "title"},
    }


def written() -> str:
    return json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    PUBLISHED.write_text(written(), encoding="utf-8")
