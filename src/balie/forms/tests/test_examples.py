"""Examples beside a service are its tests: they pass when it is right and fail when it is not."""

import subprocess
import sys

import pytest

from balie.forms.definition.folder import definition_of
from balie.forms.examples import run_definition
from balie.forms.tests import sample


def differences(*changes, example=sample.EXAMPLE):
    return run_definition(definition_of(sample.files(*changes, **{"examples/klein.yaml": example})))


def test_the_example_passes():
    assert differences() == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('price: "76.50"', 'price: "70.00"', "price"),
        ("row: standaard", "row: groot", "decision"),
        ("pages: [feest, wie, controle]", "pages: [feest, controle]", "pages"),
        ("[received, granted]", "[received]", "messages"),
        ("leeftijd: 36", "leeftijd: 37", "values.leeftijd"),
        ("bezoekers: 30,", "bezoekers: 30.5,", "errors"),
        ("wijk: Noord,", "", "errors"),
        ("wijk: Noord,", "wijk: Noord, wjk: Zuid,", "antwoorden"),
    ],
)
def test_control_each_thing_can_fail(old, new, what):
    assert what in [each.what for each in differences(example=sample.EXAMPLE.replace(old, new))]


def test_a_changed_service_fails_its_example():
    assert [each.what for each in differences(("amount: kosten_muziek", "amount: tarief"))] == ["price"]


def test_an_expected_mistake_and_an_expected_stop():
    wrong = sample.EXAMPLE.replace("wijk: Noord,", "").split("expect:")[0]
    assert differences(example=wrong + "expect: {errors: [wijk]}") == []
    assert differences(example=wrong + "expect: {errors: {wijk: Kies een antwoord.}}") == []
    stop = sample.EXAMPLE.replace("bezoekers: 30", "bezoekers: 3").split("expect:")[0]
    assert differences(example=stop + "expect: {stop: U hoeft niets aan te vragen, pages: [feest]}") == []
    assert differences(example=stop + "expect: {stop: Iets anders}")


def test_the_room_is_pure():
    """No Django comes in with it: the engine runs anywhere, and needs no settings."""
    code = "import sys, balie.forms.public; sys.exit(any(name.split('.')[0] in ('django', 'psycopg', 'httpx2') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
