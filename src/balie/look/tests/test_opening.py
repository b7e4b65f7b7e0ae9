"""Opening hours in words."""

from datetime import date, datetime

import pytest

from balie.look import opening

HOURS = opening.parse({day: ["8:30", "17:00"] for day in ("ma", "di", "wo", "vr")} | {"do": ["8:30", "20:00"]})


@pytest.mark.parametrize(
    ("moment", "open_now", "text"),
    [
        (datetime(2026, 11, 23, 10, 0), True, "Nu open tot 17.00 uur"),
        (datetime(2026, 11, 23, 8, 29), False, "Vandaag open vanaf 8.30 uur"),
        (datetime(2026, 11, 23, 17, 0), False, "Nu dicht. Open morgen om 8.30 uur"),
        (datetime(2026, 11, 27, 18, 0), False, "Nu dicht. Open maandag om 8.30 uur"),
        (datetime(2026, 11, 28, 12, 0), False, "Nu dicht. Open maandag om 8.30 uur"),
    ],
)
def test_now(moment, open_now, text):
    assert opening.now(HOURS, moment) == opening.Opening(open_now, text)


def test_closed_on_a_holiday():
    assert not opening.now(HOURS, datetime(2026, 12, 25, 10, 0), frozenset({date(2026, 12, 25)})).open


def test_unknown_hours_say_nothing():
    assert opening.now({}, datetime(2026, 11, 23, 10, 0)) is None


def test_lines_put_equal_days_together():
    assert opening.lines(HOURS) == [
        "Maandag tot en met woensdag", "8.30 tot 17.00 uur", "Donderdag", "8.30 tot 20.00 uur", "Vrijdag", "8.30 tot 17.00 uur",
    ]
