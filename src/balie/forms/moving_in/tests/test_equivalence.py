"""The translation means what the JsonLogic of Open Forms means, for random answers. Where it knowingly differs, it says so."""

import datetime
import os
from pathlib import Path

import json_logic
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balie.forms.language.checker import check
from balie.forms.language.checker import condition as checked
from balie.forms.language.compiler import compiled, compiled_condition
from balie.forms.language.runtime import Moment
from balie.forms.language.types import TIME, record
from balie.forms.language.unparse import unparse
from balie.forms.moving_in import assemble, jsonlogic, layout
from balie.forms.moving_in.move import Move
from balie.forms.moving_in.naming import Names
from balie.forms.moving_in.read import read
from balie.forms.moving_in.reading import Reading, Unsaid
from balie.forms.moving_in.report import Report
from balie.forms.moving_in.shorten import readable
from balie.forms.moving_in.tests import sample
from balie.forms.moving_in.tests.worlds import read_by, worlds
from balie.forms.moving_in.write import import_form

pytestmark = pytest.mark.soak

EXPORT = "evenementenvergunning-veiligheidsregio.zip"
EVENT = Path(os.environ.get("BALIE_EVENT_PERMIT") or Path(__file__).parents[6] / "shared/examples/openforms" / EXPORT)
TODAY = datetime.date(2027, 3, 1)
many = settings(suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True, scope="module")
def same_day():
    kept, json_logic.operations["today"] = json_logic.operations["today"], lambda *_: TODAY
    yield
    json_logic.operations["today"] = kept


def moved(path):
    export = read(path)
    report = Report("", "")
    move = Move(export, report, Names(), layout.placed(export, report))
    assemble._known(move)
    move.learn({each.key: each for each in move.placed})
    return move


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    return moved(sample.zipped(tmp_path_factory.mktemp("export") / "form.zip"))


V = {name: {"var": name} for name in (
    "naamVanEvenement", "aantalBezoekers", "aantalPodia", "muziek", "soort", "activiteiten.alcohol", "wijken", "risico",
    "akkoord", "begin", "eind", "opbouw", "afbouw", "tenten", "tekening", "adres.postcode", "email")}  # fmt: skip
TODAY_MINUS_18 = {"-": [{"today": []}, {"rdelta": [1, 0, 0]}]}
COUNT = {"reduce": [V["tenten"], {"+": [1, {"var": "accumulator"}]}, 0]}
SAME = [
    ({"==": [V["activiteiten.alcohol"], True]}, "activiteiten bevat alcohol"),
    ({"==": [V["activiteiten.alcohol"], False]}, "activiteiten bevat niet alcohol"),
    ({"==": [{"var": "activiteiten.A3"}, True]}, "activiteiten bevat A3"),
    ({"==": [V["muziek"], "Ja"]}, "muziek is ja"),
    ({"!=": [V["muziek"], "Nee"]}, "muziek is niet nee"),
    ({"!": [{"==": [V["muziek"], "Nee"]}]}, "muziek is niet nee"),
    ({"and": [{"==": [V["muziek"], "Ja"]}, {"==": [V["soort"], "markt"]}]}, "muziek is ja en soort is markt"),
    ({"or": [{"==": [V["soort"], "markt"]}, {"==": [V["soort"], "feest"]}]}, "soort is een van (markt, feest)"),
    ({"in": [V["soort"], ["markt", "tocht 1"]]}, 'soort is een van (markt, "tocht 1")'),
    ({"and": [{"!=": [V["soort"], "markt"]}, {"!=": [V["soort"], "feest"]}]}, "soort is niet een van (markt, feest)"),
    ({"==": ["markt", V["soort"]]}, "soort is markt"),
    ({"!!": [V["soort"]]}, "soort is ingevuld"),
    ({"!": [V["muziek"]]}, "muziek is leeg"),
    ({"==": [V["soort"], ""]}, "soort is leeg"),
    ({"!=": [V["naamVanEvenement"], ""]}, "naam_van_evenement is ingevuld"),
    ({"==": [V["naamVanEvenement"], "Jan"]}, 'naam_van_evenement is "Jan"'),
    ({"==": [V["akkoord"], True]}, "akkoord is ja"),
    ({"==": [V["akkoord"], False]}, "akkoord is niet ja"),
    ({"!": [V["akkoord"]]}, "akkoord is niet ja"),
    ({"in": ["noord", V["wijken"]]}, "wijken bevat noord"),
    ({"==": [V["wijken"], []]}, "wijken is leeg"),
    ({">=": [V["aantalBezoekers"], 500]}, "aantal_bezoekers >= 500"),
    ({"<": [500, V["aantalBezoekers"]]}, "aantal_bezoekers > 500"),
    ({"<=": [100, V["aantalBezoekers"], 500]}, "aantal_bezoekers tussen 100 en 500"),
    ({"and": [{">=": [V["aantalBezoekers"], 1]}, {"<=": [V["aantalBezoekers"], 9]}]}, "aantal_bezoekers tussen 1 en 9"),
    ({"==": [V["aantalBezoekers"], 500]}, "aantal_bezoekers is 500"),
    ({"==": [V["aantalBezoekers"], None]}, "aantal_bezoekers is leeg"),
    ({"!!": [V["aantalBezoekers"]]}, "aantal_bezoekers is ingevuld en aantal_bezoekers is niet 0"),
    ({"!": [{">": [V["aantalBezoekers"], 5]}]}, "niet aantal_bezoekers > 5"),
    ({">=": [{"/": [{"+": [V["aantalBezoekers"], V["aantalPodia"]]}, 2]}, 350]}, "(aantal_bezoekers + aantal_podia) / 2 >= 350"),
    ({">": [{"-": [V["aantalBezoekers"], V["aantalPodia"]]}, {"*": [V["aantalPodia"], 2]}]},
     "aantal_bezoekers - aantal_podia > aantal_podia * 2"),
    ({"<": [{"min": [V["aantalBezoekers"], V["aantalPodia"]]}, 3]}, None),
    ({">=": [{"max": [V["aantalBezoekers"], V["aantalPodia"]]}, 3]}, None),
    ({"<=": [{"+": [V["risico"], V["risico"], 1]}, 2]}, "getal van risico + getal van risico + 1 <= 2"),
    ({">": [V["begin"], TODAY_MINUS_18]}, "begin > vandaag - 1 jaar"),
    ({">": [{"date": V["begin"]}, {"+": [{"today": []}, {"rdelta": [0, 3, 14]}]}]}, "begin > vandaag + 3 maanden + 2 weken"),
    ({"<": [V["eind"], V["begin"]]}, "eind < begin"),
    ({"and": [{"!!": [V["eind"]]}, {"<": [V["eind"], V["begin"]]}]}, "eind < begin"),
    ({"<=": [V["opbouw"], V["afbouw"]]}, None),
    ({">": [V["opbouw"], V["afbouw"]]}, None),
    ({"<": [{"date": V["opbouw"]}, V["begin"]]}, "opbouw < begin"),
    ({"if": [{"missing": ["aantalBezoekers", "begin"]}, True, False]}, "aantal_bezoekers is leeg of begin is leeg"),
    ({"missing_some": [1, ["begin", "eind"]]}, "begin is leeg en eind is leeg"),
    ({"if": [{"==": [V["muziek"], "Ja"]}, {">": [V["aantalPodia"], 0]}, {">": [V["aantalPodia"], 5]}]}, None),
    ({"==": [{"if": [{"==": [V["soort"], "markt"]}, "a", {"==": [V["muziek"], "Ja"]}, "b", "c"]}, "b"]}, None),
    ({"?:": [{"==": [V["soort"], "markt"]}, True, False]}, "soort is markt"),
    ({">=": [COUNT, 2]}, "aantal van tenten >= 2"),
    ({"==": [COUNT, 0]}, "aantal van tenten is 0"),
    ({"!!": [V["tenten"]]}, "tenten is ingevuld"),
    ({"!": [V["tekening"]]}, "tekening is leeg"),
    ({"==": [V["adres.postcode"], ""]}, "adres.postcode is leeg"),
    ({"==": [{"count": [{"==": [V["muziek"], "Ja"]}, {"==": [V["soort"], "markt"]}, V["akkoord"]]}, 2]}, None),
    ({"and": []}, "ja"),
    ({"or": [True, V["muziek"]]}, "ja"),
    ({"==": [1, 2]}, "nee"),
    ({"==": [{"var": "bestaatNiet"}, "x"]}, "nee"),
    ({"!=": [{"var": "bestaatNiet"}, "x"]}, "ja"),
    ({"!": [{"var": "bestaatNiet"}]}, "ja"),
]  # fmt: skip
DIFFERENT = [
    ({"!=": [V["soort"], "None"]}, "soort is ingevuld", "soort"),
    ({"!=": [V["tenten"], "[]"]}, "tenten is ingevuld", "tenten"),
    ({"!=": [V["naamVanEvenement"], "{}"]}, "naam_van_evenement is ingevuld", "naam_van_evenement"),
    ({"==": [V["aantalBezoekers"], ""]}, "aantal_bezoekers is leeg", "aantal_bezoekers"),
    ({"missing": ["naamVanEvenement"]}, "naam_van_evenement is leeg", "naam_van_evenement"),
    ({"!!": [{"var": "activiteiten"}]}, "activiteiten is ingevuld", "activiteiten"),
    ({"==": [{"var": "activiteiten"}, "{'eten': False, 'alcohol': False, 'A3': False}"]}, "activiteiten is leeg", "activiteiten"),
]  # fmt: skip
UNSAID = [
    {"var": {"cat": ["gemeenten.", V["soort"]]}}, {"==": [{"%": [V["aantalPodia"], 2]}, 0]}, {"==": [{"cat": [V["soort"], "x"]}, "marktx"]},
    {"<": [V["soort"], {"var": "wijken"}]}, {"in": [V["soort"], "markt en feest"]}, {"onbekend": [1]}, {"==": [V["tenten"], "x"]},
    {">": [{"-": [V["begin"], V["eind"]]}, 3]}, {"==": [{"var": "auth_type"}, "digid"]}, {"a": 1, "b": 2},
    {"missing_some": [2, ["begin", "eind", "tijd"]]},
]  # fmt: skip


def ours(move, expression):
    """(text, what it noticed, a function of the values)."""
    reading = Reading(move)
    text = unparse(jsonlogic.condition(reading, expression))
    knowns = read_by(move, expression)
    names = {each.node.path[0]: each.type for each in knowns.values() if len(each.node.path) == 1}
    for path, each in knowns.items():
        if len(each.node.path) > 1:
            asked, (name, field) = move.knowns.get(path.split(".")[0]), each.node.path
            fields = names[name].fields if name in names else {}
            names[name] = asked.type if asked else record({**fields, field: each.type})  # what is looked up is known by its parts
    names |= {each.clock.path[0]: TIME for each in knowns.values() if each.clock is not None}
    rule = checked(text, names)
    run = compiled_condition(rule.tree)
    return text, reading, lambda values: run(values, Moment(TODAY))


def holds(expression, data):
    """What Open Forms makes of it; None where its JsonLogic fails."""
    try:
        return bool(json_logic.jsonLogic(expression, data))
    except (TypeError, ValueError, ZeroDivisionError, AssertionError):
        return None


def empty(values, name):
    head, *rest = name.split(".")
    found = values.get(head)
    for part in rest:
        found = found.get(part) if found else None
    return found is None


def compare(move, expression):
    """How often the two agreed. A difference that was named beforehand is left out, and nothing else is."""
    _, reading, run = ours(move, expression)
    agreed = []

    @many
    @given(worlds(read_by(move, expression)))
    def same(world):
        old, values = world
        wanted = holds(expression, old)
        if wanted is None or any(empty(values, name) for name in reading.differences):
            return
        assert run(values) is wanted, (unparse(jsonlogic.condition(Reading(move), expression)), old, values)
        agreed.append(wanted)

    same()
    return agreed


@pytest.mark.parametrize(("expression", "text"), SAME, ids=range(len(SAME)))
def test_it_means_the_same_and_reads_well(form, expression, text):
    written, reading, _ = ours(form, expression)
    assert text is None or written == text
    assert reading.differences == {}
    assert compare(form, expression)


@pytest.mark.parametrize(("expression", "text", "name"), DIFFERENT, ids=range(len(DIFFERENT)))
def test_a_known_difference_about_emptiness_is_named(form, expression, text, name):
    written, reading, _ = ours(form, expression)
    assert (written, set(reading.differences)) == (text, {name})
    assert compare(form, expression)


@pytest.mark.parametrize("expression", UNSAID, ids=range(len(UNSAID)))
def test_what_our_language_cannot_say_is_refused_with_a_reason(form, expression):
    with pytest.raises(Unsaid) as refused:
        jsonlogic.condition(Reading(form), expression)
    assert str(refused.value)


def test_control_a_wrong_translation_would_be_noticed(form, monkeypatch):
    from balie.forms.moving_in import comparing

    monkeypatch.setitem(comparing._EQUAL, "choice", lambda reading, known, value: comparing.NO)
    with pytest.raises(AssertionError):
        compare(form, {"==": [V["soort"], "markt"]})


def test_rows_conditions_that_only_other_json_logic_has(form):
    """some, all, none and filter are not in Open Forms, but in what Form.io itself writes."""
    long, rest = {">": [{"var": "current.lengte"}, 3]}, {"var": "accumulator"}
    said = {
        "een van tenten (lengte > 3)": {"some": [V["tenten"], {">": [{"var": "lengte"}, 3]}]},
        "alle van tenten (grond is ja)": {"all": [V["tenten"], {"==": [{"var": "grond"}, "Ja"]}]},
        "niet een van tenten (lengte > 3)": {"none": [V["tenten"], {">": [{"var": "lengte"}, 3]}]},
        "aantal van tenten waar (lengte > 3) >= 1":
            {">=": [{"reduce": [V["tenten"], {"if": [long, {"+": [1, rest]}, rest]}, 0]}, 1]},
        "som van tenten.lengte > 20": {">": [{"reduce": [V["tenten"], {"+": [{"var": "current.lengte"}, {"var": "accumulator"}]}, 0]}, 20]},
        "aantal van tenten waar (lengte > 3) > 0": {"!!": [{"filter": [V["tenten"], {">": [{"var": "lengte"}, 3]}]}]},
    }  # fmt: skip
    for text, expression in said.items():
        assert ours(form, expression)[0] == text


def test_random_conditions_mean_the_same(form):
    """Put together at random from the parts above."""
    leaves = st.sampled_from([expression for expression, _ in SAME if "missing" not in str(expression)])
    grown = st.recursive(
        leaves,
        lambda inner: (
            st.builds(lambda op, parts: {op: parts}, st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3))
            | st.builds(lambda part: {"!": [part]}, inner)
            | st.builds(lambda a, b, c: {"if": [a, b, c]}, inner, inner, inner)
        ),
        max_leaves=6,
    )

    @settings(max_examples=4 * settings.default.max_examples, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def same(data):
        expression = data.draw(grown)
        old, values = data.draw(worlds(read_by(form, expression)))
        wanted = holds(expression, old)
        # what is too deep for one line gets names when it is written; the test below holds that
        if wanted is not None and readable(jsonlogic.condition(Reading(form), expression)):
            assert ours(form, expression)[2](values) is wanted

    same()


def test_a_condition_too_deep_for_one_line_is_taken_over_with_names(tmp_path):
    deep = {"==": [{"var": "muziek"}, "Ja"]}
    for number in range(30):
        deep = {"!": [{"and" if number % 2 else "or": [deep, {">": [{"var": "aantalBezoekers"}, number]}]}]}
    export = sample.export(rules=[(deep, [("hidden", "email", True)])])
    done = import_form(sample.zipped(tmp_path / "form.zip", export), tmp_path / "dienst")
    assert done.errors == () and "person" not in {each.status for each in done.report.items if each.kind == "rule"}
    assert not readable(jsonlogic.condition(Reading(moved(tmp_path / "form.zip")), deep))


# -- the real form


@pytest.fixture(scope="module")
def event():
    if not EVENT.is_file():
        pytest.skip("the export of the event permit is not here")
    return moved(EVENT)


def test_every_trigger_of_the_event_permit_means_the_same(event):
    counted = {"rules": 0, "agreed": 0, "differences": 0, "unsaid": 0}
    for rule in event.export.logic:
        expression = rule["json_logic_trigger"]
        counted["rules"] += 1
        try:
            found = compare(event, expression)
        except Unsaid:
            counted["unsaid"] += 1
            continue
        counted["agreed"] += bool(found)
        counted["differences"] += bool(ours(event, expression)[1].differences)
    assert counted["rules"] == 144 and counted["unsaid"] == 0
    assert counted["agreed"] == 144, counted


def test_the_risk_class_of_the_event_permit_is_the_same(event):
    """A value, not a condition: fourteen answers with a weight each are added up to A, B or C."""
    rule = next(each for each in event.export.logic if any(action.get("variable") == "risicoClassificatie" for action in each["actions"]))
    expression = rule["actions"][0]["action"]["value"]
    knowns = read_by(event, expression)
    made = jsonlogic.value(Reading(event), expression)
    run = compiled(check(unparse(made.node), {each.node.path[0]: each.type for each in knowns.values()}).tree)
    seen = set()

    @settings(max_examples=max(300, settings.default.max_examples), suppress_health_check=list(HealthCheck))
    @given(worlds(knowns, filled=True))  # the rule itself asks for that
    def same(world):
        old, values = world
        seen.add(json_logic.jsonLogic(expression, old))
        assert run(values, Moment(TODAY)) == json_logic.jsonLogic(expression, old)

    same()
    assert len(knowns) == 14 and len(seen) > 1
