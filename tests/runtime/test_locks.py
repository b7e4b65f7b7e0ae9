"""Locks between processes."""
import subprocess
import sys

from balie.runtime.locks import Lock

HOLD = "import sys, time; from pathlib import Path; from balie.runtime.locks import Lock; lock = Lock(Path(sys.argv[1])); lock.take(); " \
    "lock.write('me'); print('held', flush=True); time.sleep(60)"


def test_one_holder_at_a_time(tmp_path):
    first, second = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert first.take() and not second.take()
    first.release()
    assert second.take()


def test_shared_locks_go_together_and_keep_an_exclusive_one_out(tmp_path):
    one, two, alone = Lock(tmp_path / "lock", shared=True), Lock(tmp_path / "lock", shared=True), Lock(tmp_path / "lock")
    assert one.take() and two.take() and not alone.take()
    one.release()
    two.release()
    assert alone.take()


def test_the_lock_of_a_killed_process_is_free_and_its_note_can_be_read(tmp_path):
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True)
    holder.stdout.readline()
    lock = Lock(tmp_path / "lock")
    assert not lock.take(wait=0.1)
    assert lock.note() == "me"
    holder.kill()
    holder.wait()
    assert lock.take(wait=1)
