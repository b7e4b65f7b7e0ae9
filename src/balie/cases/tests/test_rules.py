"""Terms, archive dates, what may happen when, and the timeline: pure."""
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balie.cases import rules, timeline
from balie.cases.timeline import Kind
from balie.cases.views import AskView
from balie.kernel import clock

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


@pytest.mark.parametrize("start, term, end", [
    (MONDAY, "direct", MONDAY), (MONDAY, "20 minuten", MONDAY), (MONDAY, "5 werkdagen", date(2026, 11, 30)),
    (FRIDAY, "1 werkdag", date(2026, 11, 30)), (MONDAY, "8 weken", date(2027, 1, 18)), (MONDAY, "1 jaar", date(2027, 11, 23)),
    (date(2026, 12, 23), "2 werkdagen", date(2026, 12, 28)),      # Christmas in between
    (date(2026, 11, 21), "2 weken", date(2026, 12, 7)),           # would end on a Saturday
    (date(2026, 12, 30), "2 dagen", date(2027, 1, 4)),            # New Year's Day, then a weekend
])
def test_terms_end_on_working_days(start, term, end):
    assert rules.ends_on(start, term) == end


@pytest.mark.parametrize("term, duration", [
    ("direct", "P1D"), ("5 werkdagen", "P7D"), ("3 werkdagen", "P3D"), ("8 weken", "P8W"), ("1 jaar", "P1Y"), ("2 maanden", "P2M"),
])
def test_terms_as_durations(term, duration):
    assert rules.duration_of(term) == duration
    assert rules.add_duration(MONDAY, duration) > MONDAY


@pytest.mark.parametrize("wrong", ["", "P", "8W", "PT5M", "P-1D", "5 dagen"])
def test_no_duration(wrong):
    with pytest.raises(ValueError):
        rules.add_duration(MONDAY, wrong)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 90), st.sampled_from(["werkdagen", "dagen", "weken", "maanden"]))
def test_a_term_ends_later_and_on_a_working_day(start, number, unit):
    end = rules.ends_on(start, f"{number} {unit}")
    assert end > start and clock.is_working_day(end)


def test_the_deadline_moves_by_the_days_it_stood_still():
    assert rules.moved_deadline(date(2026, 11, 30), MONDAY, FRIDAY) == date(2026, 12, 4)
    assert rules.moved_deadline(date(2026, 11, 30), MONDAY, MONDAY) == date(2026, 11, 30)


@pytest.mark.parametrize("deadline, urgency, words", [
    (date(2026, 11, 20), "te_laat", "3 dagen te laat"), (MONDAY, "vandaag", "laatste dag"), (date(2026, 11, 24), "snel", "1 dag"),
    (date(2026, 12, 1), "op_tijd", "8 dagen"),
])
def test_urgency(deadline, urgency, words):
    assert rules.urgency(deadline, MONDAY) == urgency and rules.days_left_text(deadline, MONDAY) == words


def test_every_verb_says_why_not():
    for verb, (allowed, sentence) in rules.VERBS.items():
        assert allowed <= set(rules.OPEN) and sentence.endswith(".")
        with pytest.raises(rules.Impossible):
            rules.check(verb, None)
    assert rules.possible(None) == frozenset()


@pytest.mark.parametrize("hand_out, count, granted, handling", [
    (False, 2, 2, None), (False, 3, 3, 2), (False, 5, 5, 2), (True, 4, 2, None), (True, 5, 3, 2), (True, 3, 1, None),
])
def test_which_status_when(hand_out, count, granted, handling):
    assert rules.granted_step(count, hand_out=hand_out) == granted
    assert rules.handling_step(count, hand_out=hand_out) == handling


COMMON = {"archiefnominatie": "vernietigen", "archiefactietermijn": "P5Y", "einddatum": MONDAY}


@pytest.mark.parametrize("given, brondatum", [
    ({"afleidingswijze": "afgehandeld"}, MONDAY),
    ({"afleidingswijze": "hoofdzaak", "hoofdzaak_einddatum": FRIDAY}, FRIDAY),
    ({"afleidingswijze": "eigenschap", "eigenschap": "2030-01-01"}, date(2030, 1, 1)),
    ({"afleidingswijze": "termijn", "procestermijn": "P10Y"}, date(2036, 11, 23)),
    ({"afleidingswijze": "ingangsdatum_besluit", "ingangsdatums": (MONDAY, FRIDAY)}, FRIDAY),
    ({"afleidingswijze": "vervaldatum_besluit", "vervaldatums": (FRIDAY,)}, FRIDAY),
    ({"afleidingswijze": "gerelateerde_zaak", "gerelateerde_einddatums": (MONDAY,)}, MONDAY),
    ({"afleidingswijze": "vervaldatum_besluit"}, None),
    ({"afleidingswijze": "eigenschap", "eigenschap": "morgen"}, None),
    ({"afleidingswijze": "ander_datumkenmerk"}, None),
])
def test_archiving(given, brondatum):
    found = rules.archiving(**COMMON, **given)
    assert found.brondatum == brondatum and found.archiefnominatie == "vernietigen"
    assert found.archiefactiedatum == (brondatum and brondatum.replace(year=brondatum.year + 5))


def test_kept_for_ever_has_no_date():
    found = rules.archiving(
        afleidingswijze="afgehandeld", archiefnominatie="blijvend_bewaren", archiefactietermijn="", einddatum=MONDAY
    )
    assert found.archiefactiedatum is None


def test_who_may_see_what():
    assert rules.clearance(["balie"]) < rules.clearance(["behandelaar"]) < rules.clearance(["teamleider", "balie"])
    assert rules.clearance(["beheerder"]) == -1


# -- timeline ---------------------------------------------------------------------------------------------------------------

KINDS = [Kind(1, "Ontvangen", "U vroeg"), Kind(2, "Bezig", "Wij kijken", "3 werkdagen"), Kind(3, "Klaar", "U hoort")]
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def ask(answered: datetime | None = None) -> AskView:
    return AskView(
        ask_id=None, zaak_id=None, question="Stuurt u de tekening?", wants_document=True, asked_at=AT, asked_by="S", deadline=FRIDAY,
        answer="ja" if answered else "", answered_at=answered,
    )


def shown(reached, asks=(), closed=False):
    return [
        (step.when, step.name, step.expected)
        for step in timeline.steps(KINDS, reached, asks, start=MONDAY, deadline=date(2026, 11, 30), closed=closed)
    ]


def test_timeline_at_the_start():
    assert shown([(1, AT)]) == [
        ("now", "Ontvangen", None), ("later", "Bezig", date(2026, 11, 26)), ("later", "Klaar", date(2026, 11, 30)),
    ]


def test_timeline_of_what_lies_ready_by_the_deadline_and_is_collected_some_day():
    kinds = [*KINDS, Kind(4, "Opgehaald", "U hebt het")]
    found = timeline.steps(kinds, [(1, AT)], [], start=MONDAY, deadline=date(2026, 11, 30), closed=False, due=3)
    assert [(step.name, step.expected) for step in found[2:]] == [("Klaar", date(2026, 11, 30)), ("Opgehaald", None)]


def test_timeline_while_we_wait():
    assert shown([(1, AT), (2, AT)], [ask()]) == [
        ("done", "Ontvangen", None), ("done", "Bezig", None), ("now", "Aanvulling gevraagd", FRIDAY), ("later", "Klaar", date(2026, 11, 30)),
    ]


def test_timeline_after_an_answer():
    assert [step[:2] for step in shown([(1, AT), (2, AT)], [ask(AT)])] == [
        ("done", "Ontvangen"), ("done", "Aanvulling"), ("now", "Bezig"), ("later", "Klaar"),
    ]


def test_timeline_closed_early_has_no_steps_that_never_came():
    assert [step[:2] for step in shown([(1, AT), (3, AT)], closed=True)] == [("done", "Ontvangen"), ("done", "Klaar")]
