"""The short form of the crash run, and the controls that must fail. The long form is `make soak`."""
import pytest
from tests.crash import campaign, controls
from tests.crash.verdict import judge

from balie.runtime.testing.house import House, make_home

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]
SMALL = {"BALIE_TOWN_SIZE": "80"}


def test_nothing_is_lost_or_doubled():
    with House(make_home("balie-crash-"), environment=SMALL) as house:
        outcome = campaign.run(house, kills=6, seed=20261123, residents=4, pause=(0.5, 2.5), first=4.0)
    assert outcome.settled and outcome.verdict.sound, f"{outcome}\n{outcome.verdict}"
    assert outcome.verdict.completed >= 3, f"too little was done to prove anything: {outcome}"


def test_control_without_the_outbox_something_is_lost():
    with House(make_home("balie-crash-"), environment=SMALL | controls.environment("no_outbox")) as house:
        outcome = campaign.run(
            house, kills=30, seed=7, residents=6, pause=(1.0, 3.0), only=("web", "backend"), rest=20.0,
            until=lambda crowd: bool(judge(house, crowd.so_far()).without_zaak),
        )
    assert outcome.verdict.lost or outcome.verdict.without_zaak or outcome.verdict.without_message, str(outcome)


def test_control_without_idempotency_something_is_doubled():
    with House(make_home("balie-crash-"), environment=SMALL | controls.environment("no_idempotency")) as house:
        controls.drop_guards(house.home)
        outcome = campaign.run(
            house, kills=30, seed=7, residents=6, pause=(1.0, 3.0), only=("worker", "backend", "web"), rest=20.0, impatient=0.8,
            until=lambda crowd: bool(judge(house, crowd.so_far()).doubles),
        )
    assert outcome.verdict.doubles, str(outcome)
