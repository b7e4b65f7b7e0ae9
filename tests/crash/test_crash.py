"""The short form of the crash run, and whether its judge sees what is broken. The long form, and the controls in which a guard of the house
itself is taken away until something is lost or doubled, are `make soak`."""
from uuid import uuid4

import pytest

from tests.crash import campaign, runs
from tests.crash.verdict import Books, judge
from tests.load.resident import Acknowledged

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def run():
    """A house after the run, and how it went."""
    with runs.a_house() as house:
        yield house, campaign.run(house, kills=5, seed=20261123, residents=4, pause=(0.5, 2.5), first=4.0)


def test_nothing_is_lost_or_doubled(run):
    _, outcome = run
    assert outcome.settled and outcome.verdict.sound, f"{outcome}\n{outcome.verdict}"
    assert outcome.verdict.completed >= 3, f"too little was done to prove anything: {outcome}"


def test_control_what_is_lost_is_noticed(run):
    house, outcome = run
    lost = Acknowledged(application=str(uuid4()), service="verhuizing", sent=True, completed=True)
    assert judge(house, [*outcome.crowd.acknowledged, lost]).broken == {"lost": 1}


def test_control_what_is_doubled_is_noticed(run, monkeypatch):
    house, outcome = run
    real = Books.mails
    monkeypatch.setattr(Books, "mails", lambda books: (found := real(books)) + found[:1])
    assert judge(house, outcome.crowd.acknowledged).doubles == {"doubled_mails": 1}
