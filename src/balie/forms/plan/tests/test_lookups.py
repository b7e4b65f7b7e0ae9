"""Look-ups elsewhere: when they are asked, with what, what of an answer counts, and what follows when there is none."""

import random
from datetime import date, datetime, timedelta

import pytest

from balie.forms.checks import check_definition
from balie.forms.definition.folder import definition_of
from balie.forms.examples import run_example
from balie.forms.findings import DefinitionError
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate, reevaluate
from balie.forms.plan.graph import graph
from balie.forms.plan.lookups import at, due, failed, inquiries, read, settled, told
from balie.forms.plan.reasons import reasons
from balie.forms.tests import sample
from balie.forms.tests.sample import ANSWERS, FACTS

TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 12)
ROWS = "decision:\n  rows:\n"
FULL = "    - {row: bezet, als: kalender.bezet, outcome: weigeren, reason: 'Er is al iets: {{ al_gepland }}.'}\n"


def lookup(then: str = "continue", more: str = "", ask: str = "{wijk: wijk, bezoekers: bezoekers}") -> str:
    return f"""lookups:
  - lookup: kalender
    name: De evenementenkalender
    from: evenementenkalender
    ask: {ask}{more}
    fields: {{bezet: {{type: yes_no, from: /results/0/bezet}}, naam: {{type: text, from: /results/0/naam}}}}
    fails: {{then: {then}, text: "De kalender deed het niet. Het gaat om {{{{ wijk }}}}."}}
values:
"""


def changes(then: str = "continue", *others, **how):
    """The value that reads `naam`, and the reason that reads it, keep the checks quiet about what nobody uses."""
    return (("values:\n", lookup(then, **how) + "  al_gepland: kalender.naam\n"), (ROWS, ROWS + FULL), *others)


def made(then: str = "continue", *others, **how):
    return compile_plan(sample.definition(*changes(then, *others, **how)))


def state(plan, answers=ANSWERS, **facts):
    return evaluate(plan, answers, {**FACTS, **facts}, today=TODAY)


def answer(plan, found, **values):
    """The fact after the question that is due was answered; without values it failed."""
    (inquiry,) = due(plan, found, {})
    return {"kalender": told(inquiry, values or None, NOW)}


def test_it_is_asked_when_all_that_it_asks_with_is_there():
    plan = made()
    assert due(plan, state(plan, {"wijk": "Noord"}), {}) == ()
    (inquiry,) = due(plan, state(plan), {})
    assert (inquiry.connection, inquiry.parameters) == ("evenementenkalender", {"wijk": "Noord", "bezoekers": "30"})
    assert "Noord" not in repr(inquiry)


def test_what_was_asked_is_not_asked_again_until_an_answer_changes():
    plan = made()
    facts = answer(plan, state(plan), bezet=False)
    assert due(plan, state(plan, **facts), facts) == ()
    other = state(plan, {**ANSWERS, "wijk": "Zuid"}, **facts)
    assert [each.parameters["wijk"] for each in due(plan, other, facts)] == ["Zuid"]


def test_an_answer_to_another_question_does_not_stay():
    plan = made()
    facts = answer(plan, state(plan), bezet=True)
    assert settled(plan, state(plan, **facts), facts) == facts
    assert settled(plan, state(plan, {**ANSWERS, "wijk": "Zuid"}, **facts), facts) == {}
    assert settled(plan, state(plan, {}, **facts), facts) == {}


def test_a_mark_that_somebody_made_up_does_not_stay():
    plan = made()
    forged = {"kalender": {"bezet": False, "gelukt": True, "gevraagd": "0" * 64, "moment": NOW.isoformat()}}
    assert settled(plan, state(plan), forged) == {} and len(due(plan, state(plan), forged)) == 1


def test_what_is_asked_can_stand_in_the_path_or_be_posted():
    plan = made(more="\n    path: /wijken/{wijk}/feesten\n    method: post\n    body: [bezoekers]")
    (inquiry,) = due(plan, state(plan, {**ANSWERS, "wijk": "Zuid/../x?y"}), {})
    assert (inquiry.path, inquiry.parameters, inquiry.body) == ("/wijken/Zuid%2F..%2Fx%3Fy/feesten", {}, {"bezoekers": 30})
    assert "Zuid" not in repr(inquiry)
    (plain,) = due(made(), state(plan), {})
    assert (plain.path, plain.body) == ("", None), "control: without those it is asked in the address"


def test_another_path_or_way_of_asking_is_another_question():
    marks = {due(plan, state(plan), {})[0].mark for plan in (
        made(), made(more="\n    path: /a"), made(more="\n    path: /b"), made(more="\n    method: post"),
        made(more="\n    method: post\n    body: [wijk]"))}  # fmt: skip
    assert len(marks) == 5


@pytest.mark.parametrize(("more", "said"), [
    ("path: /wijken/{plaats}", "`plaats` staat niet bij `ask`"), ("method: post\n    body: [plaats]", "`plaats` staat niet bij `ask`"),
    ("body: [wijk]", "`body` kan alleen bij `method: post`"),
    ("path: /{wijk}\n    method: post\n    body: [wijk]", "`wijk` kan niet in `path` en in `body` staan"),
    ("path: wijken", "path"), ("path: /a b", "path"), ("path: /a?b=c", "path"), ("method: delete", "method"),
])
def test_what_cannot_be_asked_so_is_told(more, said):
    with pytest.raises(DefinitionError) as error:
        made(more=f"\n    {more}")
    assert said in str(error.value)


def test_with_a_condition_it_is_asked_only_then():
    plan = made(more="\n    als: muziek is ja")
    assert due(plan, state(plan), {}) == () and inquiries(plan, state(plan)) == {"kalender": None}
    assert len(due(plan, state(plan, {**ANSWERS, "muziek": True}), {})) == 1


def test_a_failure_is_tried_again_on_its_own_page_and_before_sending():
    plan = made()
    facts = answer(plan, state(plan))
    assert due(plan, state(plan), facts, page="wie") == ()
    assert due(plan, state(plan), facts, page="feest") and due(plan, state(plan), facts, now=NOW)
    assert due(plan, state(plan), facts, now=NOW, done={"kalender"}) == ()


def test_an_answer_that_is_too_old_is_asked_again_before_sending_only():
    plan = made()
    facts = answer(plan, state(plan), bezet=False)
    assert due(plan, state(plan), facts, now=NOW + timedelta(minutes=59)) == ()
    assert due(plan, state(plan), facts, now=NOW + timedelta(minutes=60))
    assert due(plan, state(plan), facts) == ()


def test_rules_read_what_was_found():
    plan = made()
    assert state(plan, **answer(plan, state(plan), bezet=True)).decision.row == "bezet"
    assert state(plan, **answer(plan, state(plan), bezet=False)).decision.row == "standaard"
    assert state(plan).values["kalender"] is None


def test_the_engine_gives_the_same_when_it_comes_in_later():
    plan = made("person")
    for facts in (answer(plan, state(plan), bezet=True), answer(plan, state(plan))):
        later = reevaluate(state(plan), ANSWERS, {**FACTS, **facts})
        assert later == state(plan, **facts)


def test_continue_changes_nothing_but_is_told():
    plan = made("continue")
    found = state(plan, **answer(plan, state(plan)))
    assert (found.stop, found.decision.row, found.decision.outcome, found.complete) == (None, "standaard", "verlenen", True)
    assert [(each.then, each.text) for each in failed(plan, found)] == [("continue", "De kalender deed het niet. Het gaat om Noord.")]
    assert failed(plan, state(plan)) == () == failed(plan, state(plan, **answer(plan, state(plan), bezet=False)))


def test_stop_ends_it_on_the_page_of_the_last_answer():
    plan = made("stop")
    found = state(plan, **answer(plan, state(plan)))
    assert (found.stop.page, found.stop.lookup, found.stop.title) == ("feest", "kalender", "Wij kunnen dit nu niet nakijken")
    assert found.stop.text == "De kalender deed het niet. Het gaat om Noord." and not found.complete
    assert state(plan, **answer(plan, state(plan), bezet=False)).stop is None


def test_in_english():
    words = "De kalender deed het niet. Het gaat om {{ wijk }}.: The calendar failed."
    definition = definition_of({**sample.files(*changes("stop")), "translations/en.yaml": words})
    plan = compile_plan(definition.in_language("en"))
    found = state(plan, **answer(plan, state(plan)))
    assert (found.stop.title, found.stop.text) == ("We cannot check this now", "The calendar failed.")


@pytest.mark.parametrize(("then", "outcome"), [("person", "medewerker"), ("continue", "verlenen")])
def test_person_leaves_the_decision_to_an_official(then, outcome):
    plan = made(then)
    found = state(plan, **answer(plan, state(plan)))
    assert (found.decision.row, found.decision.outcome) == ("standaard", outcome)
    assert (found.decision.reason == "De kalender deed het niet. Het gaat om Noord.") is (then == "person")
    assert state(plan, **answer(plan, state(plan), bezet=False)).decision.outcome == "verlenen"


@pytest.mark.parametrize(("data", "expected"), [
    ({"results": [{"bezet": True, "naam": "Markt"}]}, {"bezet": True, "naam": "Markt"}),
    ({"results": [{"bezet": "nee"}]}, {"bezet": False}), ({"results": []}, {}), ({}, {}), ([], {}), (None, {}), ("tekst", {}),
    ({"results": [{"bezet": None, "naam": ""}]}, {}),
])  # fmt: skip
def test_what_is_there_is_read_and_what_is_not_there_is_leeg(data, expected):
    assert read(made().lookups["kalender"].part, data) == expected


@pytest.mark.parametrize("bad", [
    {"bezet": "misschien"}, {"bezet": 1.5}, {"bezet": {"ja": True}}, {"bezet": [True]}, {"naam": ["a"]}, {"naam": {"a": 1}}, {"naam": True},
    {"naam": "x" * 2001},
])  # fmt: skip
def test_what_is_of_another_type_is_refused(bad):
    with pytest.raises(ValueError, match="is no|too long"):
        read(made().lookups["kalender"].part, {"results": [bad]})


@pytest.mark.parametrize(("kind", "value", "stored"), [
    ("number", 12.50, "12.5"), ("number", "7", "7"), ("money", 3, "3"), ("date", "2026-12-01", "2026-12-01"), ("time", "09:30", "09:30:00"),
    ("list", ["a", 2], ["a", "2"]), ("number", "NaN", None), ("number", 1e300, None), ("date", "1 december", None), ("list", [["a"]], None),
    ("list", ["a"] * 201, None), ("list", "abc", None),
])  # fmt: skip
def test_each_type(kind, value, stored):
    part = made().lookups["kalender"].part
    part = part.model_copy(update={"fields": {"x": part.fields["naam"].model_copy(update={"type": kind})}})
    data = {"results": [{"naam": value}]}
    if stored is None:
        with pytest.raises(ValueError, match="x is no"):
            read(part, data)
    else:
        assert read(part, data) == {"x": stored}


@pytest.mark.parametrize(("pointer", "found"), [
    ("/a/0/b", 1), ("/a/1", None), ("/a/x", None), ("/a/-1", None), ("/a/²", None), ("/c~1d", 2), ("/e~0f", 3), ("/a/0/b/c", None), ("/", None),
])  # fmt: skip
def test_pointers(pointer, found):
    assert at({"a": [{"b": 1}], "c/d": 2, "e~f": 3}, pointer) == found


def test_a_look_up_may_ask_with_what_another_one_found():
    second = lookup(ask="{naam: kalender.naam}").removeprefix("lookups:\n").replace("lookup: kalender", "lookup: organisator")
    plan = made("continue", ("  al_gepland", second + "  al_gepland"), ("values:\n  - lookup", "  - lookup"))
    facts = answer(plan, state(plan), bezet=False, naam="Markt")
    found = state(plan, **facts)
    assert [(each.name, dict(each.parameters)) for each in due(plan, found, facts)] == [("organisator", {"naam": "Markt"})]


def test_explained_and_drawn():
    plan = made("person")
    (told_,) = reasons(plan, state(plan), "kalender")
    assert told_.text == "Wij hebben nog niets opgezocht bij de evenementenkalender." and told_.inputs == {"wijk": "Noord", "bezoekers": "30"}
    found = state(plan, **answer(plan, state(plan), bezet=True, naam="Markt"))
    assert reasons(plan, found, "kalender")[0].text == "Wij zochten dit op bij de evenementenkalender: bezet is ja en naam is Markt."
    without = reasons(plan, state(plan, **answer(plan, state(plan))), "kalender")[0].text
    assert without.endswith("Dat is niet gelukt. De kalender deed het niet. Het gaat om Noord.")
    assert reasons(plan, found, "decision")[0].text == "De regel “bezet” geldt, want bezet bij “De evenementenkalender” is ja."
    edges = {(edge.source, edge.target, edge.part) for edge in graph(plan, found).edges}
    assert {("wijk", "kalender", "vraagt wijk"), ("kalender", "decision:bezet", "als"), ("kalender", "al_gepland", "waarde")} <= edges
    assert next(each.kind for each in graph(plan, found).vertices if each.id == "kalender") == "lookup"


@pytest.mark.parametrize(("given", "row"), [
    ("{bezet: ja}", "bezet"), ("{bezet: nee}", "standaard"), ("{gelukt: nee}", "standaard"),
])  # fmt: skip
def test_an_example_gives_what_was_found(given, row):
    example = sample.EXAMPLE.replace("facts: {persoon:", f"facts: {{kalender: {given}, persoon:").replace("row: standaard", f"row: {row}")
    example = example.replace("outcome: verlenen, ", "").replace("  messages: [received, granted]\n", "")
    definition = definition_of({**sample.files(*changes()), "examples/klein.yaml": example})
    plan = compile_plan(definition)
    assert [run_example(plan, each) for each in definition.examples.values()] == [[]]
    wrong = definition_of({**sample.files(*changes()), "examples/klein.yaml": example.replace(f"row: {row}", "row: groot")})
    assert run_example(plan, next(iter(wrong.examples.values())))


def findings(*others, **how):
    try:
        return check_definition(definition_of(sample.files(*changes("person", *others, **how))))
    except DefinitionError as error:
        return error.findings


def test_the_checks_are_silent_about_a_good_one():
    assert [each for each in findings() if "vertaling" not in each.message] == []


@pytest.mark.parametrize(("others", "how", "said"), [
    ((), {"ask": "{wijk: wijkx}"}, "Bedoelt u `wijk`"),
    ((), {"ask": "{wijk: activiteiten}"}, "Stuur een deel ervan mee"),
    ((), {"ask": "{wijk: naam.geslachtsnaam}"}, "`naam` gaat nooit mee"),
    ((), {"ask": "{wijk: persoon.naam}"}, "`persoon` gaat nooit mee"),
    ((), {"ask": "{wijk: leeftijd}"}, "`persoon` gaat nooit mee"),
    ((), {"ask": "{wijk: kind.naam}"}, "`kind` gaat nooit mee"),
    ((("      - {question: muziek,", "      - {question: wie, type: bsn, label: x, required: false}\n      - {question: muziek,"),),
     {"ask": "{wijk: wie}"}, "`wie` gaat nooit mee"),
    ((), {"more": "\n    keep: 3 weken"}, "`10 minuten`"),
    ((("type: text, from: /results/0/naam", "type: text, from: results.0.naam"),), {}, "niet de goede vorm"),
    ((("naam: {type: text", "gelukt: {type: text"), ("kalender.naam", "kalender.gelukt")), {}, "`gelukt` heeft al een betekenis"),
    ((("lookup: kalender", "lookup: tarief"), ("kalender.", "tarief.")), {}, "`tarief` is al gebruikt"),
    ((("lookup: kalender", "lookup: persoon"), ("kalender.", "persoon.")), {}, "`persoon` is al gebruikt"),
    ((("  al_gepland: kalender.naam", "  al_gepland: kalender.bezet"),), {}, "`kalender.naam` op, maar gebruikt het nergens"),
    ((("als: kalender.bezet,", "als: kalender.bezett,"),), {}, "Bedoelt u `bezet`"),
    ((("label: In welke wijk?,", "label: In welke wijk?, toon als: kalender.bezet,"),), {}, "kring"),
    ((("label: In welke wijk?,", "label: In welke wijk?, toon als: kalender.bezet,"),), {"ask": "{x: adres_feest.postcode}"}, "komt pas later"),
    ((("  tasks: [{task: bekijken, name: Bekijk de aanvraag, role: behandelaar, checks: [{name: Bezoekers, value: bezoekers}]}]\n", ""),
      ("outcome: medewerker", "outcome: weigeren")), {}, "geen taken"),
])  # fmt: skip
def test_the_checks_find_what_is_wrong(others, how, said):
    assert said in " ".join(each.message for each in findings(*others, **how))


def test_a_look_up_that_is_wrong_does_not_compile():
    with pytest.raises(DefinitionError):
        made(ask="{wijk: wijkx}")


@pytest.mark.parametrize("then", ["continue", "stop", "person"])
def test_step_by_step_gives_what_all_at_once_gives(then):
    plan, dice = made(then), random.Random(then)
    known = [None, {"gelukt": False}, {"gelukt": True, "bezet": True, "naam": "Markt"}, {"gelukt": True, "bezet": False}, {"gelukt": "x"}, "tekst"]
    now, different = state(plan), set()
    for _ in range(300):
        changed = {"bezoekers": ["3", "30", "300"], "wijk": ["Noord", "Zuid", None], "muziek": [True, False]}
        answers = {**ANSWERS, **{name: dice.choice(each) for name, each in changed.items()}}
        fact = dice.choice(known)
        facts = FACTS if fact is None else {**FACTS, "kalender": fact}
        now, whole = reevaluate(now, answers, facts), evaluate(plan, answers, facts, today=TODAY)
        assert now == whole and failed(plan, now) == failed(plan, whole)
        different.add((whole.stop and whole.stop.lookup, whole.decision.row, whole.decision.outcome))
    assert len(different) > 3, "control: it is not always the same"
