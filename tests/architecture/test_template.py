"""The template database of the tests is made anew when the tables may have changed; that is seen from the files where models stand."""
from django.apps import apps

from balie.runtime.testing.database import TELLS_OF_TABLES


def test_every_model_stands_in_a_file_that_is_watched():
    own = [model for model in apps.get_models() if model.__module__.startswith("balie.")]
    assert len(own) > 30
    assert [model for model in own if not watched(model.__module__)] == []


def test_a_model_elsewhere_would_be_seen():
    assert not watched("balie.cases.actions")


def watched(module: str) -> bool:
    parts = module.split(".")
    return bool(TELLS_OF_TABLES.intersection([*parts, f"{parts[-1]}.py"]))
