"""The published JSON Schema says what the structures say."""

import json

import jsonschema_rs
import pytest

from balie.forms.definition.schema import PUBLISHED, written
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
