"""From answers and facts to what follows. A hidden answer never counts; nothing that is stored is trusted."""

from datetime import date
from decimal import Decimal as D
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate, evaluate_check
from balie.forms.plan.state import AppointmentNeed
from balie.forms.tests import sample
from balie.forms.tests.sample import ANSWERS, FACTS

pytestmark = pytest.mark.soak

TODAY = date(2026, 11, 23)


@cache
def plan(*changes, language="nl"):
    return compile_plan(sample.definition(*changes).in_language(language))


def state(answers=ANSWERS, facts=FACTS, changes=(), **more):
    return evaluate(plan(*changes), answers, facts, today=TODAY, **more)


def question(found, name):
    return next(each for page in found.pages for each in page.questions if each.name == name)


def test_a_complete_application():
    found = state()
    assert [page.name for page in found.pages] == ["feest", "wie"]
    assert (found.complete, found.total, found.stop) == (True, D("25.50"), None)
    assert (found.decision.row, found.decision.outcome, found.decision.explanation) == ("standaard", "verlenen", "geen van de andere regels geldt")
    assert found.messages == ("received", "granted") and found.product == "Straatfeest in Noord" and found.term == "5 werkdagen"
    assert found.answers == ANSWERS


def test_control_without_an_answer_it_is_not_complete():
    found = state({name: value for name, value in ANSWERS.items() if name != "wijk"})
    assert not found.complete and question(found, "wijk").missing and question(found, "wijk").missing_text == "Kies een antwoord."
    assert [page.done for page in found.pages] == [False, True]


def test_a_hidden_answer_never_counts():
    hidden = {**ANSWERS, "eerste_hulp": "De buurvrouw"}
    assert "eerste_hulp" not in state(hidden).answers and state(hidden).values["eerste_hulp"] is None
    shown = state({**hidden, "bezoekers": "100"})
    assert shown.answers["eerste_hulp"] == "De buurvrouw" and [page.name for page in shown.pages] == ["feest", "groot", "wie"]


def test_a_page_with_nothing_to_ask_is_left_out():
    change = (("label: Wie geeft eerste hulp?,", "label: Wie geeft eerste hulp?, toon als: muziek is ja,"),)
    crowd = {**ANSWERS, "bezoekers": "100"}
    assert [page.name for page in state(crowd, changes=change).pages] == ["feest", "wie"]
    assert [page.name for page in state({**crowd, "muziek": True}, changes=change).pages] == ["feest", "groot", "wie"]


def test_required_by_a_rule():
    wild = {**ANSWERS, "bezoekers": "100", "activiteiten": ["vuur"]}
    assert question(state(wild), "eerste_hulp").missing
    assert not question(state({**wild, "activiteiten": ["alcohol"]}), "eerste_hulp").missing


def test_an_own_error_rule_comes_after_the_types_own_and_is_filled_in():
    assert question(state({**ANSWERS, "bezoekers": "6000"}), "bezoekers").error == "Bel ons: dit is een evenement. U hebt er 6000."
    assert question(state({**ANSWERS, "bezoekers": "0"}), "bezoekers").error == "Vul 1 in of meer."
    assert not state({**ANSWERS, "bezoekers": "6000"}).complete


def test_a_stop_ends_the_form_there():
    found = state({**ANSWERS, "bezoekers": "3"})
    assert (found.stop.page, found.stop.text) == ("feest", "Met 3 mensen mag het zo.")
    assert [page.name for page in found.pages] == ["feest"] and not found.complete


def test_costs_follow_settings_and_answers():
    assert [(row.label, row.amount) for row in state({**ANSWERS, "muziek": True}).costs] == [("Straatfeest", D("25.50")), ("Muziek", D("51.00"))]
    assert state(settings={"tarief": "30"}).total == D("30.00")


def test_a_price_that_is_not_known_is_not_nothing():
    found = state(changes=(("amount: tarief}", "amount: bezoekers * tarief}"),), answers={**ANSWERS, "bezoekers": None})
    assert found.total is None and not found.complete


def test_facts_are_read_by_their_type_and_what_does_not_fit_is_empty():
    assert state().values["leeftijd"] == 36
    young = {"persoon": {"geboortedatum": "2010-01-01"}}
    assert state(facts=young).decision.row == "jong"
    for odd in ("2010", 2010, "nooit", None, ["2010-01-01"]):
        assert state(facts={"persoon": {"geboortedatum": odd}}).decision.row == "standaard"


def test_people_come_from_the_facts_only():
    found = state({**ANSWERS, "kind": ["k1"]})
    assert found.values["kind"]["naam"] == "Bo Vos" and found.values["kind"]["leeftijd"] == 7
    assert [(each.role, each.person_id) for each in found.cosigners] == [("andere-ouder", "p9")]
    assert found.messages == ("cosign", "received", "granted")
    assert [each.value for each in question(found, "kind").options] == ["k1"]
    for other in (["k2"], ["k9"], "k2"):
        assert state({**ANSWERS, "kind": other}).values["kind"] is None


def test_what_we_know_is_offered_and_counts_only_when_answered():
    found = state({})
    assert question(found, "adres_feest").default == {"straat": "Laan", "huisnummer": "3", "postcode": "1998AB", "woonplaats": "Zonnedam"}
    assert question(found, "muziek").default is False and found.values["muziek"] is None
    assert question(state(), "adres_feest").default is None


def test_a_fact_is_shown_in_words_and_cannot_be_posted():
    found = state({**ANSWERS, "adres_bekend": "Elders 1"})
    assert question(found, "adres_bekend").words == "Laan 3, 1998 AB Zonnedam" and "adres_bekend" not in found.answers


def test_rows_have_their_own_scope():
    rows = [{"soort": "eten", "meter": "3", "gas": True}, {"soort": "spel", "meter": "2", "gas": True}, {"soort": "eten", "meter": "99"}]
    kramen = question(state({**ANSWERS, "kramen": rows}), "kramen")
    assert [[each.name for each in row] for row in kramen.rows] == [["soort", "meter", "gas"], ["soort", "meter"], ["soort", "meter", "gas"]]
    assert kramen.value[1]["gas"] is None and kramen.json[1] == {"soort": "spel", "meter": "2"}
    assert kramen.rows[2][1].error == "Vul 20 in of minder." and kramen.rows[2][2].missing and kramen.error
    assert kramen.summaries[0] == "Eten van 3 meter"
    assert question(state({**ANSWERS, "kramen": rows[:2]}), "kramen").error is None


def test_a_decision_says_why():
    found = state({**ANSWERS, "bezoekers": "150"})
    assert (found.decision.row, found.tasks, [each.service for each in found.offers]) == ("groot", ("bekijken",), ["afvalpas"])
    assert found.decision.explanation == "“Hoeveel mensen komen er” is minstens 100"


def test_a_faster_term_and_an_appointment():
    assert state({**ANSWERS, "bezoekers": "10"}).term == "1 werkdag"
    change = (("offers:\n", 'appointment: {product: feest, minutes: 15, "toon als": groot}\noffers:\n'),)
    assert state(changes=change).appointment is None
    assert state({**ANSWERS, "bezoekers": "100"}, changes=change).appointment == AppointmentNeed("feest", 15, "submit")


def test_texts_on_pages_know_the_town():
    assert state(known={"gemeente": {"naam": "Zonnedam"}}).page("feest").intro == "Een feest in Zonnedam."
    assert state().page("feest").intro == "Een feest in ."


def test_what_was_chosen_is_said_in_filled_in_words():
    change = (("label: Alcohol schenken", 'label: "Schenken in {{ gemeente.naam }}"'),)
    known = {"gemeente": {"naam": "Zonnedam"}}
    found = state({**ANSWERS, "activiteiten": ["alcohol", "vuur"]}, changes=change, known=known)
    assert question(found, "activiteiten").words == "Schenken in Zonnedam en Vuur maken"
    assert question(found, "wijk").words == "Noord" and question(found, "muziek").words == "Nee"
    assert question(state(changes=change, known=known), "activiteiten").words == ""


def test_the_check_before_login():
    assert not evaluate_check(plan(), {}, today=TODAY).complete
    assert evaluate_check(plan(), {"check_privaat": True}, today=TODAY).stop.title == "U hoeft niets aan te vragen"
    assert evaluate_check(plan(), {"check_privaat": False}, today=TODAY).complete


def test_in_english():
    found = evaluate(plan(language="en"), {**ANSWERS, "bezoekers": "0"}, FACTS, today=TODAY)
    assert question(found, "muziek").label == "Is there music?" and question(found, "bezoekers").error == "Enter 1 or more."


def test_the_same_question_gives_the_same_answer():
    assert state() == state()


_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["1e99", "99999999999", "k1", "eten"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["soort", "meter", "persoon", "kinderen", "person_id", "naam"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=3 * settings.default.max_examples, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(st.sampled_from(sorted(plan().types)), _data),
    st.fixed_dictionaries({"persoon": _data}),
    st.dictionaries(st.just("tarief"), _data),
)
def test_no_answer_or_fact_breaks_it(answers, facts, changed):
    found = state(answers, facts, settings=changed)
    asked = {each.name for page in found.pages for each in page.questions}
    assert set(found.answers) <= asked
    again = state(dict(found.answers), facts, settings=changed)
    assert again.answers == found.answers and again.total == found.total


@pytest.mark.parametrize("junk", [{"bezoekers": {"a": 1}}, {"kramen": "x"}, {"kramen": [{"meter": []}]}, {"adres_feest": [1]}])
def test_what_cannot_be_read_must_be_entered_again(junk):
    found = state({**ANSWERS, **junk})
    assert question(found, next(iter(junk))).error == "Vul dit opnieuw in." and not found.complete
