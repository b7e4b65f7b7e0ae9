"""Our rules as JsonLogic give what Open Forms' own JsonLogic makes of it, for random answers, also where nothing is filled in."""

import json_logic
import pytest
from hypothesis import HealthCheck, given, settings

from balie.forms.definition.folder import definition_of
from balie.forms.language.checker import condition
from balie.forms.language.compiler import compiled_condition
from balie.forms.language.runtime import Moment
from balie.forms.moving_in.assemble import assemble
from balie.forms.moving_in.read import read
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_in.settle import settled
from balie.forms.moving_in.tests import sample
from balie.forms.moving_in.tests.test_equivalence import SAME, TODAY, moved
from balie.forms.moving_in.tests.worlds import read_by, worlds
from balie.forms.moving_out import logic
from balie.forms.moving_out.export import exported
from balie.forms.moving_out.logic import Logic
from balie.forms.moving_out.names import Names
from balie.forms.plan.compile import compile_plan

pytestmark = pytest.mark.soak

MORE = [
    "leeftijd van begin >= 18", "leeftijd van begin < 3", "leeftijd van begin is 1", "leeftijd van begin op eind > 1", "2 <= leeftijd van begin",
    "begin tussen 2026-12-01 en 2027-06-01", "begin is 2027-03-01", "begin is niet vandaag", "vandaag + 2 weken < begin", "eind is begin",
    "muziek is ingevuld", "activiteiten is leeg", "activiteiten is ingevuld", "aantal van activiteiten >= 2", "activiteiten bevat niet eten",
    "soort is niet een van (markt, feest)", "soort is ingevuld en niet (soort is markt)", "aantal_bezoekers is niet 3", "-aantal_bezoekers < 2",
    "aantal_bezoekers + aantal_podia is 4", "aantal_bezoekers is aantal_podia", "akkoord", "niet akkoord", "tekening is leeg",
    'adres.postcode is "12"',
    "een van tenten (lengte > 3)", "alle van tenten (grond is ja)", "aantal van tenten waar (lengte >= 2) is 1", "som van tenten.lengte >= 5",
    "som van tenten.lengte waar (grond is ja) > 4", "tenten is leeg", "opbouw < afbouw", "tijd is ingevuld",
    "(als muziek is ja dan aantal_bezoekers anders aantal_podia) >= 5", "(als soort is markt dan ja anders nee) is niet ja",
    "naam_van_evenement is email", "aantal_bezoekers * 2 >= aantal_podia / 2",
]  # fmt: skip
CANNOT = [
    "werkdagen tussen begin en eind > 3", "begin > vandaag + 3 werkdagen", "dagen tussen begin en eind < 4", "leeftijd van begin > aantal_podia",
    "hoogste van tenten.lengte > 3", "akkoord is nee", "een van tenten (lengte > aantal_podia)", "adres.bag_id is ingevuld",
    "tijd > 10:00",
]  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def same_day():
    kept, json_logic.operations["today"] = json_logic.operations["today"], lambda *_: TODAY
    yield
    json_logic.operations["today"] = kept


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """(the plan of the sample form, and that form as we export it)"""
    folder = tmp_path_factory.mktemp("export")
    # a choice of more than one, as a list, becomes boxes to tick here: those are looked at too
    texts, errors = settled(assemble(read(sample.zipped(folder / "een.zip")), "dienst"))
    assert errors == []
    files, _ = exported(definition_of(texts))
    return compile_plan(definition_of(texts)), moved(sample.zipped(folder / "twee.zip", files))


def compare(service, text):
    """How often both gave the same."""
    plan, move = service
    rule = condition(text, plan.names)
    expression, run, agreed = Logic(Names(plan)).condition(rule.tree), compiled_condition(rule.tree), []

    @settings(suppress_health_check=list(HealthCheck))
    @given(worlds(read_by(move, expression)))
    def same(world):
        old, values = world
        try:
            found = bool(json_logic.jsonLogic(expression, old))
        except (TypeError, ValueError, ZeroDivisionError):
            return  # a rule that fails does nothing there
        assert found is run(values, Moment(TODAY)), (text, expression, old, values)
        agreed.append(found)

    same()
    return agreed


@pytest.mark.parametrize("text", [*dict.fromkeys(text for _, text in SAME if text and "bestaat" not in text), *MORE])
def test_a_rule_means_the_same(service, text):
    assert compare(service, text)


@pytest.mark.parametrize("text", CANNOT)
def test_what_has_no_words_there_is_refused_with_a_reason(service, text):
    plan, _ = service
    with pytest.raises(Unsaid) as refused:
        Logic(Names(plan)).condition(condition(text, plan.names).tree)
    assert str(refused.value)


def test_control_a_wrong_word_would_be_noticed(service, monkeypatch):
    monkeypatch.setattr(logic.Logic, "_oneof", lambda self, node: {"in": [self.value(node.part), ["markt"]]})
    with pytest.raises(AssertionError):
        compare(service, "soort is een van (markt, feest)")
