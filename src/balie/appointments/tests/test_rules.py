"""Free moments, opening hours and statuses: pure."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balie.appointments import rules
from balie.appointments.rules import Span

ZONE = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 11, 23)
WEEK = [(0, time(9), time(12)), (0, time(13), time(17)), (1, time(9), time(17))]
LONG_AGO = datetime(2000, 1, 1, tzinfo=ZONE)


def at(hour, minute=0, day=MONDAY):
    return datetime.combine(day, time(hour, minute), ZONE)


def test_hours_of_the_week():
    assert rules.open_spans(MONDAY, WEEK, None, False, ZONE) == [Span(at(9), at(12)), Span(at(13), at(17))]


@pytest.mark.parametrize("other, holiday, expected", [
    (None, True, []),
    ((None, None), False, []),
    ((time(10), time(11)), False, [Span(at(10), at(11))]),
    ((time(10), time(11)), True, [Span(at(10), at(11))]),
])
def test_other_days_win_over_holidays_and_weeks(other, holiday, expected):
    assert rules.open_spans(MONDAY, WEEK, other, holiday, ZONE) == expected


def test_moments_fit_before_closing_and_after_notice():
    spans = [Span(at(9), at(10))]
    assert [m.start for m in rules.moments(spans, 25, LONG_AGO)] == [at(9), at(9, 25)]
    assert [m.start for m in rules.moments(spans, 25, at(9, 10))] == [at(9, 25)]


def test_wall_clock_survives_the_change_to_winter_time():
    day = date(2026, 10, 25)
    [span] = rules.open_spans(day, [(6, time(9), time(17))], None, False, ZONE)
    assert (span.start.hour, span.start.utcoffset()) == (9, timedelta(hours=1))


@pytest.mark.parametrize("start, end, free", [
    (at(9), at(9, 15), True), (at(9, 15), at(9, 30), True), (at(9, 45), at(10), True),
    (at(8, 50), at(9, 5), False), (at(9, 40), at(9, 50), False), (at(9), at(11), False), (at(9, 30), at(9, 45), False),
])
def test_touching_is_free_overlap_is_not(start, end, free):
    taken = [Span(at(8, 45), at(9)), Span(at(9, 30), at(9, 45))]
    assert rules.is_free(Span(start, end), taken) is free


@given(st.lists(st.integers(0, 60), unique=True, max_size=20), st.integers(0, 240), st.integers(1, 30))
def test_is_free_agrees_with_the_naive_definition(quarters, start, length):
    taken = [Span(at(9) + timedelta(minutes=4 * q), at(9) + timedelta(minutes=4 * q + 4)) for q in sorted(quarters)]
    span = Span(at(9) + timedelta(minutes=start), at(9) + timedelta(minutes=start + length))
    assert rules.is_free(span, taken) == all(one.end <= span.start or one.start >= span.end for one in taken)


def test_statuses():
    assert rules.may_become("geboekt", "afgezegd") and rules.may_become("verplaatst", "aangekomen")
    assert not rules.may_become("afgezegd", "aangekomen") and not rules.may_become("klaar", "afgezegd")


@given(st.lists(st.integers()), st.integers())
def test_spread_loses_nothing(items, seed):
    assert sorted(rules.spread(items, seed)) == sorted(items)
