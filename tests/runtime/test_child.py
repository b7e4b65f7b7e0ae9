"""Processes that are kept alive, and that die with their parent."""
import os
import signal
import subprocess
import sys
import time

import pytest

from balie.runtime import child as child_module
from balie.runtime import processes
from balie.runtime.child import Child

PARENT = """
import subprocess, time
from balie.runtime.processes import die_with_parent
child = subprocess.Popen(["/bin/sleep", "60"], preexec_fn={arrangement})
print(child.pid, flush=True)
time.sleep(60)
"""
GRANDCHILD = "import subprocess, time; print(subprocess.Popen(['/bin/sleep', '60']).pid, flush=True); time.sleep(60)"


def orphan_of_a_killed_parent(arrangement: str) -> int:
    parent = subprocess.Popen([sys.executable, "-c", PARENT.format(arrangement=arrangement)], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    return pid


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_a_child_dies_with_a_killed_parent():
    pid = orphan_of_a_killed_parent("die_with_parent()")
    assert processes.wait_until(lambda: not processes.alive(pid), seconds=5)


def test_control_without_the_arrangement_it_lives_on():
    pid = orphan_of_a_killed_parent("None")
    time.sleep(0.3)
    assert processes.alive(pid)
    os.kill(pid, signal.SIGKILL)


@pytest.fixture
def child(tmp_path, monkeypatch):
    monkeypatch.setattr(child_module, "PAUSES", (0.05, 0.3))
    made = []

    def make(code: str) -> Child:
        made.append(Child("test", [sys.executable, "-u", "-c", code], dict(os.environ), tmp_path / "logs" / "test.log"))
        made[-1].start()
        return made[-1]

    yield make
    for one in made:
        one.end(seconds=1)


def alive_again(one: Child) -> bool:
    one.look()
    return one.process is not None and one.process.poll() is None


def test_a_dead_process_is_started_anew(child):
    one = child("import time; time.sleep(60)")
    first = one.process.pid
    assert one.look()
    one.process.kill()
    one.process.wait()
    assert not one.look(), "it says once that it was found dead"
    assert processes.wait_until(lambda: alive_again(one), seconds=5)
    assert one.process.pid != first


def test_the_pause_grows_when_it_keeps_dying(child):
    one = child("raise SystemExit('no such table')")
    one.process.wait()
    one.look()
    begun = time.monotonic()
    assert processes.wait_until(lambda: (one.look(), one.process)[1] is not None, seconds=5, pause=0.01)
    assert time.monotonic() - begun >= 0.25
    one.process.wait()
    one.look()
    assert one.failures == 2
    assert "no such table" in one.last_lines()


def test_what_a_dead_process_started_is_ended_too(child):
    one = child(GRANDCHILD)
    assert processes.wait_until(lambda: bool(one.last_lines().strip()), seconds=5)
    grandchild = int(one.last_lines())
    one.process.kill()
    one.process.wait()
    assert processes.alive(grandchild)
    one.look()
    assert not processes.alive(grandchild)


def test_a_process_that_will_not_stop_is_ended_by_force(child):
    one = child("import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf'); time.sleep(60)")
    assert processes.wait_until(lambda: "deaf" in one.last_lines(), seconds=5)
    pid = one.process.pid
    one.end(seconds=0.3)
    assert not processes.alive(pid)
