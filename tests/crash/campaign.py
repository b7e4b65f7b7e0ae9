"""One run: a house, a crowd, kills at random, rest, judgement."""
from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from balie.runtime import processes
from balie.runtime.testing.house import House
from tests.crash.crowd import SERVICES, Crowd
from tests.crash.kills import WEIGHTS, kill_one
from tests.crash.verdict import Books, Verdict, judge

REST_SECONDS = 180.0


@dataclass
class Outcome:
    kills: Counter
    crowd: Crowd
    verdict: Verdict
    settled: bool
    seconds: float

    def __str__(self) -> str:
        verdict, crowd = self.verdict, self.crowd
        told = f"{verdict.acknowledged} acknowledged, {verdict.completed} confirmed, {verdict.paid} paid, {verdict.booked} booked"
        line = f"{crowd.requests} requests ({crowd.retries} sent again, {len(crowd.gave_up)} journeys given up)"
        reasons = "".join(f"\n  {number} × {text}" for text, number in Counter(crowd.gave_up).most_common(5))
        broken = ", ".join(f"{number} × {name}" for name, number in verdict.broken.items()) or "0 lost, 0 doubled"
        kills = f"{sum(self.kills.values())} kills {dict(self.kills)} in {self.seconds:.0f} s"
        return f"{kills}: {told}, {verdict.mails} mails, {line}: {broken}{reasons}"


def run(house: House, *, kills: int, seed: int, residents: int = 6, pause: tuple[float, float] = (0.5, 3.0),
        only: tuple[str, ...] = tuple(WEIGHTS), services: tuple[str, ...] = SERVICES, first: float = 2.0, impatient: float = 0.2,
        rest: float = REST_SECONDS, aim: Callable[[], object] | None = None, until: Callable[[Crowd], bool] | None = None,
        say: Callable[[str], None] = lambda line: None) -> Outcome:
    """Kill `kills` times with `pause` seconds between, in a `house` that has been started. The house is left running.

    `aim`: called before each kill, to wait for a moment that matters. `until`: looked at after each kill, to stop earlier. `rest`: how long
    the house may take to finish its work in peace afterwards.
    """
    begun, chance, done = time.monotonic(), random.Random(seed), Counter()
    crowd = Crowd(house, size=residents, seed=seed, services=services, impatient=impatient).start()
    time.sleep(first)
    while sum(done.values()) < kills:
        if aim is not None:
            aim()
        what = kill_one(house, chance, only)
        if what:
            done[what] += 1
            say(f"{sum(done.values())}/{kills} killed {what}; {crowd.finished} applications confirmed")
        if what == "everything":
            house.stop()
            house.start()
        if chance.random() < 0.7:  # now and then the next kill falls into the recovery of the last
            house.wait_until_ready(seconds=90)
        time.sleep(chance.uniform(*pause))
        if until is not None and house.wait_until_ready(seconds=90) and until(crowd):
            break
    house.wait_until_ready(seconds=90)
    crowd.stop()
    books = Books(house)
    settled = processes.wait_until(books.settled, seconds=rest, pause=0.5)
    return Outcome(done, crowd, judge(house, crowd.acknowledged), settled, time.monotonic() - begun)
