"""The real worker process: does its jobs, also when its connections are cut or it is killed in between."""
from __future__ import annotations

import os
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app

from balie.runtime import processes
from balie.settings.embedded import OWNER, RUNTIME, Place

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
TASK = "balie.kernel.jobs.forget_old_handled_events"


@pytest.fixture
def place():
    if settings.BALIE.database_url:
        pytest.skip("only with the embedded server")
    return Place.of(settings.BALIE.home)


@pytest.fixture
def worker(place):
    """`worker()` starts a worker process on the database of this test."""
    name = connection.settings_dict["NAME"]
    environment = os.environ | {"BALIE_DATABASE_URL": place.url(OWNER, name), "BALIE_DATABASE_RUNTIME_URL": place.url(RUNTIME, name)}
    started = []

    def start() -> subprocess.Popen:
        started.append(subprocess.Popen([sys.executable, "-m", "balie.runtime.worker"], env=environment, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def defer(numbers) -> None:
    for number in numbers:
        app.tasks[TASK].configure(queueing_lock=str(number)).defer(timestamp=number)


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = %s and status in ('todo', 'doing')", [TASK])
        return cursor.fetchone()[0]


def all_done(*, seconds: float = 60) -> bool:
    return processes.wait_until(lambda: waiting() == 0, seconds=seconds, pause=0.1)


def cut_connections_of_the_worker(place) -> int:
    query = "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = %s and backend_type = 'client backend' "
    query += "and pid not in (%s, pg_backend_pid())"
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        mine = cursor.fetchone()[0]
    with psycopg.connect(place.url(OWNER), autocommit=True) as owner:
        return owner.execute(query, [connection.settings_dict["NAME"], mine]).fetchone()[0]


def test_jobs_are_done_and_forgotten_and_it_stops_when_asked(worker):
    defer(range(5))
    process = worker()
    assert all_done()
    process.terminate()
    assert process.wait(20) == 0


def test_control_without_a_worker_they_wait():
    defer(range(2))
    assert waiting() == 2


def test_it_goes_on_after_its_connections_are_cut(worker, place):
    process = worker()
    defer([1])
    assert all_done()
    for round_number in range(3):
        defer(range(100 * round_number, 100 * round_number + 30))
        assert processes.wait_until(lambda: cut_connections_of_the_worker(place) > 0, seconds=30), "it does not connect again"
    assert all_done()
    assert process.poll() is None


def test_the_job_of_a_killed_worker_is_done_by_the_next(worker):
    defer(range(40))
    first = worker()
    assert processes.wait_until(lambda: waiting() < 40, seconds=60, pause=0.005)
    first.kill()
    worker()
    assert all_done()
