"""Who follows what, and how long a failure lasts."""
from __future__ import annotations

from datetime import timedelta

import pytest

from balie.zgw.notificaties import rules

ZAKEN = [{"naam": "zaken", "filters": {"bronorganisatie": "009991", "zaaktype": "*"}}]


@pytest.mark.parametrize(("kanaal", "kenmerken", "follows"), [
    ("zaken", {"bronorganisatie": "009991", "zaaktype": "x"}, True), ("zaken", {"bronorganisatie": "009991"}, True),
    ("zaken", {"bronorganisatie": "009992", "zaaktype": "x"}, False), ("zaken", {"zaaktype": "x"}, False),
    ("besluiten", {"bronorganisatie": "009991"}, False),
])
def test_filters(kanaal, kenmerken, follows):
    assert rules.follows(ZAKEN, kanaal, kenmerken) is follows


def test_without_filters_everything_and_one_of_several_is_enough():
    assert rules.follows([{"naam": "zaken", "filters": {}}], "zaken", {"a": "b"}) and rules.follows([{"naam": "zaken"}], "zaken", {})
    both = [{"naam": "zaken", "filters": {"a": "1"}}, {"naam": "zaken", "filters": {"a": "2"}}]
    assert rules.follows(both, "zaken", {"a": "2"}) and not rules.follows(both, "zaken", {"a": "3"})
    assert rules.follows([{"naam": "zaken", "filters": {"a": ""}}], "zaken", {})


def test_two_ways_to_write_a_value():
    upper = [{"naam": "zaken", "filters": {"a": "WAARDE"}}]
    assert rules.follows(upper, "zaken", {"a": "waarde"}, str.lower) and not rules.follows(upper, "zaken", {"a": "waarde"})


def test_waiting_grows_from_seconds_to_hours_and_is_spread():
    assert rules.wait_after(1, 0.5) == timedelta(seconds=2) and rules.wait_after(500, 0.5) == timedelta(hours=6)
    waits = [rules.wait_after(number, 0.5) for number in range(1, 12)]
    assert waits == sorted(waits)
    assert rules.wait_after(8, 0.5) < timedelta(minutes=2) < rules.wait_after(10, 0.5) < timedelta(hours=1) < rules.wait_after(16, 0.5)
    assert rules.wait_after(1, 0) == timedelta(seconds=1.6) and rules.wait_after(1, 1) == timedelta(seconds=2.4)


def test_a_subscriber_is_left_alone_after_some_rounds():
    assert rules.pause_after(rules.PATIENCE - 1, 0.5) is None and rules.pause_after(rules.PATIENCE, 0.5) == timedelta(seconds=2)
    assert rules.pause_after(400, 0.5) == timedelta(hours=6)
