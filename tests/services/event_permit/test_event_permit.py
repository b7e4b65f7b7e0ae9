"""The event permit of a safety region, taken over from Open Forms, against scenarios that were read off the rules of the original."""

import os
from pathlib import Path

import pytest

from balie.forms.definition.folder import ServiceDefinition, definition_of
from balie.forms.public import compile_plan, coverage, import_form, read_files, run_example

HERE = Path(__file__).parent
NEIGHBOUR = Path(__file__).resolve().parents[3].parent / "shared/examples/openforms/evenementenvergunning-veiligheidsregio.zip"
EXPORT = Path(os.environ.get("BALIE_EVENT_PERMIT") or NEIGHBOUR)

pytestmark = pytest.mark.skipif(not EXPORT.is_file(), reason="Set BALIE_EVENT_PERMIT to the export of the event permit to run its scenarios.")


@pytest.fixture(scope="module")
def definition(tmp_path_factory) -> ServiceDefinition:
    folder = tmp_path_factory.mktemp("event") / "permit"
    done = import_form(EXPORT, folder)
    assert done.errors == ()
    return definition_of(read_files(folder) | {f"examples/{each.name}": each.read_text("utf-8") for each in HERE.glob("*.yaml")})


@pytest.fixture(scope="module")
def plan(definition):
    return compile_plan(definition)


@pytest.mark.parametrize("file", sorted(each.name for each in HERE.glob("*.yaml")))
def test_the_form_does_what_its_rules_say(plan, definition, file):
    found = {name: each for name, each in definition.examples.items() if name.startswith(f"examples/{file}#")}
    assert found
    assert [f"{each} {each.why}" for example in found.values() for each in run_example(plan, example)] == []


def test_there_are_many_and_they_try_most_conditions(plan, definition):
    assert len(definition.examples) >= 60
    tried = coverage(plan, definition.examples.values())
    assert tried.tried / tried.total > 0.8


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("examples/activiteiten.yaml", "answers: {welke_van_de_onderstaande_activiteiten: [A37]}", "answers: {}"),
        ("examples/risico.yaml", '"2.5"', '"3"'),
        ("examples/gemeente-melding.yaml", "GM0917}", "GM1729}"),
    ],
)
def test_control_a_changed_answer_fails(plan, definition, file, old, new):
    assert old in definition.files[file]
    changed = definition_of({**definition.files, file: definition.files[file].replace(old, new)})
    assert [each for example in changed.examples.values() for each in run_example(plan, example)]
    assert all(each.why for example in changed.examples.values() for each in run_example(plan, example) if each.what.startswith("shown."))
