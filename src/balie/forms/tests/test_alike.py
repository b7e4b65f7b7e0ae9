"""Services under two names: found when they ask the same, and left alone when they only share what everybody has."""

import pytest

from balie.forms.alike import alike, said_again
from balie.forms.definition.folder import definition_of
from balie.forms.tests import sample

OTHER = "Iets anders\n\nDe haven is dicht tot maandag. Uw boot blijft liggen. Betaal de ligplaats later."
SAID = "Zo gaat het\n\nWij kijken eerst naar uw straat. Daarna bellen wij de buren. U hoort het van ons voor het weekend."


def service(name, *changes, **files):
    return definition_of({path: text for path, text in sample.files(("service: straatfeest", f"service: {name}"), *changes, **files).items() if text})


def pairs(found):
    return [(each.one, each.other, each.file, each.of) for each in found]


def test_the_same_questions_under_another_name():
    found = alike([service("buurtfeest"), service("straatfeest")])
    assert pairs(found) == [("buurtfeest", "straatfeest", "", "")] and found[0].share == 1


def test_control_other_questions_are_another_service():
    other = sample.files()["service.yaml"].replace("service: straatfeest", "service: anders").replace("label: ", "label: Anders ")
    assert alike([definition_of(sample.files() | {"service.yaml": other}), service("straatfeest")]) == ()


def test_what_everybody_asks_makes_nobody_alike():
    many = [service(f"dienst-{number}") for number in range(2)]
    assert len(alike(many)) == 1
    assert alike(many[:1]) == ()


@pytest.mark.parametrize(("line", "found"), [
    ("  granted: texts/zelfde.md\n", True), ("  ask: texts/zelfde.md\n", False), ("  payment_failed: texts/zelfde.md\n", False),
])
def test_a_text_that_stands_twice(line, found):
    """Only what carries a question, or says that a payment failed, need not be of its own."""
    key = line.partition(":")[0].strip()
    both = []
    for name in ("een", "twee"):
        files = sample.files(("service: straatfeest", f"service: {name}"))
        kept = [each for each in files["service.yaml"].splitlines(keepends=True) if not each.startswith(f"  {key}: ")]
        yaml = "".join(kept).replace("messages:\n", "messages:\n" + line)
        both.append(definition_of(files | {"service.yaml": yaml, "texts/zelfde.md": SAID}))
    assert bool([each for each in said_again(both) if each.file == "texts/zelfde.md"]) is found


def test_control_a_text_of_its_own():
    one, two = service("een"), service("twee")
    one = definition_of(dict(one.files) | {"texts/zelfde.md": SAID})
    two = definition_of(dict(two.files) | {"texts/zelfde.md": OTHER})
    assert [each for each in said_again([one, two]) if each.file == "texts/zelfde.md"] == []
