"""The short form of the run with a subscriber that refuses three in ten, and whether its judge sees what is lost or turned round. The long
form, and the control in which the guard of the order is taken out, are `make soak`."""
from __future__ import annotations

import pytest

from balie.zgw.notificaties.tests.receiver import Got
from tests.crash import notifications, runs
from tests.crash.notifications import EVENTS, Outcome

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]


def test_everything_arrives_in_order_though_the_worker_is_killed():
    with runs.a_house() as house:
        outcome = notifications.run(house, zaken=40, kills=1, seed=20261128)
    assert outcome.sound and outcome.kills == 1 and outcome.refused > 20, str(outcome)


def got(zaak: str, number: int, status: int = 204, *, key: str = "") -> Got:
    return Got({"hoofdObject": zaak, "kenmerken": {"nummer": str(number)}}, {"webhook-id": key or f"{zaak}{number}"}, status, b"")


def judged(*messages: Got) -> Outcome:
    return notifications.judge(list(messages), Outcome(zaken=1, kills=0, seconds=0, settled=True))


def test_control_the_judge_sees_what_is_lost_turned_and_doubled():
    whole = [got("a", number) for number in range(EVENTS)]
    assert judged(*whole).sound and judged(got("a", 0, 500), *whole).sound
    assert judged(*whole[:-1]).missing and judged().missing
    assert judged(whole[1], whole[0], *whole[2:]).turned
    twice = judged(*whole[:2], got("a", 0), *whole[2:])
    assert twice.sound and twice.doubled == 1
