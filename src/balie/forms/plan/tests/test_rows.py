"""What officials fill in, and lists of which each row gets its own document: names that only some texts know."""

from datetime import date

import pytest

from balie.forms.checks import check_definition
from balie.forms.definition.folder import definition_of
from balie.forms.findings import DefinitionError
from balie.forms.language.errors import LanguageError
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate
from balie.forms.plan.plan import render_markdown, render_text
from balie.forms.tests.sample import ANSWERS, FACTS, files

TASK = "  tasks: [{task: bekijken, name: Bekijk de aanvraag, role: behandelaar, checks: [{name: Bezoekers, value: bezoekers}]}]\n"
TASKS = """\
  tasks:
    - task: bekijken
      name: Bekijk de aanvraag
      role: behandelaar
      fields: [{question: nummer, type: number, label: Nummer}]
    - task: kraam
      name: Keur de kraam
      role: behandelaar
      for each: kramen
      checks: [{name: Soort, value: soort}]
      fields:
        - {question: keur, type: choice, label: Keur, options: [{value: goed, label: Goedgekeurd}, {value: niet, label: Afgekeurd}]}
        - {question: keurdag, type: date, label: Dag van de keuring, required: false}
"""
DOCUMENT = "documents:\n  - {document: kaart, template: letters/kaart.md, when: granted, title: Kaart, for each: kramen}\noffers:\n"
ROWS = [{"soort": "eten", "meter": "3", "gas": True}, {"soort": "spel", "meter": "2"}]
LETTER = "Kaart\n\n{{ soort }} van {{ meter }} meter in {{ wijk }}: {{ keur }}, nummer {{ nummer }}."


def made(*changes, letter: str = LETTER):
    return definition_of(files((TASK, TASKS), ("offers:\n", DOCUMENT), *changes, **{"letters/kaart.md": letter}))


def context():
    return evaluate(compile_plan(made()), {**ANSWERS, "kramen": ROWS}, FACTS, today=date(2026, 11, 23)).context.filled({"nummer": "7"})


def test_a_text_about_a_row_knows_its_names_and_what_was_filled_in_for_it():
    of_row = context().of_row("kramen", context().values["kramen"][0]).filled({"keur": "goed"})
    assert render_markdown(LETTER, of_row).endswith("Eten van 3 meter in Noord: Goedgekeurd, nummer 7.")
    assert render_text("{{ keurdag }}", of_row) == ""


def test_one_row_does_not_know_what_was_filled_in_for_another():
    first, second = context().values["kramen"]
    assert render_text("{{ keur }}", context().of_row("kramen", first).filled({"keur": "niet"})) == "Afgekeurd"
    assert render_text("{{ soort }} {{ keur }}", context().of_row("kramen", second)) == "Spel "


@pytest.mark.parametrize("data", [{"nummer": "veel"}, {"nummer": ["7"]}, {"nummer": None}, {"bestaat_niet": "7"}])
def test_what_cannot_be_read_is_leeg(data):
    assert render_text("{{ nummer }}", context().filled({"nummer": None} | data)) == ""


def test_other_texts_do_not_know_the_row():
    with pytest.raises(LanguageError, match="keur"):
        render_text("{{ keur }}", context())
    assert render_text("{{ nummer }}", context()) == "7"  # control: for the whole zaak


def test_the_checks_read_each_text_with_its_own_names():
    assert [each.message for each in check_definition(made()) if each.level == "error"] == []
    wrong = check_definition(made(letter="Kaart\n\n{{ soorten }}"))
    assert [each.file for each in wrong if each.level == "error"] == ["letters/kaart.md"]
    other = check_definition(made(("granted: texts/verleend.md", "granted: letters/kaart.md")))
    assert any(each.level == "error" and "soort" in each.message for each in other), "a message is about no row"


@pytest.mark.parametrize(("change", "said"), [
    (("for each: kramen}", "for each: wijk}"), "geen lijst met rijen"), (("for each: kramen}", "for each: kraam}"), "kraam"),
    (("question: nummer,", "question: wijk,"), "al gebruikt"), (("question: nummer,", "question: keur,"), "al gebruikt"),
    (("label: Nummer}", "label: Nummer, toon als: groot}"), "heeft een regel"), (("value: soort}", "value: soorten}"), "soorten"),
])
def test_what_is_wrong_is_found(change, said):
    with pytest.raises(DefinitionError, match=said):
        compile_plan(made(change))
