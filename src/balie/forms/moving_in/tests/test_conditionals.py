"""Conditions that Form.io keeps with a component mean the same here, for random answers: the simple ones, and those in JavaScript."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balie.forms.language.checker import condition as checked
from balie.forms.language.compiler import compiled_condition
from balie.forms.language.runtime import Moment
from balie.forms.language.types import TIME
from balie.forms.language.unparse import unparse
from balie.forms.moving_in import conditionals, javascript
from balie.forms.moving_in.reading import Reading, Unsaid
from balie.forms.moving_in.shorten import readable
from balie.forms.moving_in.simplify import NO
from balie.forms.moving_in.tests import sample
from balie.forms.moving_in.tests.test_equivalence import EVENT, TODAY, empty, many, moved
from balie.forms.moving_in.tests.worlds import form_io, read_by, worlds

pytestmark = pytest.mark.soak

REAL = sorted((Path(__file__).parents[6] / "shared/examples/openforms").glob("*.zip"))
NODE = shutil.which("node")
SIMPLE = [
    ({"when": "muziek", "eq": "Ja", "show": True}, "muziek is ja"), ({"when": "muziek", "eq": "Ja", "show": False}, "muziek is niet ja"),
    ({"when": "soort", "eq": "markt", "show": "true"}, "soort is markt"), ({"when": "soort", "eq": "", "show": True}, "soort is leeg"),
    ({"when": "soort", "eq": "", "show": False}, "soort is ingevuld"), ({"when": "soort", "eq": "tocht 1", "show": False}, 'soort is niet "tocht 1"'),
    ({"when": "activiteiten", "eq": "alcohol", "show": True}, "activiteiten bevat alcohol"),
    ({"when": "activiteiten", "eq": "A3", "show": False}, "activiteiten bevat niet A3"),
    ({"when": "wijken", "eq": "noord", "show": True}, "wijken bevat noord"), ({"when": "akkoord", "eq": "true", "show": True}, "akkoord is ja"),
    ({"when": "akkoord", "eq": True, "show": False}, "akkoord is niet ja"),
    ({"when": "aantalBezoekers", "eq": 500, "show": True}, "aantal_bezoekers is 500"),
    ({"when": "aantalBezoekers", "eq": "500", "show": False}, "aantal_bezoekers is niet 500"),
    ({"when": "aantalBezoekers", "eq": "", "show": True}, "aantal_bezoekers is leeg"), ({"when": "naamVanEvenement", "eq": "Jan", "show": True},
                                                                                       'naam_van_evenement is "Jan"'),
    ({"when": "adres.postcode", "eq": "", "show": False}, "adres.postcode is ingevuld"), ({"when": "soort", "eq": "x", "show": None}, "ja"),
    ({"when": "", "eq": "x", "show": True}, "ja"), ({"when": None, "eq": "", "show": None}, "ja"),
]  # fmt: skip
SCRIPTS = [
    "show = data.muziek == 'Ja';", "show = (data.soort === 'markt' || data.soort == 'feest') && data.muziek !== 'Nee'",
    "if (data.muziek == 'Ja') { show = true; } else { show = false; }", "show = !!data.naamVanEvenement;", "show = !data.soort",
    "show = data.akkoord === true;", "show = data.activiteiten.alcohol;",
    "var veel = data.aantalBezoekers > 500; show = veel ? true : data.muziek == 'Ja';",
    "show = data.tenten.length > 1", "show = false; if (data.soort == 'markt') { show = true } else if (data.muziek == 'Nee') { show = true; }",
    "show = data.aantalBezoekers >= 10 && data.aantalBezoekers < 100;",
]  # fmt: skip


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    return moved(sample.zipped(tmp_path_factory.mktemp("export") / "form.zip"))


@pytest.fixture(scope="module")
def event():
    if not EVENT.is_file():
        pytest.skip("the export of the event permit is not here")
    return moved(EVENT)


def ours(move, component, read):
    """(the rule, what it noticed, a function of the values)."""
    reading = Reading(move)
    node = conditionals.visible(reading, component)
    knowns = read_by(move, read)
    names = {each.node.path[0]: each.type for each in knowns.values() if len(each.node.path) == 1}
    names |= {each.node.path[0]: move.knowns[path.split(".")[0]].type for path, each in knowns.items() if len(each.node.path) > 1}
    names |= {each.clock.path[0]: TIME for each in knowns.values() if each.clock is not None}
    run = compiled_condition(checked(unparse(node), names).tree)
    return node, reading, lambda values: run(values, Moment(TODAY))


def compare(move, component):
    """How often a simple condition agreed with what Form.io does."""
    condition = component["conditional"]
    read = {"var": str(condition.get("when") or "")}
    _, reading, run = ours(move, component, read)
    agreed = []

    @many
    @given(worlds(read_by(move, read)))
    def same(world):
        old, values = world
        if not any(empty(values, name) for name in reading.differences):
            assert run(values) is form_io(condition, old), (condition, old, values)
            agreed.append(run(values))

    same()
    return agreed


@pytest.mark.parametrize(("condition", "text"), SIMPLE, ids=range(len(SIMPLE)))
def test_a_simple_condition_means_the_same_and_reads_well(form, condition, text):
    component = {"conditional": condition}
    assert unparse(ours(form, component, {"var": str(condition["when"] or "")})[0]) == text
    assert compare(form, component)


def test_control_a_wrong_translation_would_be_noticed(form, monkeypatch):
    monkeypatch.setattr(conditionals, "_turned", lambda holds, show: holds)
    with pytest.raises(AssertionError):
        compare(form, {"conditional": {"when": "muziek", "eq": "Ja", "show": False}})


def test_every_simple_condition_of_the_event_permit_means_the_same(event):
    counted = {"conditions": 0, "agreed": 0, "never": 0}
    for each in event.placed:
        condition = each.component.get("conditional") or {}
        if not condition.get("when") or each.group is not None or event.find(condition["when"]) is None:
            counted["never"] += bool(condition.get("when"))
            continue
        counted["conditions"] += 1
        counted["agreed"] += bool(compare(event, {"conditional": condition}))
    assert counted["conditions"] >= 55 and counted["agreed"] == counted["conditions"], counted


# -- JavaScript, as it runs


def run_script(code, worlds):
    """What `show` is in the end for each of these answers, in JavaScript itself; None where it fails."""
    told = f"""const worlds = {json.dumps(worlds, default=str)};
    const run = new Function("data", "row", "show", {json.dumps(code)} + "\\n;return show;");
    console.log(JSON.stringify(worlds.map(data => {{ try {{ return !!run(data, data, true); }} catch (e) {{ return null; }} }})));"""
    done = subprocess.run([NODE, "-"], input=told, capture_output=True, text=True, timeout=60, check=True)
    return json.loads(done.stdout)


def compare_script(move, code):
    """How often the rule agreed with the script itself."""
    read = javascript.shown(code)
    before = len(move.guesses)
    node, reading, run = ours(move, {"customConditional": code}, read)
    # a path that the form does not have (any more) is read as the question that it probably means, and said so in the report
    if node == NO or not readable(node) or len(move.guesses) > before:
        return 0
    drawn = []

    @settings(suppress_health_check=list(HealthCheck))
    @given(st.lists(worlds(read_by(move, read)), min_size=3, max_size=3))
    def draw(found):
        drawn.extend(found)

    draw()
    agreed = 0
    for (old, values), wanted in zip(drawn, run_script(code, [old for old, _ in drawn]), strict=True):
        if wanted is not None and not any(empty(values, name) for name in reading.differences):
            assert run(values) is wanted, (code, old, values, unparse(node))
            agreed += 1
    return agreed


@pytest.mark.skipif(NODE is None, reason="there is no node here to run JavaScript")
@pytest.mark.parametrize("code", SCRIPTS)
def test_a_script_means_the_same(form, code):
    assert compare_script(form, code) > 10


@pytest.mark.skipif(NODE is None, reason="there is no node here to run JavaScript")
def test_control_another_script_would_be_noticed(form, monkeypatch):
    monkeypatch.setattr(javascript, "shown", lambda code: {"==": [{"var": "muziek"}, "Nee"]})
    with pytest.raises(AssertionError):
        compare_script(form, SCRIPTS[0])


@pytest.mark.skipif(NODE is None, reason="there is no node here to run JavaScript")
@pytest.mark.parametrize("path", REAL, ids=[each.stem for each in REAL])
def test_the_scripts_of_real_exports_mean_the_same(path):
    move = moved(path)
    codes = [str(each.component["customConditional"]) for each in move.placed if each.component.get("customConditional") and each.group is None]
    for code in codes:
        try:
            compare_script(move, code)
        except Unsaid:
            continue
