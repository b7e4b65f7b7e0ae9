"""The server that commands and test runs share: the last one to leave turns it off."""
from __future__ import annotations

import os
import subprocess
import sys

import pytest

from balie.runtime import processes
from balie.runtime.postgres import CannotStart
from balie.runtime.postgres.cluster import Cluster, running
from balie.runtime.postgres.shared import hold

HOLDER = "import sys, time; from balie.runtime.postgres.shared import hold; held = hold(sys.argv[1]); print('held', flush=True); time.sleep(60)"


def holder(home) -> subprocess.Popen:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(home)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    return process


def stopped(home) -> bool:
    return processes.wait_until(lambda: not Cluster(home).is_ready(), seconds=10)


def test_it_runs_until_the_last_one_leaves(home):
    first, second = hold(home), hold(home)
    first.release()
    assert not processes.wait_until(lambda: not Cluster(home).is_ready(), seconds=0.6)
    second.release()
    assert stopped(home)


def test_a_killed_user_counts_as_gone(home):
    user = holder(home)
    assert Cluster(home).is_ready()
    user.kill()
    user.wait()
    assert stopped(home)


def test_it_outlives_the_one_who_started_it(home):
    starter = holder(home)
    mine = hold(home)
    starter.kill()
    starter.wait()
    assert not processes.wait_until(lambda: not Cluster(home).is_ready(), seconds=0.6)
    mine.release()
    assert stopped(home)


def test_many_at_once_get_one_server(new_home):
    users = [subprocess.Popen([sys.executable, "-c", HOLDER, str(new_home)], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    try:
        assert [user.stdout.readline() for user in users] == ["held\n"] * 4
    finally:
        for user in users:
            user.kill()
            user.wait()
    assert stopped(new_home)


def test_a_server_that_runs_already_is_used(home):
    with running(home) as cluster:
        held = hold(home)
        assert Cluster(home).is_ready()
        held.release()
        assert not processes.wait_until(lambda: cluster.process.poll() is not None, seconds=0.6)


def test_a_failing_start_is_told(home, monkeypatch):
    monkeypatch.setitem(os.environ, "BALIE_POSTGRES_BIN", "/nowhere")
    with pytest.raises(CannotStart, match="No PostgreSQL"):
        hold(home)
