"""The published JSON Schema says what the structures say."""

import json

import jsonschema_rs
import pytest

from balie.forms.definition.schema import PUBLISHED, schema, written
from balie.forms.definition.service import Service
from balie.forms.definition.yamlfile import read_yaml
from balie.forms.tests import sample


def test_the_published_schema_is_up_to_date():
    assert PUBLISHED.read_text(encoding="utf-8") == written(), "run: python -m balie.forms.definition.schema"


@pytest.mark.parametrize(
    "change", [None, ("label: Is er muziek?", "labl: x"), ("outcome: weigeren", "outcome: wegeren"), ("term: 1 werkdag}", "term: snel}")]
)
def test_it_accepts_a_good_service_and_refuses_a_wrong_one(change):
    validator = jsonschema_rs.validator_for(json.loads(PUBLISHED.read_text(encoding="utf-8")))
    data = read_yaml("service.yaml", sample.files(*([change] if change else []))["service.yaml"]).data
    assert validator.is_valid(data) is (change is None)


def without_meaning(found: dict) -> list[str]:
    parts = {"": found, **found["$defs"]}
    return [f"{part}.{key}" for part, each in parts.items() for key, about in each.get("properties", {}).items()
            if "description" not in about and key != "type"]


def test_an_editor_can_tell_what_every_key_means():
    assert without_meaning(schema()) == []


def test_without_the_sentences_in_the_code_it_cannot():
    """Control."""
    assert ".summary" in without_meaning(Service.model_json_schema(by_alias=True))
