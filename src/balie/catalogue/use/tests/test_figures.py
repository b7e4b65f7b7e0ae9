"""What may be told of how a service is used: no number under five, also not by way of a percentage."""

from datetime import date
from fractions import Fraction
from statistics import median as plain_median

from hypothesis import given
from hypothesis import strategies as st

from balie.catalogue.use.figures import LEAST, Share, figures, median, share, shown

MAY = date(2026, 5, 1)


def test_figures_of_a_month():
    numbers = {"online": 90, "desk": 10, "decided": 80, "alone": 60, "begun": 200, "sent": 100}
    use = figures("paspoort", MAY, numbers, {0: 50, 3: 20, 9: 10})
    assert (use.started, use.decided, use.begun, use.closed, use.days) == (100, 80, 200, 80, 0)
    assert (use.online, use.alone, use.sent) == (Share(90), Share(75), Share(50))


def test_a_month_without_use_is_nothing_and_not_hidden():
    use = figures("paspoort", MAY, {}, {})
    assert (use.started, use.decided, use.begun, use.closed) == (0, 0, 0, 0)
    assert (use.online, use.alone, use.sent, use.days) == (None, None, None, None)


def test_few_are_not_told():
    use = figures("paspoort", MAY, {"online": 3, "desk": 1, "decided": 4, "alone": 4, "begun": 2, "sent": 1}, {2: 4})
    assert (use.started, use.decided, use.begun, use.closed, use.online, use.alone, use.sent, use.days) == (None,) * 8


def test_control_five_are_told():
    use = figures("paspoort", MAY, {"online": 5, "decided": 5, "alone": 5, "begun": 5}, {2: 5})
    assert (use.started, use.decided, use.begun, use.closed, use.days) == (5, 5, 5, 5, 2)
    assert (use.online, use.alone, use.sent) == (Share(100), Share(100), Share(0))


def test_a_share_that_would_tell_of_few_is_a_bound():
    assert share(2, 100) == Share(5, "less") and share(98, 100) == Share(95, "more")
    assert share(0, 100) == Share(0) and share(100, 100) == Share(100) and share(5, 100) == Share(5)
    assert share(3, 6) is None and share(120, 100) == Share(100)


@given(st.integers(0, 400), st.integers(1, 400))
def test_no_share_points_at_few(part, rest):
    """Whoever knows the whole can't find out that one side is 1, 2, 3 or 4 and which of those."""
    whole = part + rest
    found = share(part, whole)
    possible = {each for each in range(whole + 1) if share(each, whole) == found}
    for side in (part, whole - part):
        if 0 < side < LEAST:
            assert found is None or {side} < {each for each in (*possible, *(whole - one for one in possible)) if 0 < each < LEAST}
    if found and found.bound == "less":
        assert Fraction(part, whole) < Fraction(found.percent, 100)
    if found and found.bound == "more":
        assert Fraction(part, whole) > Fraction(found.percent, 100)


def test_control_a_plain_percentage_would_point_at_one():
    assert round(100 * 1 / 20) != round(100 * 2 / 20) and share(1, 20) == share(2, 20) == share(4, 20)
    assert shown(4) is None and shown(5) == 5 and shown(0) == 0


@given(st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_the_median_is_that_of_the_days_themselves(days):
    assert median({each: days.count(each) for each in days}) == plain_median(days)
