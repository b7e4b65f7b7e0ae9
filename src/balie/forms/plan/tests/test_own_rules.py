"""Days between which a date lies, answers that a register holds, limits told beforehand, and images."""

import pytest

from balie.forms.definition import images
from balie.forms.definition.folder import definition_of
from balie.forms.findings import DefinitionError
from balie.forms.plan import own_rules, showing, uses
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate, reevaluate
from balie.forms.plan.tests.random_plans import PNG
from balie.forms.plan.tests.test_evaluate import ANSWERS, FACTS, TODAY, plan, question, state
from balie.forms.tests import sample

MUSIC = "      - {question: muziek,"
ROW = "          - {question: gas,"


def added(line):
    return ((MUSIC, f"      - {line}\n{MUSIC}"),)


DAY = added("{question: dag, type: date, label: Welke dag?, help: Een zaterdag., min: vandaag + 1 week, max: vandaag + 1 jaar}")


# -- days


@pytest.mark.parametrize(("day", "said"), [
    ("2026-11-30", None), ("2027-11-23", None),
    ("2026-11-29", "Deze dag is te vroeg. Vul 30 november 2026 in, of een latere dag."),
    ("2027-11-24", "Deze dag is te laat. Vul 23 november 2027 in, of een eerdere dag."),
])
def test_a_day_lies_between_the_first_and_the_last(day, said):
    found = state({**ANSWERS, "dag": day}, changes=DAY)
    assert question(found, "dag").error == said and found.complete is (said is None)


def test_which_days_is_told_beforehand():
    assert question(state(changes=DAY), "dag").help == "Een zaterdag. Van 30 november 2026 tot en met 23 november 2027."
    assert question(state(changes=added("{question: dag, type: date, label: Dag?, min: vandaag}")), "dag").help == "Vanaf 23 november 2026."
    assert question(state(changes=added("{question: dag, type: date, label: Dag?, max: 2026-12-31}")), "dag").help == "Tot en met 31 december 2026."
    assert question(state(changes=added("{question: dag, type: date, label: Dag?}")), "dag").help is None


def test_the_days_follow_other_answers():
    two = (("      - {question: eind", "      - {question: begin, type: date, label: Van?, required: false}\n      - {question: eind"),)
    changes = (*added("{question: eind, type: date, label: Tot?, min: begin, required: false}"), *two)
    before = evaluate(_plan(*changes), {**ANSWERS, "begin": "2027-01-05", "eind": "2027-01-06"}, FACTS, today=TODAY)
    assert before.complete and question(before, "eind").help == "Vanaf 5 januari 2027."
    after = reevaluate(before, {**ANSWERS, "begin": "2027-01-07", "eind": "2027-01-06"})
    assert "te vroeg" in question(after, "eind").error and question(after, "eind").help == "Vanaf 7 januari 2027."
    assert question(evaluate(_plan(*changes), {**ANSWERS, "eind": "2020-01-01"}, FACTS, today=TODAY), "eind").error is None


def test_in_the_rows_of_a_group_as_well():
    change = ((ROW, "          - {question: van, type: date, label: Van, required: false, min: vandaag}\n"
                    "          - {question: tot, type: date, label: Tot, required: false, min: van, max: van + 2 dagen}\n" + ROW),)
    rows = [{"soort": "spel", "meter": "3", "van": "2026-12-01", "tot": "2026-12-03"}, {"soort": "spel", "meter": "3", "van": "2026-12-05",
             "tot": "2026-12-03"}, {"soort": "spel", "meter": "3", "van": "2026-11-01"}]
    found = question(state({**ANSWERS, "kramen": rows}, changes=change), "kramen")
    errors = [{each.name: each.error for each in row if each.error} for row in found.rows]
    assert errors[0] == {} and errors[1] == {"tot": "Deze dag is te vroeg. Vul 5 december 2026 in, of een latere dag."} and list(errors[2]) == ["van"]
    assert [each.help for each in found.rows[0] if each.name == "tot"] == ["Van 1 december 2026 tot en met 3 december 2026."]


def test_in_english():
    english = evaluate(plan(*DAY, language="en"), {**ANSWERS, "dag": "2026-11-01"}, FACTS, today=TODAY)
    assert question(english, "dag").help.endswith("From 30 November 2026 to 23 November 2027.")
    assert question(english, "dag").error == "This day is too early. Enter 30 November 2026, or a later day."


def test_control_without_the_rules_every_day_is_good(monkeypatch):
    monkeypatch.setattr(showing, "_between", lambda run, look, values: (None, None))
    assert state({**ANSWERS, "dag": "1999-01-01"}, changes=DAY).complete


def test_a_limit_that_is_no_day_is_found():
    assert any("datum" in said for said in _said(added("{question: dag, type: date, label: Dag?, min: bezoekers}")))


@pytest.mark.parametrize(("more", "wrong"), [("", False), (", min: vandaag", True), (", max: vandaag", True)])
def test_what_an_official_fills_in_has_no_rules(more, wrong):
    change = ("role: behandelaar, checks", f"role: behandelaar, fields: [{{question: gezien, type: date, label: Gezien op{more}}}], checks")
    if wrong:
        assert _said((change,)) == ["Het veld `gezien` heeft een regel. Dat kan niet bij een taak."]
    else:
        assert "gezien" in _plan(change).fields


# -- an answer that a register holds

LOCKED = added("{question: straat, type: text, label: Uw straat, prefill: persoon.adres.straat, locked: true}")
NOBODY = {"persoon": {**FACTS["persoon"], "adres": None}}


def test_what_the_register_says_stands_fast():
    found = question(state({**ANSWERS, "straat": "Verzonnen"}, changes=LOCKED), "straat")
    assert (found.locked, found.value, found.json, found.answered, found.words) == (True, "Laan", "Laan", True, "Laan")
    assert not found.missing and state(changes=LOCKED).complete


def test_where_the_register_does_not_know_it_is_an_ordinary_question():
    found = question(state(facts=NOBODY, changes=LOCKED), "straat")
    assert (found.locked, found.answered, found.missing) == (False, False, True)
    found = question(state({**ANSWERS, "straat": "Dam"}, facts=NOBODY, changes=LOCKED), "straat")
    assert (found.locked, found.value) == (False, "Dam")


def test_what_the_register_says_and_no_answer_can_be_is_asked():
    long = added("{question: straat, type: text, label: Uw straat, max: 3, prefill: persoon.adres.straat, locked: true}")
    assert not question(state(changes=long), "straat").locked and question(state(changes=long), "straat").missing


def test_it_comes_and_goes_with_the_facts():
    before = evaluate(_plan(*LOCKED), {**ANSWERS, "straat": "Dam"}, NOBODY, today=TODAY)
    after = reevaluate(before, {**ANSWERS, "straat": "Dam"}, FACTS)
    assert (question(before, "straat").words, question(after, "straat").words, question(after, "straat").locked) == ("Dam", "Laan", True)
    assert question(reevaluate(after, {**ANSWERS, "straat": "Dam"}, NOBODY), "straat").words == "Dam"


def test_rules_read_what_the_register_says():
    refused = (("- {row: jong, als: leeftijd < 18,", "- {row: jong, als: \"straat is 'Dam'\","),)
    assert state({**ANSWERS, "straat": "Dam"}, changes=(*LOCKED, *refused)).decision.row == "standaard"
    assert state({**ANSWERS, "straat": "Dam"}, facts=NOBODY, changes=(*LOCKED, *refused)).decision.row == "jong"


def test_control_without_the_lock_the_answer_counts(monkeypatch):
    open_ = tuple((old, new.replace(", locked: true", "")) for old, new in LOCKED)
    assert question(state({**ANSWERS, "straat": "Verzonnen"}, changes=open_), "straat").value == "Verzonnen"
    monkeypatch.setattr("balie.forms.plan.asking.held", lambda kind, given: lambda values, moment: None)
    made_up = evaluate(_plan(*LOCKED), {**ANSWERS, "straat": "Verzonnen"}, FACTS, today=TODAY)
    assert question(made_up, "straat").value == "Verzonnen"


def test_control_without_its_place_in_the_graph_the_lock_stays_behind(monkeypatch):
    every = uses.uses
    monkeypatch.setattr("balie.forms.plan.program.uses", lambda plan: tuple(each for each in every(plan) if each.part != "default"))
    before = evaluate(_plan(*LOCKED), ANSWERS, NOBODY, today=TODAY)
    assert question(reevaluate(before, ANSWERS, FACTS), "straat").words == ""


@pytest.mark.parametrize(("line", "said"), [
    ("{question: straat, type: text, label: Straat, locked: true}", "bij `locked` hoort `prefill`"),
    ("{question: straat, type: text, label: Straat, locked: true, default: wijk}", "bij `locked` hoort `prefill`"),
])
def test_a_lock_needs_a_fact(line, said):
    assert any(said in each for each in _said(added(line)))


def test_a_row_of_a_group_is_not_locked():
    row = "          - {question: wie, type: text, label: Wie, prefill: persoon.naam, locked: true}\n"
    assert any("`locked` kan niet in een groep" in each for each in _said(((ROW, row + ROW),)))


# -- limits of a number

def test_the_limits_of_a_number_are_told_beforehand():
    assert question(state(), "bezoekers").help == "Minstens 1."
    both = (("min: 1\n        fout", "min: 1\n        max: 5000\n        unit: mensen\n        help: Tel iedereen mee.\n        fout"),)
    assert question(state(changes=both), "bezoekers").help == "Tel iedereen mee. Van 1 tot en met 5.000 mensen."
    row = state({**ANSWERS, "kramen": [{"soort": "spel", "meter": "3"}]})
    assert [each.help for each in question(row, "kramen").rows[0]] == [None, "Van 1 tot en met 20."]


# -- images

def pictured(line, **files):
    definition = definition_of(sample.files(*added(line), **{name.replace("__", "/").replace("_png", ".png"): text for name, text in files.items()}))
    return compile_plan(definition)


def test_a_picture_is_shown_and_asks_nothing():
    made = pictured("{question: kaart, type: picture, image: images/p.png, alt: Het plein, text: Hier is het., caption: Foto}", images__p_png=PNG)
    found = question(evaluate(made, {**ANSWERS, "kaart": "x"}, FACTS, today=TODAY), "kaart")
    assert (found.text, found.answered, found.required and found.missing, made.types["kaart"].asks) == ("Hier is het.", False, False, False)
    assert made.definition.image("images/p.png") == ("image/png", images.read(PNG))
    assert made.definition.image("service.yaml") is None and made.definition.image("images/q.png") is None


@pytest.mark.parametrize(("line", "said"), [
    ("{question: kaart, type: picture, image: images/q.png, alt: Het plein}", "`images/q.png` ontbreekt. Bedoelt u `images/p.png`?"),
    ("{question: kaart, type: picture, image: images/p.png}", "zeg met `alt` wat er te zien is"),
    ("{question: kaart, type: picture, image: images/p.png, alt: Het plein, decorative: true}", "niet allebei"),
    ("{question: kaart, type: picture, image: texts/p.png, alt: Het plein}", "`image` heeft niet de goede vorm"),
    ("{question: kaart, type: picture, image: images/../p.png, alt: Het plein}", "`image` heeft niet de goede vorm"),
])
def test_what_is_wrong_with_a_picture_is_said(line, said):
    with pytest.raises(DefinitionError) as wrong:
        pictured(line, images__p_png=PNG)
    assert any(said in each.message for each in wrong.value.findings)


def test_an_image_that_is_not_safe_stops_the_plan_and_is_never_given(monkeypatch):
    line = "{question: kaart, type: picture, image: images/p.png, decorative: true}"
    unsafe = images.stored(b"<html><script>alert(1)</script>")
    with pytest.raises(DefinitionError, match="dit is geen PNG"):
        pictured(line, images__p_png=unsafe)
    assert definition_of(sample.files(**{"images/p.png": unsafe})).image("images/p.png") is None
    monkeypatch.setattr(own_rules.images, "fault", lambda path, text: "")  # the control
    assert pictured(line, images__p_png=unsafe).definition.image("images/p.png") is not None


def _plan(*changes):
    return compile_plan(sample.definition(*changes))


def _said(changes):
    with pytest.raises(DefinitionError) as wrong:
        _plan(*changes)
    return [each.message for each in wrong.value.findings]
