"""The short form of the crash run, and the controls that must fail. The long form is `make soak`."""
import pytest

from tests.crash import runs

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]


def test_nothing_is_lost_or_doubled():
    outcome = runs.real(kills=5, seed=20261123, residents=4, pause=(0.5, 2.5), first=4.0)
    assert outcome.settled and outcome.verdict.sound, f"{outcome}\n{outcome.verdict}"
    assert outcome.verdict.completed >= 3, f"too little was done to prove anything: {outcome}"


def test_control_without_the_outbox_something_is_lost():
    outcome = runs.without_outbox()
    assert outcome.verdict.without_zaak or outcome.verdict.lost, str(outcome)


def test_control_without_idempotency_something_is_doubled():
    outcome = runs.without_idempotency()
    assert outcome.verdict.doubles, str(outcome)
