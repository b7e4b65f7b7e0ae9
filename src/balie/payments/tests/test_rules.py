"""What a report means, whatever order it comes in."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balie.payments import rules

WORDS = ["open", "pending", "authorized", "paid", "canceled", "expired", "failed", "nonsense"]


@given(st.lists(st.sampled_from(WORDS)))
def test_paid_is_final_in_any_order(reports):
    status = "open"
    for report in reports:
        status = rules.attempt_becomes(status, report)
    assert (status == "paid") == ("paid" in reports)
    assert status in WORDS[:-1]


@pytest.mark.parametrize("known, reported, becomes", [
    ("open", "pending", "pending"), ("canceled", "open", "canceled"), ("expired", "failed", "expired"), ("expired", "paid", "paid"),
    ("paid", "expired", "paid"), ("open", "nonsense", "open"),
])
def test_ends_stay(known, reported, becomes):
    assert rules.attempt_becomes(known, reported) == becomes


def test_refunded_is_final_in_any_order():
    for order in permutations(["queued", "processing", "failed", "refunded", "nonsense"]):
        status = "gevraagd"
        for report in order:
            status = rules.refund_becomes(status, report)
        assert status == "terugbetaald"


def test_patience_grows_and_ends():
    waits = [rules.ask_again_after(n) for n in range(20)]
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)] and waits[-1] == rules.LONGEST
    assert waits == sorted(waits)
