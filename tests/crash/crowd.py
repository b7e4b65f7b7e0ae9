"""Several residents at once, each applying for one thing after another until told to stop."""
from __future__ import annotations

import random
import threading

import httpx2

from balie.runtime.testing.house import House
from tests.load.resident import Acknowledged, GaveUp, Resident

PEOPLE = ("sanne", "youssef", "noor", "lotte", "daan", "piotr", "willem")
SERVICES = ("brp-uittreksel", "verhuizing", "paspoort")


class Crowd:
    """`acknowledged` holds everything any of them was told; `gave_up` the reasons why a journey was not finished."""

    def __init__(self, house: House, *, size: int, seed: int, services: tuple[str, ...] = SERVICES, impatient: float = 0.2):
        people = {each["key"]: each["bsn"] for each in httpx2.get(f"{house.town_url}/console/people.json").json()["people"]}
        self.house, self.services, self.impatient = house, services, impatient
        self.who = [(people[PEOPLE[number % len(PEOPLE)]], seed * 1000 + number) for number in range(size)]
        self.acknowledged: list[Acknowledged] = []
        self.gave_up: list[str] = []
        self.finished = self.requests = self.retries = 0
        self._stop, self._lock = threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._live, args=each, daemon=True) for each in self.who]

    def start(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def stop(self, *, seconds: float = 120.0) -> None:
        """Let everybody finish what they are doing."""
        self._stop.set()
        for thread in self._threads:
            thread.join(seconds)

    def so_far(self) -> list[Acknowledged]:
        """What was told in journeys that have ended, and nothing of those under way."""
        with self._lock:
            return list(self.acknowledged)

    def _live(self, bsn: str, seed: int) -> None:
        chance, round_ = random.Random(seed), 0
        while not self._stop.is_set():
            round_ += 1
            resident = Resident(
                self.house.url, bsn=bsn, email=f"inwoner-{seed}-{round_}@voorbeeld.example", seed=seed + round_, impatient=self.impatient
            )
            try:
                for _ in range(8):
                    resident.apply(chance.choice(self.services))
                    with self._lock:
                        self.finished += 1
                    if self._stop.is_set():
                        break
            except (GaveUp, LookupError, httpx2.HTTPError) as reason:
                with self._lock:
                    self.gave_up.append(f"{type(reason).__name__}: {reason}")
            finally:
                with self._lock:
                    self.acknowledged += resident.acknowledged
                    self.requests, self.retries = self.requests + resident.requests, self.retries + resident.retries
                resident.close()
