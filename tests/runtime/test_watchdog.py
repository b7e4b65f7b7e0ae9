"""The watchdog ends a worker that hangs, and leaves a healthy one alone."""
import subprocess
import sys

import pytest
from django.db import connection

from balie.runtime import watchdog
from balie.runtime.watchdog import Watchdog

HANGS = """
import faulthandler, time
from balie.runtime import watchdog
watchdog.PATIENCE_SECONDS = 1
dog = watchdog.Watchdog(lambda: None, lambda: None, set)
{wind}
dog.wind_up()
time.sleep(0.6)
{wind}
time.sleep(0.7)
print("lives")
"""


def run(wind: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", HANGS.format(wind=wind)], capture_output=True, text=True, timeout=30)


def test_a_process_that_is_not_wound_up_ends_and_says_where_it_hung():
    done = run("pass")
    assert done.returncode == 1 and "lives" not in done.stdout
    assert "Timeout" in done.stderr and "line" in done.stderr


def test_control_a_process_that_is_wound_up_lives():
    assert run("dog.wind_up()").stdout == "lives\n"


@pytest.mark.django_db
@pytest.mark.parametrize(("silent_for", "winds"), [(0, True), (60, False)])
def test_it_winds_up_only_when_the_heart_beats(monkeypatch, silent_for, winds):
    connection.ensure_connection()
    raw = connection.connection
    query = "insert into procrastinate_workers (last_heartbeat) values (now() - make_interval(secs => %s)) returning id"
    worker = raw.execute(query, [silent_for]).fetchone()[0]
    wound = []
    monkeypatch.setattr(watchdog.faulthandler, "dump_traceback_later", lambda seconds, exit: wound.append(seconds))
    dog = Watchdog(lambda: raw, lambda: worker, set)
    dog.look()
    assert bool(wound) is winds
