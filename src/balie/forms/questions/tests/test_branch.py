"""A company with its branch: the numbers are typed, what the register said never is."""

import pytest

from balie.forms.definition.questions import TYPES
from balie.forms.findings import DefinitionError
from balie.forms.plan.compile import compile_plan
from balie.forms.questions import question_type
from balie.forms.questions.written import Kvk
from balie.forms.tests import sample

NUMBER, BRANCH = "90001234", "000012345678"
CHECKED = {"kvk_nummer": NUMBER, "vestigingsnummer": BRANCH, "naam": "Bakkerij Zon", "adres": "Marktstraat 3 1998SC Zonnedam", "nagekeken": True}


def kind(**about):
    return question_type(TYPES["kvk"].model_validate({"question": "bedrijf", "type": "kvk", "label": "Uw bedrijf", "branch": True, **about}))


def parse(**typed):
    return kind().parse({f"bedrijf-{part}": [text] for part, text in typed.items()}, "bedrijf")


def test_the_number_alone_is_read_and_is_not_done_yet():
    answer = parse(kvk_nummer="9000 1234")
    assert answer.json == {"kvk_nummer": NUMBER} and answer.error is None
    assert kind().validate(kind().from_json(answer.json)).code == "branch"


def test_both_numbers_are_read():
    answer = parse(kvk_nummer=NUMBER, vestigingsnummer="0000 1234 5678")
    assert answer.json == {"kvk_nummer": NUMBER, "vestigingsnummer": BRANCH} and kind().validate(kind().from_json(answer.json)) is None


@pytest.mark.parametrize(("typed", "code", "part"), [
    ({"kvk_nummer": "123"}, "kvk", "kvk_nummer"), ({"vestigingsnummer": BRANCH}, "kvk", "kvk_nummer"),
    ({"kvk_nummer": NUMBER, "vestigingsnummer": "12"}, "branch_number", "vestigingsnummer"),
    ({"kvk_nummer": "９０００１２３４"}, "kvk", "kvk_nummer"),
])  # fmt: skip
def test_what_is_wrong_is_said_where_it_is(typed, code, part):
    answer = parse(**typed)
    assert (answer.json, answer.error.code, answer.error.part) == (None, code, part)


def test_nothing_is_no_answer():
    assert parse().json is None and parse().error is None and kind().from_json({}) is None


def test_what_the_register_said_is_never_posted():
    posted = parse(kvk_nummer=NUMBER, vestigingsnummer=BRANCH, naam="Nep", adres="Nergens", nagekeken="ja").json
    assert posted == {"kvk_nummer": NUMBER, "vestigingsnummer": BRANCH}
    assert kind().from_json({**posted, "nagekeken": "ja"})["nagekeken"] is False and kind().from_json(CHECKED)["nagekeken"] is True


def test_a_company_without_branches_is_done():
    assert kind().validate(kind().from_json({"kvk_nummer": NUMBER, "nagekeken": True})) is None


def test_stored_and_in_words():
    value = kind().from_json(CHECKED)
    assert kind().to_json(value) == CHECKED
    assert kind().describe(value) == f"Bakkerij Zon, Marktstraat 3 1998SC Zonnedam (KvK {NUMBER}, vestiging {BRANCH})"
    assert kind().describe(kind().from_json({"kvk_nummer": NUMBER})) == f"KvK {NUMBER}" and kind().describe(None) == ""


def test_the_organisation_that_logged_in():
    found = kind().adopt({"naam": "Bakkerij Zon", "kvk_nummer": NUMBER, "vestigingsnummer": BRANCH, "adres": {"straat": "Markt"}})
    assert (found["naam"], found["nagekeken"], found["adres"]) == ("Bakkerij Zon", True, None) and kind().adopt({"kvk_nummer": None}) is None


@pytest.mark.parametrize(("raw", "asked"), [({}, False), ({"kvk_nummer": NUMBER}, False), ({"vestigingsnummer": BRANCH}, True)])
def test_the_number_of_the_branch_is_typed_only_where_there_is_one(raw, asked):
    assert kind().context("bedrijf", raw)["ask_branch"] is asked


def test_rules_know_its_parts():
    change = ("      - {question: muziek,", "      - {question: bedrijf, type: kvk, branch: true, label: Uw bedrijf}\n      - {question: muziek,")
    rule = "bedrijf.nagekeken en bedrijf.vestigingsnummer is ingevuld"
    row = ("    - {row: jong", f"    - {{row: b, als: {rule}, outcome: weigeren, reason: x}}\n    - {{row: jong")
    assert compile_plan(sample.definition(change, row)).types["bedrijf"].template == "kvk"


def test_without_branch_it_is_the_number_as_ever():
    assert isinstance(kind(branch=False), Kvk)


def test_in_the_rows_of_a_group():
    group = {"question": "g", "type": "group", "label": "G", "questions": [{"question": "b", "type": "kvk", "label": "B", "branch": True}]}
    assert TYPES["group"].model_validate(group).questions[0].branch


def test_not_before_logging_in():
    change = ("{question: check_privaat, type: yes_no, label: Is het feest bij u in de tuin?}", "{question: c, type: kvk, branch: true, label: x}")
    with pytest.raises(DefinitionError, match="voor het inloggen"):
        sample.definition(change, ("als: check_privaat is ja", "als: c is leeg"))
    sample.definition((change[0], change[1].replace(", branch: true", "")), ("als: check_privaat is ja", "als: c is leeg"))


def test_not_in_a_row_before_logging_in_either():
    group = "{question: g, type: group, label: G, questions: [{question: c, type: kvk, branch: true, label: x}]}"
    change = ("{question: check_privaat, type: yes_no, label: Is het feest bij u in de tuin?}", group)
    with pytest.raises(DefinitionError, match="voor het inloggen"):
        sample.definition(change, ("als: check_privaat is ja", "als: g is leeg"))
