"""A fact has one name everywhere: what a register gives is what a service definition can ask for."""
import pytest

from balie.forms.plan.facts import CATALOGUE
from balie.portal.apply.sources import LABELS
from balie.registers import kvk, rdw
from balie.registers.rules import OF_SOURCE, REGISTER


def strange(values, kind) -> set[str]:
    """Names that the register gives and no definition knows."""
    fields = (kind.item if kind.item is not None else kind).fields
    return set(values) - set(fields)


def test_every_source_gives_facts_that_a_definition_knows():
    assert set(OF_SOURCE.values()) <= set(CATALOGUE)


def test_every_source_says_which_register_it_asks():
    assert set(OF_SOURCE) - {"eigen"} <= set(REGISTER)


@pytest.mark.parametrize(("name", "values"), [
    ("organisatie", kvk.facts_of({"kvkNummer": "90100002", "naam": "Kaya Fietsen"})),
    ("voertuig", rdw.facts_of({"kenteken": "AB123C"}, op_naam=True)),
])
def test_every_part_of_it_too(name, values):
    assert strange(values, CATALOGUE[name]) == set()


def test_what_a_label_speaks_of_exists():
    assert {path.split(".")[0] for path in LABELS} <= set(CATALOGUE)


def test_control_another_name_is_seen():
    assert strange({"naam": "", "onderneming": ""}, CATALOGUE["organisatie"]) == {"onderneming"}
