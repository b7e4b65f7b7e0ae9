"""Zaken that change while the worker is killed, and a subscriber that refuses three in ten: everything arrives, in order per zaak.

    python -m tests.crash.notifications HOME CALLBACK ZAKEN SEED

is the part that writes, in a process of its own: several writers at once, whose transactions are undone now and then and commit in another order
than they took their numbers.
"""
from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from balie.runtime import processes
from balie.runtime.testing.house import House
from balie.settings.embedded import connection_urls
from balie.zgw.notificaties.tests.receiver import receiver
from tests.crash.kills import kill_one

ROOT = Path(__file__).resolve().parents[2]
EVENTS, WRITERS, REFUSED, UNDONE = 4, 4, 0.3, 0.1
REST_SECONDS = 300.0
OPEN = "select count(*) from zgw_wijziging where distributed is null union all select count(*) from zgw_bezorging where state = 'wacht'"


@dataclass
class Outcome:
    """`missing`: zaken of which a message did not come; `turned`: those of which they came in another order than they happened."""

    zaken: int
    kills: int
    seconds: float
    missing: list[str] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    doubled: int = 0
    refused: int = 0
    settled: bool = False

    @property
    def sound(self) -> bool:
        return self.settled and not self.missing and not self.turned

    def __str__(self) -> str:
        how = f"{self.zaken} zaken, {self.zaken * EVENTS} messages, {self.kills} kills of the worker in {self.seconds:.0f} s"
        what = f"{len(self.missing)} incomplete, {len(self.turned)} out of order, {self.doubled} sent twice, {self.refused} refused by the subscriber"
        return f"{how}: {what}{'' if self.settled else '; it did not come to rest'}"


def run(house: House, *, zaken: int, kills: int, seed: int, say: Callable[[str], None] = lambda line: None, rest: float = REST_SECONDS) -> Outcome:
    chance, lock, begun, done = random.Random(seed), threading.Lock(), time.monotonic(), 0

    def moody(got: list, body: dict) -> int:
        with lock:
            return 500 if chance.random() < REFUSED else 204

    with receiver(answer=moody) as there:
        writing = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.notifications", str(house.home), there.url, str(zaken), str(seed)], cwd=ROOT,
            env=house.environment | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        )
        for number in range(1, kills + 1):  # while it is at work: a part of the messages has come and not all
            wanted = zaken * EVENTS * number // (kills + 2)
            processes.wait_until(lambda wanted=wanted: len(there.taken) >= wanted, seconds=rest, pause=0.05)
            if kill_one(house, chance, ("worker",)):
                done += 1
                say(f"{number}/{kills} killed the worker; {len(there.taken)} messages taken")
            time.sleep(chance.uniform(0.2, 1.0))
        written = writing.wait(600)
        settled = written == 0 and processes.wait_until(lambda: at_rest(house), seconds=rest, pause=0.5)
        return judge(there.got, Outcome(zaken, done, time.monotonic() - begun, settled=settled))


def at_rest(house: House) -> bool:
    with psycopg.connect(connection_urls(house.home)[0], autocommit=True) as connection:
        return not any(number for (number,) in connection.execute(OPEN).fetchall())


def judge(got: list, outcome: Outcome) -> Outcome:
    """A message that was sent twice counts once, at the moment it first came."""
    numbers: dict[str, list[int]] = {}
    seen: set[str] = set()
    for each in got:
        if each.status != 204:
            outcome.refused += 1
            continue
        if each.headers["webhook-id"] in seen:
            outcome.doubled += 1
            continue
        seen.add(each.headers["webhook-id"])
        numbers.setdefault(each.body["hoofdObject"], []).append(int(each.body["kenmerken"]["nummer"]))
    complete = [zaak for zaak, found in numbers.items() if sorted(found) == list(range(EVENTS))]
    outcome.missing = [zaak for zaak in numbers if zaak not in complete] + ["a zaak of which nothing came"] * (outcome.zaken - len(numbers))
    outcome.turned = [zaak for zaak, found in numbers.items() if found != sorted(found)]
    return outcome


def write(zaken: int, seed: int, url: str) -> None:
    """In the municipality in scope: a subscriber, and then the changes."""
    from django.db import connection, transaction

    from balie.kernel import tenancy
    from balie.zgw.notificaties.tests import world

    town = tenancy.current()
    with transaction.atomic():
        world.abonnement("zaken", url=url)

    def life(number: int) -> None:
        """One zaak, all its changes after each other; what is undone leaves a hole in the numbers."""
        chance, main = random.Random(seed * 100_003 + number), world.zaak()
        with tenancy.scope(town):
            for event in range(EVENTS):
                while chance.random() < UNDONE:
                    with transaction.atomic():
                        world.change(main, "status", kenmerken={"nummer": "99"})
                        transaction.set_rollback(True)
                with transaction.atomic():
                    world.change(main, "status" if event else "zaak", kenmerken={"nummer": str(event)})
                    time.sleep(chance.uniform(0, 0.02))  # so that another commits first with a higher number
        connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(life, range(zaken)))


def main() -> None:
    home, url, zaken, seed = sys.argv[1:]
    os.environ |= {"BALIE_HOME": home, "DJANGO_SETTINGS_MODULE": "balie.settings.web"}
    import django

    django.setup()
    from balie.kernel.models import Gemeente
    from balie.kernel.tenancy import scope

    with scope(Gemeente.objects.get(slug="zonnedam")):
        write(int(zaken), int(seed), url)


if __name__ == "__main__":
    main()
