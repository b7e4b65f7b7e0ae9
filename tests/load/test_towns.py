"""The measurement of many municipalities: what it promises can be broken, and what it reads of a process is so."""
import os
import subprocess
import sys

import pytest

from balie.demo.municipality import MUNICIPALITIES
from tests.load import towns, weight

GOOD = {
    "towns": 33, "services_p95_ms": 30.0, "search_p95_ms": 30.0, "suggest_p95_ms": 10.0, "publish_next_s": 1.0, "publish_unchanged_s": 0.2,
    "start_first_page_s": 6.0, "last_first_page_ms": 200.0, "mb_per_town": 5.0,
}


def test_control_good_measurements_keep_every_promise():
    assert all(each.kept for each in towns.promises(GOOD)) and len(towns.promises(GOOD)) == len(GOOD) - 1


@pytest.mark.parametrize("name", [name for name in GOOD if name != "towns"])
def test_each_promise_can_be_broken(name):
    assert sum(not each.kept for each in towns.promises(GOOD | {name: 10_000.0})) == 1


def test_every_municipality_is_another_one():
    made = [towns.place_of(MUNICIPALITIES[0], number) for number in (1, 2, 33)]
    for name in ("slug", "name", "code", "rsin", "hosts"):
        assert len({getattr(each, name) for each in made}) == 3


def test_a_word_or_its_beginning_is_asked_for():
    assert towns.filled(towns.PAGES["search"], 0) == "/zoeken/?q=paspoort+kwijt"
    assert towns.filled(towns.PAGES["suggest"], 10) == "/zoeken/suggesties/?q=pasp"


def test_the_memory_and_the_time_of_a_process_are_read():
    code = "import time; block = bytearray(b'x') * 60_000_000; n = sum(range(10_000_000)); print('ready', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as child:
        try:
            assert child.stdout.readline() == b"ready\n"
            assert child.pid in {weight.child_of(os.getpid()), child.pid}
            assert weight.of(child.pid).rss > 60_000_000 and weight.of(child.pid).pss > 60_000_000
            assert weight.seconds(child.pid) > 0.05
        finally:
            child.kill()
    with pytest.raises(FileNotFoundError):
        weight.of(child.pid)


def test_who_has_no_child_says_so():
    with subprocess.Popen(["sleep", "60"]) as alone:
        try:
            with pytest.raises(LookupError):
                weight.child_of(alone.pid, seconds=0.1)
        finally:
            alone.kill()
