"""Reading a service folder: complete, immutable, and with the line of every mistake."""

import json
from decimal import Decimal

import pytest
import yaml
from pydantic import ValidationError

from balie.forms.definition import yamlfile
from balie.forms.definition.folder import ServiceDefinition, definition_of, load_folder
from balie.forms.definition.yamlfile import read_yaml
from balie.forms.findings import DefinitionError
from balie.forms.tests import sample


def mistakes(*changes, **files):
    with pytest.raises(DefinitionError) as caught:
        definition_of(sample.files(*changes, **files))
    return caught.value.findings


def test_a_folder_becomes_one_thing_and_back(tmp_path):
    for name, text in sample.FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "texts" / "picture.png").write_bytes(b"\x89PNG")
    found = load_folder(tmp_path)
    again = ServiceDefinition.from_json(json.loads(json.dumps(found.to_json())))
    assert again == found and again.service == found.service
    assert set(found.files) == set(sample.FILES)
    assert found.settings["tarief"] == again.settings["tarief"] == "25.50"


def test_nothing_in_it_can_be_changed():
    found = sample.definition()
    with pytest.raises(ValidationError):
        found.service.name = "Iets anders"
    with pytest.raises(TypeError):
        found.files["service.yaml"] = ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("label: Is er muziek?", "labl: Is er muziek?", "Bedoelt u `label`"),
        ("type: yes_no, label: Is er muziek?", "type: yesno, label: Is er muziek?", "Bedoelt u `yes_no`"),
        ("summary: Vier feest in uw eigen straat.\n", "", "`summary` ontbreekt"),
        ("outcome: weigeren", "outcome: wegeren", "Bedoelt u `weigeren`"),
        ("minutes: 4", "minutes: veel", "`minutes`"),
        ("term: 1 werkdag}", "term: snel}", "5 werkdagen"),
        ("toon als: groot\n", "toon als: true\n", "`ja` of `nee`"),
        ("page: groot", "page: Groot feest", "niet de goede vorm"),
        ("texts/ontvangen.md", "../geheim.md", "map van de dienst"),
    ],
)
def test_every_mistake_has_its_line_and_says_what_to_do(old, new, said):
    found = mistakes((old, new))
    line = sample.SERVICE.count("\n", 0, sample.SERVICE.index(old)) + 1 if new else 1
    assert any(each.line == line and said in each.message for each in found), found


def test_all_mistakes_are_named_at_once():
    assert len(mistakes(("label: Is er muziek?", "labl: x"), ("outcome: weigeren", "outcome: wegeren"))) >= 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: a\nname: b\n", "twee keer"),
        ("a: [1\n", "geen geldige YAML"),
        ("a: &x [1]\nb: *x\n", "verwijzingen"),
        ("a: !!python/object:os.system x\n", "ontbreekt"),
        ("text: {{ naam }}\n", "losse accolades"),
        ("a: " + "[" * 900 + "]" * 900, "te diep"),
        ("a: " + "[" * 90000, "te diep"),
        ("- " * 90000, "te diep"),
        ("a: \x00", "YAML"),
        ("", "blok met sleutels"),
    ],
)
def test_yaml_that_is_not_plain_data_is_refused(text, said):
    with pytest.raises(DefinitionError) as caught:
        definition_of({"service.yaml": text})
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [("a: *nergens\n", "undefined alias"), ("a: 1\n---\nb: 2\n", "another document"), ("a: 1\n---\n", "another document")],
)
def test_a_file_is_one_document_that_points_at_nothing_elsewhere(text, said):
    with pytest.raises(DefinitionError, match=said):
        read_yaml("x.yaml", text)


@pytest.mark.parametrize("text", ["a: \x00", "a: [1\n", "a: *nergens\n", "a: " + "[" * 900, "a: &x [1]\nb: *x\n"])
def test_without_the_fast_parser_too(monkeypatch, text):
    monkeypatch.setattr(yamlfile, "_Loader", yaml.SafeLoader)
    assert read_yaml("x.yaml", "a: [1, {b: 'c'}]\n").data == {"a": [1, {"b": "c"}]}
    with pytest.raises(DefinitionError):
        read_yaml("x.yaml", text)


def test_a_single_value_may_be_said_again_and_every_key_has_its_line():
    found = read_yaml("x.yaml", "prijs: &prijs 2.50\nrijen:\n  - {naam: a, prijs: *prijs}\n  -\n    naam: b\n")
    assert found.data == {"prijs": Decimal("2.50"), "rijen": [{"naam": "a", "prijs": Decimal("2.50")}, {"naam": "b"}]}
    assert [found.line(each) for each in (["prijs"], ["rijen"], ["rijen", 0, "prijs"], ["rijen", 1, "naam"])] == [1, 2, 3, 5]
    assert read_yaml("x.yaml", "# niets\n").data is None


def test_words_of_yaml_stay_words():
    found = sample.definition()
    assert found.service.zaak.results[0].on == "verlenen"
    assert found.examples["examples/klein.yaml"].facts["persoon"]["geboortedatum"] == "1990-02-01"


def test_another_language_takes_what_is_translated():
    found = sample.definition().in_language("en")
    assert found.service.name == "Apply for a street party"
    assert found.service.pages[0].questions[1].label == "Is there music?"
    assert found.service.pages[0].questions[0].label == "Hoeveel mensen komen er?"
    assert found.text("texts/intro.md").startswith("A party")
    assert sample.definition().in_language("fr").language == "nl"
