"""The runs that belong together, each in a house of its own that is thrown away afterwards: the real one and its controls."""
from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import contextmanager

import psycopg

from balie.runtime import processes
from balie.runtime.testing.house import House
from balie.runtime.testing.template import home_with_town
from balie.settings.embedded import connection_urls
from tests.crash import campaign, controls
from tests.crash import notifications as told
from tests.crash.verdict import judge

SMALL = {"BALIE_TOWN_SIZE": "80", "BALIE_WEB_WORKERS": "2"}


@contextmanager
def a_house(control: str = ""):
    home = home_with_town("balie-crash-")
    try:
        with House(home, environment=SMALL | (controls.environment(control) if control else {})) as house:
            yield house
    finally:
        shutil.rmtree(home, ignore_errors=True)


def real(*, kills: int, seed: int, say: Callable[[str], None] = lambda line: None, **options) -> campaign.Outcome:
    with a_house() as house:
        return campaign.run(house, kills=kills, seed=seed, say=say, **options)


def hard(*, kills: int, seed: int, say: Callable[[str], None] = lambda line: None) -> campaign.Outcome:
    """All guarantees on, with the moment between an effect and its note made long: the same as `without_idempotency`, but for the guards."""
    with a_house("slow_note") as house:
        return campaign.run(house, kills=kills, seed=seed, only=("worker", "backend"), impatient=0.8, pause=(1.0, 3.0), say=say)


AT_WORK = """
    select 1 from procrastinate_jobs job join procrastinate_events event on event.job_id = job.id and event.type = 'started'
    where job.status = 'doing' group by job.id having max(event.at) < now() - interval '0.5 seconds'
"""


def amid_a_job(house: House) -> None:
    """Wait for a job that is being done for half a second: its effect is there, and with a slow note it is not noted yet."""
    with psycopg.connect(connection_urls(house.home)[0], autocommit=True) as connection:
        processes.wait_until(lambda: connection.execute(AT_WORK).fetchone() is not None, seconds=20, pause=0.05)


def lasts(broken: Callable[[], list[str]], *, seconds: float = 8.0) -> bool:
    """Whether something that was broken still is a moment later: what is slow is not lost."""
    first = set(broken())
    if not first:
        return False
    time.sleep(seconds)
    return bool(first & set(broken()))


def without_outbox(*, most: int = 30, seed: int = 7, say: Callable[[str], None] = lambda line: None) -> campaign.Outcome:
    """Until the first application is found without its zaak, `most` kills at most."""
    with a_house("no_outbox") as house:
        return campaign.run(
            house, kills=most, seed=seed, pause=(1.0, 3.0), only=("web",), rest=10.0, say=say,
            until=lambda crowd: lasts(lambda: judge(house, crowd.so_far()).without_zaak),
        )


def notifications(*, zaken: int, kills: int, seed: int, control: str = "", say: Callable[[str], None] = lambda line: None) -> told.Outcome:
    """Who follows zaken hears everything, in order per zaak; with the control `no_order` it does not."""
    with a_house(control) as house:
        return told.run(house, zaken=zaken, kills=kills, seed=seed, say=say)


def without_idempotency(*, most: int = 30, seed: int = 7, say: Callable[[str], None] = lambda line: None) -> campaign.Outcome:
    """Until the first doubled thing, `most` kills at most."""
    with a_house("no_idempotency") as house:
        controls.drop_guards(house.home)
        return campaign.run(
            house, kills=most, seed=seed, pause=(0.5, 1.0), only=("worker",), rest=5.0, impatient=0.8, say=say, aim=lambda: amid_a_job(house),
            until=lambda crowd: processes.wait_until(lambda: bool(judge(house, crowd.so_far()).doubles), seconds=20, pause=0.5),
        )
