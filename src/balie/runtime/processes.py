"""Child processes that never outlive their parent, and ways to look at and end processes."""
from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(signal_number: int = signal.SIGKILL) -> Callable[[], None] | None:
    """A `preexec_fn`: the kernel sends `signal_number` to the child when its parent dies, also by `kill -9`.

    The parent must start the child from a thread that lives as long as itself. None where the system cannot do this.
    """
    parent = os.getpid()
    return (lambda: _arrange(parent, signal_number)) if _libc else None


def end_with_parent() -> None:
    """The same for the running process, whose code decides for itself that it must not outlive its parent."""
    if _libc:
        _arrange(os.getppid(), signal.SIGKILL)


def _arrange(parent: int, signal_number: int) -> None:
    _libc.prctl(PR_SET_PDEATHSIG, signal_number)
    if os.getppid() != parent:  # it died before the arrangement was made
        os._exit(1)


def alive(pid: int) -> bool:
    """Whether process `pid` runs; a zombie does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    found = _status(pid)
    return found is None or found[0] != "Z"


def _status(pid: int | str) -> tuple[str, int] | None:
    """`(state, process group)`, where /proc tells."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            state, _, group = stat.read().rpartition(")")[2].split()[:3]
    except OSError:
        return None
    return state, int(group)


def wait_until(condition: Callable[[], bool], *, seconds: float, pause: float = 0.05) -> bool:
    """True as soon as `condition()` holds, False when it still does not after `seconds`."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(pause)
    return True


def end_group(leader: int, *, seconds: float) -> None:
    """Ask the process group of `leader` to stop, and end it by force when it has not after `seconds`."""
    for number, patience in ((signal.SIGTERM, seconds), (signal.SIGKILL, 2.0)):
        try:
            os.killpg(leader, number)
        except (ProcessLookupError, PermissionError):
            return
        if wait_until(lambda: not _group_alive(leader), seconds=patience):
            return


def _group_alive(leader: int) -> bool:
    try:
        os.waitpid(leader, os.WNOHANG)  # a dead leader that nobody waited for keeps its group
    except ChildProcessError:
        pass
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    if not os.path.isdir("/proc/self"):
        return True
    members = (_status(name) for name in os.listdir("/proc") if name.isdigit())
    return any(member is not None and member[1] == leader and member[0] != "Z" for member in members)
