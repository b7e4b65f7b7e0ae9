"""Time, money and words."""
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from balie.kernel import clock, dutch, money


@pytest.mark.parametrize(("amount", "text"), [
    ("13.9", "€\u00a013,90"), ("1234.5", "€\u00a01.234,50"),
    ("-2", "-€\u00a02,00"), ("0.005", "€\u00a00,01"),
])
def test_euro(amount, text):
    assert money.euro(Decimal(amount)) == text


def test_an_amount_is_never_a_float():
    with pytest.raises(TypeError):
        money.amount(13.9)


def test_dates_in_words():
    moment = datetime(2026, 11, 25, 8, 20, tzinfo=UTC)
    assert dutch.day(moment) == "woensdag 25 november"
    assert dutch.time(moment) == "9.20 uur"
    assert dutch.join(["a", "b", "c"]) == "a, b en c"


@pytest.mark.parametrize("day", [date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 5), date(2026, 5, 14), date(2026, 12, 25)])
def test_holidays_of_the_algemene_termijnenwet(day):
    assert not clock.is_working_day(day)


def test_working_days_skip_weekends_and_holidays():
    assert clock.add_working_days(date(2026, 4, 2), 1) == date(2026, 4, 7)  # Good Friday, weekend, Easter Monday
    assert clock.next_working_day(date(2026, 12, 25)) == date(2026, 12, 28)


def test_today_is_amsterdams_day():
    with clock.frozen(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 7, 1)
