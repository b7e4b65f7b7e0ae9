"""`balie run` as a whole: ready, stopped cleanly, recovered, two beside each other. Slow, because everything is real."""
from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from balie.runtime import ports, processes
from balie.runtime.testing.house import House, make_home
from balie.runtime.testing.template import home_with_town

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def house():
    home = home_with_town("balie-run-")  # which a house made that started there for the first time
    made = House(home, environment={"BALIE_WEB_WORKERS": "2"})
    yield made.start()
    made.stop()
    shutil.rmtree(home, ignore_errors=True)


def of_house(house: House) -> dict[int, str]:
    """Its processes: number and command line."""
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            environment = (folder / "environ").read_bytes() if folder.name.isdigit() else b""
            if f"BALIE_HOME={house.home}".encode() in environment.split(b"\0") and processes.alive(int(folder.name)):
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


def children(house: House, word: str) -> list[int]:
    return sorted(pid for pid, command in of_house(house).items() if word in command)


def server(house: House) -> int:
    return int(next(house.home.glob("postgres/data/postmaster.pid")).read_text().split("\n", 1)[0])


def all_gone(house: House) -> bool:
    return processes.wait_until(lambda: not of_house(house), seconds=15)


def test_it_says_where_everything_is(house):
    assert house.health() == {"ready": True, "web": {"ok": True}, "database": {"ok": True}, "worker": {"ok": True}}
    assert f"http://localhost:{house.port}" in house.output and f"http://localhost:{house.town_port}/" in house.output
    with urllib.request.urlopen(house.url + "/") as answer:
        assert answer.status == 200


def test_it_listens_on_loopback_only(house):
    table = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    listening = {line.split()[1] for line in table.splitlines() if line.split()[3] == "0A"}
    mine = {address for address in listening if int(address.rpartition(":")[2], 16) in (house.port, house.town_port, house.port + 25)}
    assert mine and {address.rpartition(":")[0] for address in mine} <= {"0100007F", "00000000000000000000000001000000"}


def resident_megabytes(house: House) -> float:
    """What the processes of the web hold in memory."""
    def held(pid: int) -> int:
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1])

    return sum(held(pid) for pid in children(house, "granian")) / 1000


def test_200_megabytes_are_refused_without_being_kept(house):
    """Whoever sends them is told so, or is cut off; the web does not grow and goes on."""
    before, line = resident_megabytes(house), http.client.HTTPConnection("localhost", house.port, timeout=60)
    line.putrequest("POST", "/taal/")
    line.putheader("Content-Type", "multipart/form-data; boundary=x")
    line.putheader("Content-Length", "200000000")
    line.endheaders()
    try:
        for _time in range(200):
            line.send(b"a" * 1_000_000)
    except OSError:
        pass
    try:
        assert line.getresponse().status == 413
    except (http.client.HTTPException, OSError):
        pass
    assert resident_megabytes(house) - before < 60
    with urllib.request.urlopen(house.url + "/") as answer:
        assert answer.status == 200


def test_a_second_start_in_the_same_folder_says_where_the_first_is(house):
    environment = house.environment | {"PORT": str(house.port + 60)}
    done = subprocess.run([sys.executable, "-m", "balie.cli.main", "run"], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "already runs" in done.stderr and f"http://localhost:{house.port}" in done.stderr
    assert house.health()["ready"]


def test_a_taken_port_that_was_asked_for_is_refused(house):
    home = make_home()
    environment = house.environment | {"BALIE_HOME": str(home)}
    done = subprocess.run([sys.executable, "-m", "balie.cli.main", "run"], env=environment, capture_output=True, text=True, timeout=60)
    shutil.rmtree(home)
    assert done.returncode == 1 and f"Port {house.port} is in use" in done.stderr


@pytest.mark.parametrize("word", ["balie.runtime.worker", "balie.runtime.web:application", "balie.runtime.town:application"])
def test_a_killed_process_is_started_anew(house, word):
    before = children(house, word)
    os.kill(before[0], signal.SIGKILL)  # of granian the main process: its workers must not go on serving
    assert processes.wait_until(lambda: children(house, word) and not set(before) & set(children(house, word)), seconds=20)
    assert processes.wait_until(lambda: ports.listens(house.town_port) and house.health().get("ready", False), seconds=60)


def test_one_killed_worker_of_the_web_is_replaced_by_granian(house):
    main, *workers = children(house, "balie.runtime.web:application")
    os.kill(workers[0], signal.SIGKILL)
    assert processes.wait_until(lambda: len(set(children(house, "balie.runtime.web:application")) - {workers[0]}) == len(workers) + 1, seconds=20)
    assert main in children(house, "balie.runtime.web:application") and house.wait_until_ready()


def test_a_killed_postgresql_is_started_anew(house):
    before = server(house)
    os.kill(before, signal.SIGKILL)
    assert processes.wait_until(lambda: not house.health().get("ready"), seconds=5)
    assert house.wait_until_ready(seconds=60)
    assert server(house) != before


def test_health_says_that_the_worker_hangs(house):
    worker = children(house, "balie.runtime.worker")[0]
    os.kill(worker, signal.SIGSTOP)
    try:
        assert processes.wait_until(lambda: house.health()["worker"].get("reason", "").startswith("no sign of life"), seconds=30, pause=0.3)
        assert house.health()["database"] == {"ok": True}
    finally:
        os.kill(worker, signal.SIGKILL)
    assert house.wait_until_ready()


def test_a_killed_supervisor_takes_all_with_it_and_the_next_start_recovers(house):
    house.stop(signal.SIGKILL)
    assert all_gone(house), of_house(house)
    house.start()
    assert house.health()["ready"]


def test_everything_killed_at_once_recovers_on_the_same_port(house):
    port, numbers = house.port, of_house(house)
    for pid in [*numbers, server(house)]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    house.stop()
    house.start()
    assert house.health()["ready"] and house.port == port


def stops_cleanly_and_leaves_nothing_running(house, number):
    postgres = server(house)
    assert house.stop(number) == 0
    assert not of_house(house) and not processes.alive(postgres)
    assert not any(map(ports.listens, (house.port, house.town_port)))
    assert "database system is shut down" in (house.home / "logs" / "postgres.log").read_text()


def test_two_beside_each_other_and_one_is_interrupted(house):
    home = home_with_town()
    try:
        with House(home) as second:
            assert second.port != house.port
            assert second.health()["ready"] and house.health()["ready"]
            stops_cleanly_and_leaves_nothing_running(second, signal.SIGINT)
            assert house.health()["ready"]
    finally:
        shutil.rmtree(home, ignore_errors=True)


def test_the_other_is_terminated(house):
    stops_cleanly_and_leaves_nothing_running(house, signal.SIGTERM)
