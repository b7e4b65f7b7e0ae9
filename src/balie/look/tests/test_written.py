"""Days, times, terms and amounts in the language of the page."""
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils.translation import override

from balie.look import written

MOMENT = datetime(2026, 11, 25, 8, 20, tzinfo=UTC)
CASES = [
    (written.day, MOMENT, "woensdag 25 november", "Wednesday 25 November"),
    (written.day, date(2026, 12, 1), "dinsdag 1 december", "Tuesday 1 December"),
    (written.day_short, MOMENT, "25 november", "25 November"),
    (written.day_year, MOMENT, "25 november 2026", "25 November 2026"),
    (written.time, MOMENT, "9.20 uur", "9:20"),
    (written.time, time(17), "17.00 uur", "17:00"),
    (written.moment, MOMENT, "woensdag 25 november om 9.20 uur", "Wednesday 25 November at 9:20"),
    (written.term, "5 werkdagen", "5 werkdagen", "5 working days"),
    (written.term, "1 week", "1 week", "1 week"),
    (written.term, "direct", "direct", "direct"),
    (written.euro, Decimal("1234.5"), "€\u00a01.234,50", "€1,234.50"),
    (written.euro, Decimal("-3"), "-€\u00a03,00", "-€3.00"),
]


@pytest.mark.parametrize(("write", "value", "dutch", "english"), CASES)
def test_in_the_language_of_the_page(write, value, dutch, english):
    with override("nl"):
        assert write(value) == dutch
    with override("en"):
        assert write(value) == english


@pytest.mark.parametrize(("name", "letters"), [("Sanne Bakker", "SB"), ("Willem van der Meer", "WM"), ("Zonnedam", "Z"), ("", "")])
def test_letters_in_a_circle(name, letters):
    assert written.initials(name) == letters
