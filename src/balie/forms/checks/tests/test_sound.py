"""What the checks call impossible never happens: random services with random rules, filled in at random by the real engine."""

import json
import random
from collections import Counter
from datetime import date

import pytest

from balie.forms.checks import check_definition, conditions, decisions, world
from balie.forms.checks.cases import case
from balie.forms.checks.dead import World
from balie.forms.checks.known import Known
from balie.forms.checks.tests.test_dead import NAMES, either, rule
from balie.forms.definition.folder import definition_of
from balie.forms.language import tree
from balie.forms.language.checker import check
from balie.forms.language.compiler import compiled_condition
from balie.forms.language.runtime import Moment
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate
from balie.forms.tests import sample

TODAY = date(2026, 1, 2)
OPTIONS = [{"value": each, "label": each} for each in ("rood", "blauw", "groen")]
TYPES = {
    "x": {"type": "number", "min": 1, "max": 4}, "y": {"type": "number", "required": False}, "a": {"type": "yes_no"}, "b": {"type": "yes_no"},
    "kleur": {"type": "choice", "options": OPTIONS}, "lijst": {"type": "choices", "options": OPTIONS, "min": 0}, "dag": {"type": "date"},
    "naam": {"type": "text", "required": False}, "eind": {"type": "date", "required": False, "min": "dag + 1 dag", "max": "vandaag + 1 maand"},
}  # fmt: skip
REFUSED = (0, 5)  # of x, below and above what it may be
ANSWERS = {
    "x": [None, *map(str, range(6))], "y": [None, *map(str, range(6))], "a": [None, True, False], "b": [None, True, False],
    "kleur": [None, "rood", "blauw", "groen"], "lijst": [None, ["rood"], ["rood", "blauw"]], "dag": [None, "2026-01-01", "2026-01-02", "2026-01-03"],
    "naam": [None, "an", "bo"], "eind": [None, "2026-01-01", "2026-01-02", "2026-01-03", "2026-02-02", "2026-02-03"],
}  # fmt: skip


def service(dice):
    """Three pages over the names of the random rules, with conditions, stops, refusals, costs and a decision table that may have gaps."""
    pages = [{"page": f"p{at}", "title": "Vragen", "questions": []} for at in range(3)]
    for at, (name, part) in enumerate(TYPES.items()):
        pages[at * 3 // len(TYPES)]["questions"].append({"question": name, "label": "Vraag", **part})
    for at, page in enumerate(pages):
        if at and dice.random() < 0.6:
            page["toon als"] = _over(dice, [each["question"] for page in pages[:at] for each in page["questions"]])
        page["stops"] = [{"als": rule(dice, 1, either), "title": f"{at}-{index}", "text": "Nee."} for index in range(dice.randint(0, 3))]
        page["questions"][0]["fout als"] = [{"als": rule(dice, 1, either), "text": f"fout {index}"} for index in range(dice.randint(0, 3))]
    rows = [{"row": f"r{index}", "als": rule(dice, 1), "outcome": "weigeren", "reason": "Nee."} for index in range(dice.randint(1, 5))]
    if dice.random() < 0.5:
        rows.append({"row": "vol", "als": " of ".join(f"niet ({each['als']})" for each in rows[:2]), "outcome": "verlenen", "reason": "Ja."})
    return {
        "service": "proef", "name": "Proef", "title": "Proef", "summary": "Een proef.",
        "promise": {"online": "direct", "term": "5 werkdagen", "minutes": 4},
        "pages": pages, "costs": [{"label": f"k{index}", "amount": 1, "als": rule(dice, 1, either)} for index in range(4)],
        "payment": {"when": "submit", "description": "x"}, "decision": {"rows": rows},
        "zaak": {"term": "5 werkdagen", "statuses": [{"status": each, "name": each, "text": each} for each in "ab"],
                 "results": [{"result": each, "name": each, "on": each, "selectielijst": "x", "archive": "vernietigen", "keep": "5 jaar"}
                             for each in ("verlenen", "weigeren")]},
        "messages": {"received": "texts/t.md", "granted": "texts/t.md", "refused": "texts/t.md", "payment_failed": "texts/t.md"},
    }  # fmt: skip


def _over(dice, names):
    """A random rule over no other names than these."""
    while True:
        text = rule(dice, 1, either)
        if {path[0] for path in tree.paths(check(text, NAMES).tree)} <= set(names):
            return text


def sound(services=80, each=30, seed=11):
    """How often each code was found. Fails when something happens that a check called impossible."""
    dice, count = random.Random(seed), Counter()
    for _ in range(services):
        data = service(dice)
        definition = definition_of({"service.yaml": json.dumps(data, indent=1), "texts/t.md": "Kop\n\nTekst."})
        plan = compile_plan(definition)
        found = check_definition(definition)
        said = {(finding.code, place) for finding in found for place, line in definition.source.lines.items() if line == finding.line}
        count.update(finding.code for finding in found)
        complete = "als" in data["decision"]["rows"][-1] and "no-last-row" not in {code for code, _ in said}
        count["complete"] += complete
        for _ in range(each):
            answers = {name: dice.choice(values) for name, values in ANSWERS.items()}
            state = evaluate(plan, answers, {}, today=TODAY)
            happened = set(_happened(plan, data, state))
            wrong = {(code, place) for code, place in said if (code, place) in happened}
            assert not wrong, (wrong, data, answers)
            if (
                complete
                and not state.stop
                and not _refused(state.values)
                and not any(one.error for page in state.pages for one in page.questions)
            ):
                assert state.decision is not None, (data, answers)
    return count


def _refused(values):
    """An answer that is not within its limits, also one on a page behind a stop."""
    day, end = values["dag"], values["eind"]
    return values["x"] in REFUSED or end and (end > date(2026, 2, 2) or day and end <= day)


def _happened(plan, data, state):
    """(code, place) of every finding that would be untrue now."""
    pages = {page.name for page in state.pages}
    accepted = not _refused(state.values) and not any(each.error for page in state.pages for each in page.questions)
    for at, page in enumerate(data["pages"]):
        if page["page"] in pages:
            yield from (("page-unreachable", ("pages", at)), ("page-unreachable", ("pages", at, "toon als"))) if accepted else ()
            for index, stop in enumerate(page["stops"]):
                if state.stop and state.stop.title == stop["title"] and accepted:
                    yield from ((code, ("pages", at, "stops", index)) for code in ("stop-shadowed", "never", "never-accepted"))
    for page in state.pages:
        at, first = int(page.name[1:]), data["pages"][int(page.name[1:])]["questions"][0]
        for one in page.questions:
            for index, each in enumerate(first["fout als"]):
                if one.name == first["question"] and one.error == each["text"] and not _refused(state.values):
                    yield "error-shadowed", ("pages", at, "questions", 0, "fout als", index)
    if state.decision:
        index = next(index for index, row in enumerate(data["decision"]["rows"]) if row["row"] == state.decision.row)
        place = ("decision", "rows", index)
        yield "row-never", place
        if accepted:
            yield "row-shadowed", place
            yield from [("row-stopped", place)] if not state.stop else []
    for index, cost in enumerate(data["costs"]):
        if accepted and not state.stop and any(row.label == cost["label"] for row in state.costs):
            yield from ((code, ("costs", index, "als")) for code in ("never", "never-accepted"))


def test_what_is_called_impossible_never_happens():
    found = sound()
    for code in ("page-unreachable", "stop-shadowed", "error-shadowed", "row-never", "row-shadowed", "row-stopped", "never", "never-accepted"):
        assert found[code] > 4, (code, found)
    assert found["complete"] > 2 and found["no-last-row"] > 20, found


def test_control_a_search_that_forgets_a_bound_would_be_noticed(monkeypatch):
    monkeypatch.setattr(Known, "within", lambda self, value: False)
    with pytest.raises(AssertionError):
        sound()


@pytest.mark.parametrize("room", [decisions, conditions])
def test_control_stops_that_count_for_everybody_would_be_noticed(monkeypatch, room):
    """Whoever forgets that a stop only stops those who see its page."""

    def wrong(plan, until=None):
        return [tree.Not(stop.holds.rule.tree) for page in plan.pages[:until] for stop in page.stops]

    monkeypatch.setattr(room, "gone_on", wrong)
    with pytest.raises(AssertionError):
        sound()


def test_an_example_of_a_case_is_one():
    """Each case that is shown makes all conditions hold, when it is filled in."""
    dice, made = random.Random(5), 0
    for _ in range(500):
        nodes = [tree.Not(check(rule(dice, 1), NAMES).tree) for _ in range(3)]
        example = case(nodes, World())
        if example is None:
            continue
        made += 1
        values = dict.fromkeys(NAMES) | {thing.path[0]: value for thing, value in example.items() if isinstance(thing, tree.Name)}
        assert all(compiled_condition(node)(values, Moment(TODAY)) for node in nodes), (nodes, example)
    assert made > 300


def test_the_gap_is_told_with_an_example():
    row = ("- {row: standaard, outcome", "- {row: standaard, als: bezoekers > 7, outcome")
    said = [each.message for each in check_definition(definition_of(sample.files(row))) if each.code == "no-last-row"]
    assert len(said) == 1 and "`bezoekers` is" in said[0]
    example = said[0].split("`bezoekers` is ")[1].split()[0].rstrip(".")
    state = evaluate(compile_plan(definition_of(sample.files(row))), {**sample.ANSWERS, "bezoekers": example}, sample.FACTS, today=TODAY)
    assert state.decision is None and not state.stop


def test_limits_go_by_the_questions_of_the_service():
    plan = compile_plan(definition_of(sample.files()))
    known = world.world(plan)
    assert known.limits[tree.Name(("bezoekers",))].low == 1 and known.shown.keys() == {"eerste_hulp"}
    assert tree.Name(("wijk",)) not in known.limits, "the options of a setting may be others tomorrow"
