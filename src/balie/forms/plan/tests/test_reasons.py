"""Why: in plain words for the resident, with rules and what they read for the designer, and as a graph."""

import json

import pytest

from balie.forms.plan.graph import graph
from balie.forms.plan.reasons import explain, reasons
from balie.forms.plan.tests.test_evaluate import ANSWERS, plan, state

ROWS = [{"soort": "eten", "meter": "3"}, {"soort": "spel", "meter": "2"}]


def texts(name, answers=ANSWERS, **more):
    return [each.text.replace("\N{NO-BREAK SPACE}", " ") for each in reasons(plan(), state(answers, **more), name)]


def test_whether_it_is_there_and_whether_it_must_be_answered():
    assert texts("eerste_hulp") == ["U ziet deze vraag niet, want “Hoeveel mensen komen er” is minder dan 100."]
    wild = {**ANSWERS, "bezoekers": "100", "activiteiten": ["vuur"]}
    assert texts("eerste_hulp", wild)[1] == "U moet deze vraag beantwoorden, want bij “Wat gaat u doen” staat “Vuur maken”."
    assert texts("eerste_hulp", {**wild, "activiteiten": []})[1].startswith("U mag deze vraag overslaan, want bij")
    assert texts("wijk") == ["Iedereen ziet deze vraag.", "U moet deze vraag beantwoorden."]


def test_an_empty_answer_is_named_as_such():
    unanswered = {name: value for name, value in ANSWERS.items() if name != "bezoekers"}
    assert texts("groot", unanswered) == ["Groot is nee, want “Hoeveel mensen komen er” is niet ingevuld."]


def test_after_a_stop():
    stopped = "U komt niet bij deze vraag, want de aanvraag stopt al eerder: U hoeft niets aan te vragen."
    assert texts("naam", {**ANSWERS, "bezoekers": "3"}) == [stopped]
    assert texts("feest", {**ANSWERS, "bezoekers": "3"}) == ["Iedereen ziet deze pagina."]


def test_an_error_says_which_rule_or_that_the_answer_itself_is_wrong():
    own = reasons(plan(), state({**ANSWERS, "bezoekers": "6000"}), "bezoekers")[-1]
    assert own.text == (
        "Uw antwoord kan zo niet: Bel ons: dit is een evenement. U hebt er 6000. Dat zeggen wij, want “Hoeveel mensen komen er” is meer dan 5000."
    )
    assert (own.about, own.rule, own.inputs) == ("error", "bezoekers > 5000", {"bezoekers": "6000"})
    assert texts("bezoekers", {**ANSWERS, "bezoekers": "0"})[-1] == "Uw antwoord kan zo niet: Vul 1 in of meer."
    assert texts("bezoekers", {**ANSWERS, "bezoekers": "veel"})[-1] == "Uw antwoord kan zo niet: Vul dit opnieuw in."
    assert not any(each.startswith("Uw antwoord") for each in texts("bezoekers")), "control"


def test_the_price_row_by_row():
    assert texts("prijs", {**ANSWERS, "muziek": True}) == [
        "Het kost samen € 76,50.", "Straatfeest telt mee: € 25,50.", "Muziek telt mee, want “Is er muziek” is ja: € 51,00."]  # fmt: skip
    assert texts("prijs")[2] == "Muziek telt niet mee, want “Is er muziek” is niet ja."


def test_the_decision_row_by_row():
    assert texts("decision", {**ANSWERS, "bezoekers": "150"}) == [
        "De regel “jong” geldt niet, want leeftijd is minstens 18.",
        "De regel “groot” geldt, want “Hoeveel mensen komen er” is minstens 100.",
        "Daarom: Wij bekijken dit eerst.",
    ]
    row = reasons(plan(), state(), "decision")[1]
    assert (row.holds, row.rule) == (False, "groot of activiteiten bevat vuur") and row.inputs == {"groot": "nee", "activiteiten": ""}


def test_a_question_in_a_group_row_by_row():
    assert texts("kramen.gas", {**ANSWERS, "kramen": ROWS}) == [
        "U ziet deze vraag bij nummer 1, want “Soort” is “Eten”.", "U ziet deze vraag bij nummer 2 niet, want “Soort” is niet “Eten”."]  # fmt: skip
    assert texts("kramen.gas") == ["U ziet deze vraag nog niet, want er is nog niets toegevoegd."]
    assert len(texts("kramen.meter", {**ANSWERS, "kramen": ROWS})) == 2


def test_everything_can_be_explained_and_nothing_else():
    found = state({**ANSWERS, "kramen": ROWS, "muziek": True})
    for name in [*plan().types, *plan().values, *(page.part.page for page in plan().pages), "persoon", "tarief", "prijs", "decision"]:
        assert reasons(plan(), found, name) and explain(plan(), found, name)
    for name in ("onbekend", "kramen.onbekend", "onbekend.gas", ""):
        with pytest.raises(KeyError):
            reasons(plan(), found, name)


def test_the_graph_has_every_rule_and_the_values_now():
    drawn = graph(plan(), state({**ANSWERS, "bezoekers": "150"}))
    found = {(edge.source, edge.target, edge.part) for edge in drawn.edges}
    assert {("bezoekers", "groot", "waarde"), ("groot", "page:groot", "toon als"), ("activiteiten", "eerste_hulp", "verplicht als"),
            ("page:groot", "eerste_hulp", "op pagina"), ("tarief", "costs:Straatfeest", "amount"), ("groot", "decision:groot", "als"),
            ("persoon", "adres_feest", "default"), ("persoon", "kind", "alleen als"), ("bezoekers", "page:feest", "stop als")} <= found  # fmt: skip
    named = {each.id: each for each in drawn.vertices}
    assert named["groot"].now == "ja" and named["bezoekers"].now == "150" and named["page:groot"].there
    assert not {each.id: each for each in graph(plan(), state()).vertices}["page:groot"].there, "control"
    assert all(edge.source in named and edge.target in named for edge in drawn.edges)
    assert next(edge for edge in drawn.edges if edge.target == "page:groot").now == "ja"
    json.dumps(drawn.as_json())


def test_around_a_name_is_what_it_hangs_on():
    part = graph(plan(), state()).around("eerste_hulp")
    assert {each.id for each in part.vertices} == {"eerste_hulp", "page:groot", "groot", "bezoekers", "page:feest", "activiteiten", "gemeente"}
    with pytest.raises(KeyError):
        graph(plan(), state()).around("onbekend")


def test_no_answer_breaks_out_of_a_drawing():
    nasty = '"]; x -> y [label="\n<b>`'
    found = graph(plan(), state({**ANSWERS, "eerste_hulp": nasty, "bezoekers": "150"}))
    dot, mermaid = found.as_dot(), found.as_mermaid()
    assert '\\"]; x -> y [label=\\"\\n' in dot and len(dot.splitlines()) == len(found.vertices) + len(found.edges) + 3
    assert '"]; x' not in mermaid.replace('["', "") and "<b>" not in mermaid
    assert len(mermaid.splitlines()) == len(found.vertices) + len(found.edges) + 1
