"""Every part, key and question type of the definition format is described and has an example that compiles; the pages are up to date."""
import re
from typing import Literal

import pytest

from balie.forms.definition import described
from balie.forms.definition.parts import Part
from balie.forms.definition.question import QuestionPart
from balie.forms.definition.scenarios import Scenarios
from balie.forms.definition.service import Example
from balie.forms.definition.validation import validated
from balie.forms.definition.yamlfile import read_yaml
from balie.forms.public import DefinitionError, check_definition, run_definition
from tests.architecture import definition_keys as keys
from tests.architecture import definition_pages as pages

SECTIONS = pages.sections()
OWN = [each for each in SECTIONS if pages.written(each.path)]
AGAIN = "run: .venv/bin/python -m tests.architecture.reference"


def undescribed(part: type[Part]) -> list[str]:
    return [name for name in part.model_fields if name not in described.keys(part) and name != "type"] + ["itself"] * (not described.about(part))


@pytest.mark.parametrize("section", [each for each in SECTIONS if each.part], ids=lambda each: each.path)
def test_every_part_and_key_says_what_it_is(section):
    assert undescribed(section.part) == []


def test_a_part_or_key_that_says_nothing_is_found():
    """Control."""
    assert undescribed(type("Extra", (QuestionPart,), {"__annotations__": {"extra": str}})) == ["extra", "itself"]


@pytest.mark.parametrize("section", OWN, ids=lambda each: each.path)
def test_every_example_is_right(section):
    definition = pages.in_service(section, pages.written(section.path))
    assert [str(each) for each in check_definition(definition) if each.level == "error"] == []
    assert run_definition(definition) == []


@pytest.mark.parametrize(("path", "right", "wrong"), [("period", "min_days", "min_dagen"), ("example", "bezoekers: 30", "bezoekers: 40")])
def test_an_example_that_is_wrong_is_found(path, right, wrong):
    """Control."""
    section = next(each for each in OWN if each.path == path)
    text = pages.written(path).replace(right, wrong, 1)
    try:
        assert run_definition(pages.in_service(section, text))
    except DefinitionError as error:
        assert wrong in str(error)


def shown(section: pages.Section, text: str) -> dict[type, set[str]]:
    """Of each part in an example, the keys that it sets."""
    found: dict[type, set[str]] = {}

    def walk(value) -> None:
        if isinstance(value, Part):
            found.setdefault(type(value), set()).update(value.model_fields_set)
            if isinstance(value, QuestionPart):
                found.setdefault(QuestionPart, set()).update(value.model_fields_set & set(QuestionPart.model_fields))
            walk(tuple(getattr(value, name) for name in type(value).model_fields))
        elif isinstance(value, tuple | list):
            [walk(each) for each in value]
        elif isinstance(value, dict):
            walk(tuple(value.values()))

    walk(pages.in_service(section, text).service)
    if section.page == "examples" and section.path != "translations":
        source = read_yaml("example", text)
        walk(validated(Scenarios if "scenarios" in source.data else Example, source))
    return found


def without_example(section: pages.Section, text: str) -> set[str]:
    """The keys of a part that no example shows: of a question type its own, of service.yaml those that have no example of their own."""
    keys = set(section.part.model_fields)
    if issubclass(section.part, QuestionPart) and section.part is not QuestionPart:
        keys -= set(QuestionPart.model_fields) - set(section.part.__annotations__)
    return {each for each in keys - shown(section, text).get(section.part, set()) if section.path != pages.WHOLE or not pages.written(each)}


@pytest.mark.parametrize("section", [each for each in SECTIONS if each.part], ids=lambda each: each.path)
def test_every_key_stands_in_the_example_of_its_part(section):
    assert pages.example_of(section), f"write docs/reference/definition/examples/{section.path}.yaml"
    assert without_example(section, pages.written(pages.example_of(section))) == set()


def test_a_key_without_an_example_is_found():
    """Control."""
    section = next(each for each in OWN if each.path == "period")
    assert without_example(section, pages.written("period").replace("times: true\n", "")) == {"times"}


def test_no_example_is_left_over():
    files = {each.stem for each in (pages.PAGES / "examples").iterdir()}
    assert files - {each.path for each in SECTIONS} == set()


@pytest.mark.parametrize("name", pages.CHAPTERS)
def test_up_to_date(name):
    assert (pages.PAGES / f"{name}.md").read_text(encoding="utf-8") == pages.pages()[name], AGAIN


def test_a_new_key_changes_the_page(monkeypatch):
    """Control."""
    from balie.forms.definition.questions import Time

    before = pages.pages()["question-types"]
    monkeypatch.setitem(Time.__annotations__, "extra", Literal["a", "b"])
    monkeypatch.setitem(Time.model_fields, "extra", Time.model_fields["help"])
    monkeypatch.setattr(Time, "model_json_schema", lambda **about: {"properties": dict.fromkeys(keys.hints(Time), {})})
    assert "| `extra` | `a` or `b` |" in pages.pages()["question-types"] != before


def test_links_between_the_pages_lead_to_a_part():
    made = pages.pages().items()
    heads = {f"{name}.md#{pages.slug(head)}" for name, page in made for head in re.findall(r"^## `(.+)`$", page, re.M)}
    links = {f"{name}.md{link}" if link[0] == "#" else link for name, page in made for link in re.findall(r"\]\(([^)]*#[^)]*)\)", page)}
    assert links and links - heads == set()
